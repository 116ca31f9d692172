import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Checkbox, Form, Input, Select, type FormInstance } from 'antd';
import { useRef, useState } from 'react';
import { ActAnswer } from '../act/act-answer.tsx';
import { requiredMark } from '../act/required-mark.tsx';
import { Panel } from '../parts/block.tsx';
import { useUnsaved } from '../parts/unsaved.ts';
import { yuan } from '../parts/yuan.ts';
import { useWords } from '../words.ts';
import { EmployerPicker } from './employer-picker.tsx';
import { useOpenDossier, type Details } from './use-open-dossier.ts';
import type { Workbook } from './workbook.ts';

const doors = ['window', 'hotline', 'online', 'visit', 'letter', 'outpost'] as const;

/** What the workbook does not say: against whom, over what, and where the people came in. */
export function OpenDossier({ workbook }: { workbook: Workbook }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [form] = Form.useForm<Details>();
  const [anyway, setAnyway] = useState(false);
  const unsaved = useRef(true);
  useUnsaved(unsaved, t('wages.leaveText'));
  const { state, waiting, open } = useOpenDossier(workbook, form, (caseId) => {
    unsaved.current = false;
    void navigate({ to: '/cases/$caseId', params: { caseId } });
  });
  const faulty = workbook.faults.length > 0;
  const { length: count } = workbook.rows;
  return (
    <Panel title={t('wages.open')}>
      <div className="panel-body dossier">
        <ActAnswer state={state} again={() => undefined} />
        {waiting && <Alert type="info" showIcon title={t('wages.waiting')} />}
        <DossierForm form={form} open={open} />
        {faulty && (
          <Checkbox checked={anyway} onChange={(event) => setAnyway(event.target.checked)}>
            {t('wages.anyway', { count })}
          </Checkbox>
        )}
        <div className="act-foot">
          <Button
            type="primary"
            disabled={count === 0 || (faulty && !anyway)}
            loading={state.busy || waiting}
            onClick={form.submit}
          >
            {t('wages.openButton')}
          </Button>
          <span>{t('wages.openSum', { count: workbook.people, sum: yuan(workbook.total) })}</span>
        </div>
      </div>
    </Panel>
  );
}

interface DossierFormProps {
  readonly form: FormInstance<Details>;
  readonly open: (details: Details) => Promise<void>;
}

function DossierForm({ form, open }: DossierFormProps) {
  const { t } = useWords();
  const doorOptions = doors.map((value) => ({ value, label: t(`door.${value}`) }));
  const required = [{ required: true, message: t('act.fillIn') }];
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={requiredMark}
      onFinish={(details) => void open(details)}
      initialValues={{ door: 'window' }}
    >
      <Form.Item name="employer" label={t('wages.employer')} rules={required}>
        <EmployerPicker />
      </Form.Item>
      <Form.Item name="liable" label={t('wages.liable')}>
        <EmployerPicker />
      </Form.Item>
      <Form.Item name="door" label={t('wages.door')} rules={required}>
        <Select options={doorOptions} />
      </Form.Item>
      <Form.Item name="project" label={t('wages.project')}>
        <Input maxLength={120} autoComplete="off" />
      </Form.Item>
    </Form>
  );
}
