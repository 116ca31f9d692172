import { PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useQuery } from 'urql';
import type { Control } from '../act/inputs/control.ts';
import { casesQuery } from '../cases/cases-query.ts';
import type { Organisation } from '../graph/shapes.ts';
import { useOrganisations } from '../graph/use-organisations.ts';
import { NewOrganisation } from '../parties/new-organisation.tsx';
import { useWords } from '../words.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type Named = Pick<Organisation, 'id' | 'name'>;

/** An organisation of the register; one that is not in it yet can be registered here. */
export function EmployerPicker({ onChange, ...rest }: Control<string>) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const [added, setAdded] = useState<Named>();
  const [adding, setAdding] = useState(false);
  const words = typed.trim();
  const known = useKnown(words, added);
  const own = UUID.test(words) && !known.some(({ id }) => id === words);
  const options = known.map(({ id, name }) => ({ value: id, label: name ?? id }));
  const done = (made: Named | undefined) => {
    setAdding(false);
    if (!made) return;
    setAdded(made);
    onChange?.(made.id);
  };
  return (
    <div className="beside">
      <Select
        {...rest}
        allowClear
        showSearch={{ onSearch: setTyped, filterOption: false }}
        placeholder={t('wages.employerHint')}
        notFoundContent={words ? t('wages.noEmployer') : t('wages.typeEmployer')}
        options={own ? [...options, { value: words, label: t('wages.byId', { id: words }) }] : options}
        onChange={(value: string | undefined) => onChange?.(value)}
      />
      <Button icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
        {t('parties.newOrganisation')}
      </Button>
      {adding && <NewOrganisation name={words} done={done} />}
    </div>
  );
}

/** What the register finds; before anything is typed, the employers of the newest cases. */
function useKnown(search: string, added: Named | undefined): readonly Named[] {
  const found = useOrganisations(search);
  const [newest] = useQuery({ query: casesQuery, variables: { first: 50 } });
  const recent = newest.data?.cases.cases.flatMap((row) => row.employers ?? []) ?? [];
  const listed = search ? found : [...(added ? [added] : []), ...recent];
  return [...new Map(listed.map(({ id, name }) => [id, { id, name }])).values()];
}
