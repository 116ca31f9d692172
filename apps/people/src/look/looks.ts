/** Who looked at a card, when and why (查看记录). A look is open for a minute, for the one who looked and nobody else. */
import type { Look, RowsTransaction } from '@yimen/kernel';

export interface LookRow {
  readonly person: string;
  readonly at: string;
  readonly actor: string;
  readonly agency: string;
  readonly purpose: string;
  /** What the reader said in words, where the purpose is none of the list; it stays in this service. */
  readonly words?: string;
  readonly caseId: string;
}

const LOOKS = 'looks';
const OPEN = 'open-looks';
const OPEN_FOR = 60_000;

const openKey = (actor: string, person: string): string => `${actor}|${person}`;

export async function recordLook(tx: RowsTransaction, id: string, look: LookRow): Promise<void> {
  const until = new Date(Date.parse(look.at) + OPEN_FOR).toISOString();
  await tx.put(LOOKS, { key: id, order: look.at, data: look, foundBy: ['person'] });
  await tx.put(OPEN, { key: openKey(look.actor, look.person), data: { person: look.person, until } });
}

export async function isOpenFor(look: Look, person: string, reader: { actor: string; now: string }): Promise<boolean> {
  const row = await look.row<{ until: string }>(OPEN, openKey(reader.actor, person));
  return row !== undefined && reader.now < row.data.until;
}

/** The newest first. */
export async function looksAt(look: Look, person: string): Promise<LookRow[]> {
  const rows = await look.rows<LookRow>(LOOKS, { where: { person }, descending: true, limit: 500 });
  return rows.map(({ data }) => data);
}
