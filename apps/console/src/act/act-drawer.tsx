import { App, Button, Drawer, Form } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useCase, type ActTarget } from '../case/case-context.ts';
import type { Receipt } from '../graph/shapes.ts';
import { useUnsaved } from '../parts/unsaved.ts';
import { useWords } from '../words.ts';
import { ActAnswer } from './act-answer.tsx';
import { ActForm } from './act-form.tsx';
import { fieldsOf } from './schema.ts';
import { useSeen } from './give.ts';
import { useAct } from './use-act.ts';

interface DrawerProps {
  readonly target: ActTarget;
  readonly close: () => void;
  readonly again: () => void;
}

/** The moments after the answer at which the page is read again: projections of others follow a little later. */
const LATER = [1500, 4000];

/** The form of any command, drawn from its schema: no form of this console is written by hand. */
export default function ActDrawer({ target, close, again }: DrawerProps) {
  const { t, say } = useWords();
  const { action, procedure, agency } = target;
  const fields = useMemo(() => fieldsOf(action.schema), [action.schema]);
  const [form] = Form.useForm();
  const [open, setOpen] = useState(true);
  const done = useFollow(target, again);
  const touched = useRef(false);
  const given = (receipt: Receipt) => {
    touched.current = false;
    setOpen(false);
    void done(receipt);
  };
  const { state, submit } = useAct({ target, fields, form, done: given });
  // An untouched form just closes.
  const isSure = useUnsaved(touched, t('act.leaveText'));
  const leave = () => void isSure().then((sure) => sure && setOpen(false));
  const where = procedure ? `${say(agency.label)} · ${say(procedure.label)}` : say(agency.label);
  return (
    <Drawer
      open={open}
      size={640}
      title={say(action.label)}
      extra={<span className="quiet">{where}</span>}
      footer={<Foot busy={state.busy} submit={form.submit} leave={leave} />}
      onClose={leave}
      afterOpenChange={(now) => !now && close()}
    >
      <ActAnswer state={state} again={again} />
      <ActForm
        form={form}
        fields={fields}
        submit={submit}
        opening={!procedure}
        onTouch={() => (touched.current = true)}
      />
    </Drawer>
  );
}

interface FootProps {
  readonly busy: boolean;
  readonly submit: () => void;
  readonly leave: () => void;
}

function Foot({ busy, submit, leave }: FootProps) {
  const { t } = useWords();
  return (
    <div className="act-foot">
      <Button type="primary" loading={busy} onClick={submit}>
        {t('act.submit')}
      </Button>
      <Button onClick={leave}>{t('act.cancel')}</Button>
      <span className="quiet">{t('act.keys')}</span>
    </div>
  );
}

/** Says that the command was given, waits until the case shows it, and reads the page again. */
function useFollow({ action, agency, procedure }: ActTarget, again: () => void) {
  const { message } = App.useApp();
  const { t, say } = useWords();
  const { view } = useCase();
  const seen = useSeen();
  return async (receipt: Receipt) => {
    const key = receipt.id;
    const name = say(action.label);
    void message.open({ key, type: 'loading', content: t('act.syncing', { name }), duration: 0 });
    const shown = await seen({ agency, caseId: view.id, receipt, procedure });
    again();
    for (const later of LATER) setTimeout(again, later);
    if (shown) void message.open({ key, type: 'success', content: t('act.done', { name }), duration: 3 });
    else void message.open({ key, type: 'info', content: t('act.later', { name }), duration: 6 });
  };
}
