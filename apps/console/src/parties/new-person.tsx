import { Form, Input } from 'antd';
import { registerPerson } from '../graph/parties.ts';
import type { Person } from '../graph/shapes.ts';
import { useWords } from '../words.ts';
import { Registering } from './registering.tsx';

/** Registers a person; the same ID number is the same person, whatever door they used. */
export function NewPerson({ done }: { readonly done: (made: Person | undefined) => void }) {
  const { t } = useWords();
  const required = [{ required: true, message: t('act.fillIn') }];
  return (
    <Registering
      title={t('parties.newPerson')}
      document={registerPerson}
      names={['name', 'idNumber', 'phone']}
      start={{}}
      done={done}
    >
      <Form.Item name="name" label={t('people.name')} rules={required}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="idNumber" label={t('people.idNumber')} rules={required}>
        <Input maxLength={18} autoComplete="off" />
      </Form.Item>
      <Form.Item name="phone" label={t('people.phone')}>
        <Input maxLength={20} autoComplete="off" inputMode="tel" />
      </Form.Item>
    </Registering>
  );
}
