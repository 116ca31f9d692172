import { Form, Input, Select } from 'antd';
import { registerOrganisation } from '../graph/parties.ts';
import type { Organisation } from '../graph/shapes.ts';
import { useWords } from '../words.ts';
import { Registering } from './registering.tsx';

const kinds = ['employer', 'generalContractor', 'subcontractor', 'bank', 'other'] as const;

interface NewOrganisationProps {
  readonly name: string;
  readonly done: (made: Organisation | undefined) => void;
}

/** Registers an organisation; the same credit code is the same organisation, whatever door it came through. */
export function NewOrganisation({ name, done }: NewOrganisationProps) {
  const { t } = useWords();
  const required = [{ required: true, message: t('act.fillIn') }];
  const options = kinds.map((value) => ({ value, label: t(`organisationKind.${value}`) }));
  return (
    <Registering
      title={t('parties.newOrganisation')}
      document={registerOrganisation}
      names={['name', 'uscc', 'kind']}
      start={{ name, kind: 'employer' }}
      done={done}
    >
      <Form.Item name="name" label={t('parties.organisationName')} rules={required}>
        <Input maxLength={120} autoComplete="off" />
      </Form.Item>
      <Form.Item name="uscc" label={t('parties.uscc')} rules={required}>
        <Input maxLength={18} autoComplete="off" />
      </Form.Item>
      <Form.Item name="kind" label={t('parties.kind')} rules={required}>
        <Select options={options} />
      </Form.Item>
    </Registering>
  );
}
