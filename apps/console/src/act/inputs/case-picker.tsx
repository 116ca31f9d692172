import { Select } from 'antd';
import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { casesQuery, PAGE } from '../../cases/cases-query.ts';
import { useWords } from '../../words.ts';
import type { Control } from './control.ts';

const PAUSE = 300;

/** Another case, found by its number or by an employer. */
export function CasePicker({ onChange, ...rest }: Control<string>) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed.trim()), PAUSE);
    return () => clearTimeout(timer);
  }, [typed]);
  const variables = { first: PAGE, ...(search ? { search } : {}) };
  const [{ data, fetching }] = useQuery({ query: casesQuery, variables });
  const options = (data?.cases.cases ?? []).map(({ id, number, employers }) => ({
    value: id,
    label: [number ?? id, employers?.[0]?.name].filter(Boolean).join(' '),
  }));
  return (
    <Select
      {...rest}
      allowClear
      loading={fetching}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      placeholder={t('cases.searchHint')}
      options={options}
      notFoundContent={t('cases.noneFound')}
      onChange={(value: string | undefined) => onChange?.(value)}
    />
  );
}
