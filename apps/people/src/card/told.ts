/** Reads what a clerk typed about a person or an organisation; what cannot be right is answered field by field. */
import { readBankCard, readCreditCode, readIdNumber, readPersonName, readPhone, type Reading } from '@yimen/law';
import { organisationKind } from '@yimen/people-language';
import type { OrganisationCard, PersonCard } from './cards.ts';

export interface ToldPerson {
  readonly name: string;
  readonly idNumber: string;
  readonly phone?: string | null;
  readonly address?: string | null;
  readonly bankCard?: string | null;
}

export interface ToldOrganisation {
  readonly name: string;
  readonly uscc: string;
  readonly kind?: string | null;
}

export interface Fault {
  readonly path: string;
  readonly zh: string;
  readonly en: string;
}

export type Told<T> = { readonly card: T } | { readonly faults: readonly Fault[] };

/** As a person reads it: what cannot be seen goes, and with it what turns the direction of writing and broken text. */
export const legible = (text: string, most = Infinity): string => {
  const whole = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cf}\ufffd]/gu, '');
  const read = whole.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return read.length > most ? [...read].slice(0, most).join('') : read;
};

/** Namesakes on a payroll are told apart by a number behind the name (张伟2); it belongs to what was written. */
function readName(text: string): Reading<{ readonly matching: string }> {
  const [, stem = '', no = ''] = /^(.*?)(\d{0,3})$/su.exec(text.trim()) ?? [];
  const name = readPersonName(stem);
  return name.ok ? { ...name, value: name.value + no, matching: name.matching + no } : name;
}

/** `path` is where the person stands in what was sent, such as `people.3.`. */
export function readPerson(told: ToldPerson, today: string, path = ''): Told<PersonCard> {
  const name = readName(told.name);
  const idNumber = readIdNumber(told.idNumber, { today });
  const phone = told.phone?.trim() ? readPhone(told.phone) : undefined;
  const bankCard = told.bankCard?.trim() ? readBankCard(told.bankCard) : undefined;
  const address = legible(told.address ?? '', 200);
  const faults = faultsOf({ name, idNumber, phone, bankCard }, path);
  if (faults.length > 0 || !name.ok || !idNumber.ok) return { faults };
  return {
    card: {
      of: 'person',
      name: name.value,
      matching: name.matching,
      idNumber: idNumber.value,
      ...(phone?.ok ? { phone: phone.value } : {}),
      ...(address ? { address } : {}),
      ...(bankCard?.ok ? { bankCard: bankCard.value } : {}),
    },
  };
}

export function readOrganisation({ name: text, uscc, kind: told }: ToldOrganisation): Told<OrganisationCard> {
  const name = legible(text);
  const code = readCreditCode(uscc);
  const kind = organisationKind.safeParse(told ?? 'employer');
  const faults = [
    ...(name && name.length <= 100 ? [] : [wrongName]),
    ...faultsOf({ uscc: code }, ''),
    ...(kind.success ? [] : [wrongKind]),
  ];
  if (faults.length > 0 || !code.ok || !kind.success) return { faults };
  return { card: { of: 'organisation', name, uscc: code.value, kind: kind.data } };
}

const wrongName = { path: 'name', zh: '单位名称须为 1 至 100 字', en: 'A name has 1 to 100 characters' };
const wrongKind = {
  path: 'kind',
  zh: `单位类别须为 ${organisationKind.options.join('、')} 之一`,
  en: `The kind is one of ${organisationKind.options.join(', ')}`,
};

const faultsOf = (readings: Readonly<Record<string, Reading | undefined>>, path: string): Fault[] =>
  Object.entries(readings).flatMap(([field, reading]) =>
    reading && !reading.ok ? [{ path: `${path}${field}`, zh: reading.zh, en: reading.en }] : [],
  );
