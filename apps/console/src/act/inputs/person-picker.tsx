import { UserAddOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { Person } from '../../graph/shapes.ts';
import { NewPerson } from '../../parties/new-person.tsx';
import { useNewcomers } from '../../parties/newcomers.tsx';
import { isParty, useSession } from '../../session/session-context.ts';
import { useWords } from '../../words.ts';
import type { Field } from '../field.ts';
import type { Control } from './control.ts';
import { Pick } from './pickers.tsx';

/** The people of the case; whoever is not among them yet is registered here. */
export function PersonPicker({ field, onChange, ...rest }: Control<string> & { readonly field: Field }) {
  const { t } = useWords();
  const { addPerson } = useNewcomers();
  const { actor } = useSession();
  const [adding, setAdding] = useState(false);
  const done = (made: Person | undefined) => {
    setAdding(false);
    if (!made) return;
    addPerson(made);
    onChange?.(made.id);
  };
  return (
    <div className="beside">
      <Pick {...rest} field={field} offers="person" onChange={onChange ?? (() => undefined)} />
      {!isParty(actor) && (
        <Button icon={<UserAddOutlined aria-hidden />} onClick={() => setAdding(true)}>
          {t('parties.newPerson')}
        </Button>
      )}
      {adding && <NewPerson done={done} />}
    </div>
  );
}
