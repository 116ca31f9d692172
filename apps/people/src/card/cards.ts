/**
 * The cards themselves (当事人卡): rows of this service and of no other, never an event. They are no fold of the log, so a
 * rebuild of views leaves them alone, and deleting one deletes it.
 */
import type { Look, RowsTransaction } from '@yimen/kernel';
import type { organisationKind } from '@yimen/people-language';
import type { z } from 'zod';

export interface PersonCard {
  readonly of: 'person';
  readonly name: string;
  /** The name as two spellings of it have it in common. */
  readonly matching: string;
  readonly idNumber: string;
  readonly phone?: string;
  readonly address?: string;
  readonly bankCard?: string;
}

export interface OrganisationCard {
  readonly of: 'organisation';
  readonly name: string;
  readonly uscc: string;
  readonly kind: z.output<typeof organisationKind>;
}

const CARDS = 'cards';
const FOUND_BY = ['of'];

export async function findPerson(look: Look, id: string): Promise<PersonCard | undefined> {
  const row = await look.row<PersonCard | OrganisationCard>(CARDS, id);
  return row?.data.of === 'person' ? row.data : undefined;
}

export async function findOrganisation(look: Look, id: string): Promise<OrganisationCard | undefined> {
  const row = await look.row<PersonCard | OrganisationCard>(CARDS, id);
  return row?.data.of === 'organisation' ? row.data : undefined;
}

export interface Kept {
  /** The number is registered under another name; nothing was changed. */
  readonly differs?: PersonCard;
}

/** Makes the card, or brings what can change up to date. A number belongs to one name. */
export async function keepPerson(tx: RowsTransaction, id: string, card: PersonCard): Promise<Kept> {
  const there = await findPerson(tx, id);
  if (there && there.matching !== card.matching) return { differs: there };
  const { phone = there?.phone, address = there?.address, bankCard = there?.bankCard } = card;
  const optional = Object.entries({ phone, address, bankCard }).filter(([, value]) => value);
  const { of, name, matching, idNumber } = there ?? card;
  await tx.put(CARDS, {
    key: id,
    order: name,
    data: { of, name, matching, idNumber, ...Object.fromEntries(optional) },
    foundBy: FOUND_BY,
  });
  return {};
}

/** The card that is kept: an organisation that is there already stays as it is. */
export async function keepOrganisation(tx: RowsTransaction, id: string, card: OrganisationCard) {
  const there = await findOrganisation(tx, id);
  if (!there) await tx.put(CARDS, { key: id, order: card.name, data: card, foundBy: FOUND_BY });
  return there ?? card;
}

export const dropPerson = (tx: RowsTransaction, id: string): Promise<void> => tx.drop(CARDS, id);

const BATCH = 500;

/** Organisations whose name holds the words, or whose credit code begins with them. */
export async function searchOrganisations(look: Look, search: string, first: number): Promise<string[]> {
  const text = search.trim().toLowerCase();
  const found: string[] = [];
  let after: { order: string; key: string } | undefined;
  while (text && found.length < first) {
    const rows = await look.rows<OrganisationCard>(CARDS, {
      where: { of: 'organisation' },
      limit: BATCH,
      ...(after ? { after } : {}),
    });
    const fits = rows.filter(({ data: { name, uscc } }) => isMeant(text, name, uscc));
    found.push(...fits.map(({ key }) => key));
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) break;
    after = { order: last.order ?? '', key: last.key };
  }
  return found.slice(0, first);
}

const isMeant = (text: string, name: string, uscc: string): boolean =>
  name.toLowerCase().includes(text) || uscc.toLowerCase().startsWith(text);
