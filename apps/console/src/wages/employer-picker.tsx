import { Select } from 'antd';
import { useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { casesQuery } from '../cases/cases-query.ts';
import { useWords } from '../words.ts';
import type { Control } from '../act/inputs/control.ts';
import { organisationsQuery } from './organisations.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Named {
  readonly id: string;
  readonly name: string | null;
}

/** An organisation of the register; one that is not listed can be given by its id. */
export function EmployerPicker({ onChange, ...rest }: Control<string>) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const known = useOrganisations(typed.trim());
  const options = known.map(({ id, name }) => ({ value: id, label: name ?? id }));
  const own = UUID.test(typed.trim()) && !known.some(({ id }) => id === typed.trim());
  const offered = own ? [...options, { value: typed.trim(), label: t('wages.byId', { id: typed.trim() }) }] : options;
  return (
    <Select
      {...rest}
      allowClear
      showSearch={{ onSearch: setTyped, filterOption: (text, offer) => Boolean(offer?.label.includes(text.trim())) }}
      placeholder={t('wages.employerHint')}
      notFoundContent={t('wages.noEmployer')}
      options={offered}
      onChange={(value: string | undefined) => onChange?.(value)}
    />
  );
}

/** The register's own list where it has one, and otherwise the employers of the newest cases. */
function useOrganisations(search: string): readonly Named[] {
  const [register] = useQuery({ query: organisationsQuery, variables: search ? { search } : {} });
  const [newest] = useQuery({ query: casesQuery, variables: { first: 100 }, pause: !register.error });
  return useMemo(() => {
    const listed = register.data?.organisations ?? newest.data?.cases.cases.flatMap((row) => row.employers ?? []) ?? [];
    return [...new Map(listed.map(({ id, name }) => [id, { id, name }])).values()];
  }, [register.data, newest.data]);
}
