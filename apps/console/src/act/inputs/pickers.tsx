import { Checkbox, Select } from 'antd';
import { useState } from 'react';
import { membersOf, useCase } from '../../case/case-context.ts';
import { fileOf } from '../../case/case-query.ts';
import { dayOf } from '../../clock/days.ts';
import type { Person } from '../../graph/shapes.ts';
import { useNewcomers } from '../../parties/newcomers.tsx';
import { useSession } from '../../session/session-context.ts';
import { useWords } from '../../words.ts';
import { yuan } from '../../parts/yuan.ts';
import type { Field, Picker } from '../field.ts';
import { leaveByTab, type Control } from './control.ts';

interface Offer {
  readonly value: string;
  readonly label: string;
}

/** What can be chosen: the words of the schema, or what the case is made of. */
function useOffers(offers: Picker, field: Field): Offer[] {
  const { say } = useWords();
  const people = usePeople();
  const claims = useClaims();
  const procedures = useProcedures(field.of ?? '');
  const { agencies } = useSession();
  if (offers === 'person') return people;
  if (offers === 'claimItem') return claims;
  if (offers === 'procedure') return procedures;
  if (offers === 'agency') {
    const isMeant = (name: string) => field.options?.some(({ value }) => value === name) ?? true;
    return agencies.flatMap(({ name, label }) => (isMeant(name) ? [{ value: name, label: say(label) }] : []));
  }
  return (field.options ?? []).map(({ value, words }) => ({ value, label: say(words) }));
}

function usePeople(): Offer[] {
  const { t, say } = useWords();
  const { view } = useCase();
  const { people } = useNewcomers();
  const members = membersOf(view);
  const known = new Set(members.map(({ person }) => person.id));
  const labelOf = ({ name, idNumber }: Person) => `${name ?? t('case.nameHidden')} ${idNumber ?? ''}`;
  return [
    ...members.map(({ person, roleLabel }, at) => ({
      value: person.id,
      label: `${at + 1}. ${labelOf(person)} ${say(roleLabel)}`,
    })),
    ...people.filter(({ id }) => !known.has(id)).map((person) => ({ value: person.id, label: labelOf(person) })),
  ];
}

/** Claim items in words, by id. */
function useClaims(): Offer[] {
  const { t, say } = useWords();
  const { view } = useCase();
  return membersOf(view).flatMap(({ person, items }) =>
    items.map((item) => ({
      value: item.id,
      label: `${person.name ?? t('case.nameHidden')} ${say(item.kindLabel)} ${item.from} – ${item.to} ${yuan(item.fen)}`,
    })),
  );
}

/** Procedures of one kind, over all agencies that answer. */
function useProcedures(kind: string): Offer[] {
  const { say } = useWords();
  const { view } = useCase();
  const { agencies } = useSession();
  return agencies.flatMap((agency) =>
    (fileOf(view, agency)?.procedures ?? [])
      .filter((procedure) => kind === '' || procedure.kind.split('.').at(-1) === kind)
      .map(({ id, label, statusLabel, openedAt }) => ({
        value: id,
        label: [say(agency.label), say(label), say(statusLabel), dayOf(openedAt)].join(' '),
      })),
  );
}

/** How many choices may stand side by side before they go into a list. */
const FEW = 6;
const finds = (typed: string, offer: Offer | undefined): boolean => Boolean(offer?.label.includes(typed));

interface PickProps extends Control<string> {
  readonly field: Field;
  readonly offers: Picker;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Widgets that point at something by its id, which may stand outside of this case. */
const byId: readonly Picker[] = ['person', 'procedure'];

export function Pick({ field, offers, onChange, ...rest }: PickProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const known = useOffers(offers, field);
  const id = typed.trim();
  const foreign = byId.includes(offers) && UUID.test(id) && !known.some(({ value }) => value === id);
  const options = foreign ? [...known, { value: id, label: id }] : known;
  return (
    <Select
      {...rest}
      allowClear={!field.required}
      showSearch={{ filterOption: finds, onSearch: setTyped }}
      placeholder={t('act.choose')}
      options={options}
      notFoundContent={t(byId.includes(offers) ? 'act.noneButId' : 'act.nothingToChoose')}
      onChange={(value: string | undefined) => onChange?.(value)}
    />
  );
}

interface PickManyProps extends Control<string[]> {
  readonly field: Field;
  readonly offers: Picker;
}

export function PickMany({ field, offers, onChange, value = [], ...rest }: PickManyProps) {
  const { t } = useWords();
  const options = useOffers(offers, field);
  if (offers === 'choice' && options.length <= FEW) {
    return <Checkbox.Group options={options} value={value} onChange={(chosen) => onChange?.(chosen)} />;
  }
  return (
    <Select
      {...rest}
      mode="multiple"
      onInputKeyDown={leaveByTab}
      value={value}
      showSearch={{ filterOption: finds }}
      placeholder={t('act.choose')}
      options={options}
      maxTagCount="responsive"
      notFoundContent={t('act.nothingToChoose')}
      onChange={(chosen: string[]) => onChange?.(chosen)}
    />
  );
}
