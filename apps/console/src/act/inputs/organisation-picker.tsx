import { PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { employersOf, useCase } from '../../case/case-context.ts';
import type { Organisation } from '../../graph/shapes.ts';
import { useOrganisations } from '../../graph/use-organisations.ts';
import { NewOrganisation } from '../../parties/new-organisation.tsx';
import { useNewcomers } from '../../parties/newcomers.tsx';
import { isParty, useSession } from '../../session/session-context.ts';
import { useWords } from '../../words.ts';
import { leaveByTab, type Control } from './control.ts';

/** The organisations of the case first, then whatever the register finds for what is typed. */
function useOffers(typed: string) {
  const { t } = useWords();
  const { view } = useCase();
  const words = typed.trim();
  const found = useOrganisations(words);
  const { organisations } = useNewcomers();
  const label = ({ name, uscc }: Organisation) => [name ?? t('case.nameHidden'), uscc].filter(Boolean).join(' ');
  const own = [...employersOf(view), ...organisations].filter((each) => label(each).includes(words));
  const offered = new Map([...own, ...found].map((each) => [each.id, { value: each.id, label: label(each) }]));
  return { offers: [...offered.values()], notFound: t(words ? 'act.nothingToChoose' : 'wages.typeEmployer') };
}

/** An organisation that is not in the register yet is registered here. */
function NewBeside({ name, made }: { readonly name: string; readonly made: (id: string) => void }) {
  const { t } = useWords();
  const { addOrganisation } = useNewcomers();
  const { actor } = useSession();
  const [adding, setAdding] = useState(false);
  const done = (organisation: Organisation | undefined) => {
    setAdding(false);
    if (!organisation) return;
    addOrganisation(organisation);
    made(organisation.id);
  };
  if (isParty(actor)) return null;
  return (
    <>
      <Button icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
        {t('parties.newOrganisation')}
      </Button>
      {adding && <NewOrganisation name={name} done={done} />}
    </>
  );
}

export function OrganisationPicker({ required, onChange, ...rest }: Control<string> & { required: boolean }) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const { offers, notFound } = useOffers(typed);
  return (
    <div className="beside">
      <Select
        {...rest}
        allowClear={!required}
        showSearch={{ filterOption: false, onSearch: setTyped }}
        placeholder={t('act.choose')}
        options={offers}
        notFoundContent={notFound}
        onChange={(value: string | undefined) => onChange?.(value)}
      />
      <NewBeside name={typed.trim()} made={(id) => onChange?.(id)} />
    </div>
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
    <div className="beside">
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
      <NewBeside name={typed.trim()} made={(id) => change([...value, id])} />
    </div>
  );
}
