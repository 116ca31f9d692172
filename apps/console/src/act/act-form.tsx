import { Form, type FormInstance } from 'antd';
import { useState, type KeyboardEvent } from 'react';
import { useClock } from '../clock/clock-context.ts';
import { stamp } from '../clock/days.ts';
import { KeepingNewcomers } from '../parties/newcomers.tsx';
import { useWords } from '../words.ts';
import type { Field } from './field.ts';
import { FormField } from './form-field.tsx';
import { MomentInput } from './inputs/day-input.tsx';
import { useLateStart } from './late-start.ts';
import { requiredMark } from './required-mark.tsx';
import { useRules } from './rules.ts';
import { OCCURRED } from './use-act.ts';
import { useKnown } from './use-known.ts';
import { drawn, startOf, type Values } from './values.ts';

interface ActFormProps {
  readonly form: FormInstance;
  readonly fields: readonly Field[];
  readonly submit: (values: Values) => Promise<void>;
  readonly onTouch: () => void;
  readonly opening: boolean;
}

export function ActForm({ form, fields, submit, onTouch, opening }: ActFormProps) {
  const { t } = useWords();
  const known = useKnown(opening);
  const [start] = useState(() => startOf(fields, known));
  useLateStart({ form, fields, known });
  const sendByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    // What is being typed counts as written once one leaves it.
    const at = document.activeElement as HTMLElement | null;
    at?.blur();
    at?.focus();
    form.submit();
  };
  return (
    <div onKeyDown={sendByKey} role="presentation">
      <Form
        form={form}
        layout="vertical"
        requiredMark={requiredMark}
        initialValues={start}
        validateTrigger="onBlur"
        onValuesChange={onTouch}
        // Ids that are made here are never drawn, so all that the form holds is sent, not only what it shows.
        onFinish={() => void submit(form.getFieldsValue(true) as Values)}
        scrollToFirstError={{ block: 'center', focus: true }}
      >
        {drawn(fields).length === 0 && <p className="quiet act-bare">{t('act.noFields')}</p>}
        <KeepingNewcomers>
          {drawn(fields).map((field) => (
            <FormField key={field.name} field={field} path={[field.name]} />
          ))}
        </KeepingNewcomers>
        <Occurred />
      </Form>
    </div>
  );
}

const occurred: Field = { name: OCCURRED, words: { zh: '', en: '' }, widget: 'moment', required: false };

/** When it happened; left alone it is the moment of sending, by the service's own clock. */
function Occurred() {
  const { t } = useWords();
  const { now } = useClock();
  const rules = useRules(occurred);
  const extra = t('act.occurredHint', { now: stamp(now) });
  return (
    <Form.Item name={OCCURRED} label={t('act.occurredAt')} extra={extra} rules={rules}>
      <MomentInput placeholder={stamp(now)} latest={now} />
    </Form.Item>
  );
}
