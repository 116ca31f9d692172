import { Alert, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useMutation, type CombinedError } from 'urql';
import { place } from '../act/faults.ts';
import type { Field } from '../act/field.ts';
import { requiredMark } from '../act/required-mark.tsx';
import { registerOrganisation, type NewOrganisation } from '../graph/parties.ts';
import type { Organisation } from '../graph/shapes.ts';
import { inputFaults, wordsOf } from '../graph/trouble.ts';
import { useWords } from '../words.ts';

const kinds = ['employer', 'generalContractor', 'subcontractor', 'other'] as const;
const fields: Field[] = ['name', 'uscc', 'kind'].map((name) => ({
  name,
  words: { zh: '', en: '' },
  widget: 'line',
  required: true,
}));

interface NewEmployerProps {
  readonly name: string;
  readonly done: (made: Organisation | undefined) => void;
}

/** Registers an organisation; the same credit code is the same organisation, whatever door it came through. */
export function NewEmployer({ name, done }: NewEmployerProps) {
  const { t } = useWords();
  const [form] = Form.useForm<NewOrganisation>();
  const { register, busy, error } = useRegister(form.setFields, done);
  return (
    <Modal
      open
      title={t('wages.newEmployer')}
      okText={t('wages.register')}
      cancelText={t('act.cancel')}
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={() => done(undefined)}
    >
      {error && inputFaults(error).length === 0 && (
        <Alert
          type="error"
          showIcon
          title={wordsOf(error) ?? t('block.noAnswer')}
          description={t('act.nothingSaved')}
        />
      )}
      <Lines form={form} name={name} register={register} />
    </Modal>
  );
}

type Faulty = ReturnType<typeof Form.useForm<NewOrganisation>>[0]['setFields'];

function useRegister(setFields: Faulty, done: NewEmployerProps['done']) {
  const { say } = useWords();
  const [, give] = useMutation(registerOrganisation);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CombinedError>();
  const register = async (input: NewOrganisation) => {
    setBusy(true);
    const answer = await give({ input }).finally(() => setBusy(false));
    setError(answer.error);
    if (answer.data) return done(answer.data.registerOrganisation);
    const { placed } = place(inputFaults(answer.error), fields);
    return setFields(placed.map((fault) => ({ name: fault.at[0] as keyof NewOrganisation, errors: [say(fault)] })));
  };
  return { register, busy, error };
}

interface LinesProps {
  readonly form: ReturnType<typeof Form.useForm<NewOrganisation>>[0];
  readonly name: string;
  readonly register: (input: NewOrganisation) => Promise<void>;
}

function Lines({ form, name, register }: LinesProps) {
  const { t } = useWords();
  const required = [{ required: true, message: t('act.fillIn') }];
  const options = kinds.map((value) => ({ value, label: t(`organisationKind.${value}`) }));
  return (
    <Form
      form={form}
      name="new-employer"
      layout="vertical"
      requiredMark={requiredMark}
      initialValues={{ name, kind: 'employer' }}
      onFinish={(input) => void register(input)}
    >
      <Form.Item name="name" label={t('wages.employerName')} rules={required}>
        <Input maxLength={120} autoComplete="off" />
      </Form.Item>
      <Form.Item name="uscc" label={t('wages.uscc')} rules={required}>
        <Input maxLength={18} autoComplete="off" />
      </Form.Item>
      <Form.Item name="kind" label={t('wages.kind')} rules={required}>
        <Select options={options} />
      </Form.Item>
    </Form>
  );
}
