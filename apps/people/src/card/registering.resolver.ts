/** Registers people and organisations: all that were sent, or none of them. */
import { randomUUID } from 'node:crypto';
import { badInput, type Asking } from '@yimen/weave';
import { legalDay, order, type Command } from '@yimen/kernel';
import { ofOffice } from '../rights.resolver.ts';
import { card, RegisterOrganisation, RegisterPerson } from './card.ts';
import { keepOrganisation, keepPerson, type PersonCard } from './cards.ts';
import { identityOf } from './identity.resolver.ts';
import { maskedName } from './masks.ts';
import { legible, readOrganisation, readPerson, type Fault, type ToldOrganisation, type ToldPerson } from './told.ts';

const MOST = 5000;
const AT_ONCE = 50;

export async function record({ house, actor, trace }: Asking, id: string, command: Command) {
  return house.execute(order(card, id, command), { actor, commandId: randomUUID(), trace });
}

/** The ids in the order in which the people were told. */
export async function registerPeople(asking: Asking, told: readonly ToldPerson[]): Promise<string[]> {
  ofOffice(asking);
  if (told.length > MOST) throw badInput([tooMany]);
  const today = legalDay(asking.now());
  const read = told.map((person, at) => readPerson(person, today, told.length > 1 ? `${at}.` : ''));
  const faults = read.flatMap((one) => ('faults' in one ? one.faults : []));
  if (faults.length > 0) throw badInput(faults);
  const { ids, differing } = await keep(
    asking,
    read.flatMap((one) => ('card' in one ? [one.card] : [])),
  );
  if (differing.length > 0) throw badInput(differing.map(({ at, name }) => differs(at, name, told.length)));
  return ids;
}

const tooMany = { path: 'input', zh: `一次最多登记 ${MOST} 人，请分批`, en: `at most ${MOST} people at a time` };

const differs = (at: number, name: string, of: number): Fault => ({
  path: of > 1 ? `${at}.name` : 'name',
  zh: `该身份证号已登记在另一姓名（${maskedName(name)}）下；请核对姓名和身份证号`,
  en: 'This ID number is registered under another name; compare name and number',
});

export interface KeptAll {
  readonly ids: string[];
  /** Numbers that are registered under another name: where they stand, and that name. Then nobody was registered. */
  readonly differing: { readonly at: number; readonly name: string }[];
}

/** Keeps the cards in one act and then says, for each, that it is there. Said twice it is there once. */
export async function keep(asking: Asking, cards: readonly PersonCard[]): Promise<KeptAll> {
  const { rows } = asking.house;
  const ids = await Promise.all(cards.map(({ idNumber }) => identityOf(rows, idNumber)));
  const differing = await rows
    .transaction(async (tx) => {
      const found: KeptAll['differing'] = [];
      for (const [at, one] of cards.entries()) {
        const kept = await keepPerson(tx, ids[at] ?? '', one);
        if (kept.differs) found.push({ at, name: kept.differs.name });
      }
      if (found.length > 0) throw new Differing(found);
      return found;
    })
    .catch((error: unknown) => {
      if (error instanceof Differing) return error.found;
      throw error;
    });
  if (differing.length > 0) return { ids, differing };
  const distinct = [...new Set(ids)];
  for (let at = 0; at < distinct.length; at += AT_ONCE)
    await Promise.all(distinct.slice(at, at + AT_ONCE).map((id) => record(asking, id, RegisterPerson({}))));
  return { ids, differing };
}

/** Ends the transaction without a change. */
class Differing extends Error {
  readonly found: KeptAll['differing'];
  constructor(found: KeptAll['differing']) {
    super('registered under another name');
    this.found = found;
  }
}

export async function registerOrganisation(asking: Asking, told: ToldOrganisation): Promise<string> {
  ofOffice(asking);
  const read = readOrganisation(told);
  if ('faults' in read) throw badInput(read.faults);
  const { rows } = asking.house;
  const id = await identityOf(rows, read.card.uscc);
  const kept = await rows.transaction((tx) => keepOrganisation(tx, id, read.card));
  // Names that were kept before this was looked at may hold marks that nobody sees.
  if (legible(kept.name) !== read.card.name) throw badInput([otherName(kept.name)]);
  await record(asking, id, RegisterOrganisation({ kind: kept.kind }));
  return id;
}

const otherName = (name: string): Fault => ({
  path: 'name',
  zh: `该统一社会信用代码已登记为“${name}”；请核对名称和代码`,
  en: `This credit code is registered as "${name}"; compare name and code`,
});
