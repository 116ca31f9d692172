import { Select } from 'antd';
import { useState } from 'react';
import { employersOf, useCase } from '../../case/case-context.ts';
import type { Organisation } from '../../graph/shapes.ts';
import { useOrganisations } from '../../graph/use-organisations.ts';
import { useWords } from '../../words.ts';
import { leaveByTab, type Control } from './control.ts';

/** The organisations of the case first, then whatever the register finds for what is typed. */
function useOffers(typed: string) {
  const { t } = useWords();
  const { view } = useCase();
  const words = typed.trim();
  const found = useOrganisations(words);
  const label = ({ name, uscc }: Organisation) => [name ?? t('case.nameHidden'), uscc].filter(Boolean).join(' ');
  const own = employersOf(view).filter((each) => label(each).includes(words));
  const offered = new Map([...own, ...found].map((each) => [each.id, { value: each.id, label: label(each) }]));
  return { offers: [...offered.values()], notFound: t(words ? 'act.nothingToChoose' : 'wages.typeEmployer') };
}

export function OrganisationPicker({ required, onChange, ...rest }: Control<string> & { required: boolean }) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const { offers, notFound } = useOffers(typed);
  return (
    <Select
      {...rest}
      allowClear={!required}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      placeholder={t('act.choose')}
      options={offers}
      notFoundContent={notFound}
      onChange={(value: string | undefined) => onChange?.(value)}
    />
  );
}

/** Several at once; what was chosen keeps its name although the search has moved on. */
export function OrganisationsPicker({ value = [], onChange, ...rest }: Control<string[]>) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const { offers, notFound } = useOffers(typed);
  const chosen = value.filter((id) => names.has(id)).map((id) => ({ value: id, label: names.get(id) ?? id }));
  const options = [...new Map([...chosen, ...offers].map((each) => [each.value, each])).values()];
  const change = (ids: string[]) => {
    setNames(new Map(options.map((each) => [each.value, each.label])));
    onChange?.(ids);
  };
  return (
    <Select
      {...rest}
      mode="multiple"
      onInputKeyDown={leaveByTab}
      value={value}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      placeholder={t('act.choose')}
      options={options}
      notFoundContent={notFound}
      onChange={change}
    />
  );
}
