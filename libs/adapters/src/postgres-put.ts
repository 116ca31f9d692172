/**
 * Writing the rows of one transaction on PostgreSQL. Mostly all of it is one statement; what is too much for one, or
 * clears a view, is several of one transaction.
 */
import type { Row } from '@yimen/kernel';
import type { Changes } from './buffer.ts';
import { patient } from './postgres-migrate.ts';
import { place, type On, type Run } from './postgres-look.ts';
import { byCodePoint, rowJson, whole } from './text.ts';

/** A row as it was read: `xmin` is the transaction that wrote it. */
export interface Seen {
  readonly view: string;
  readonly key: string;
  readonly xmin: string;
}

export interface Put {
  /** By view. */
  readonly changes: ReadonlyMap<string, Changes>;
  /** What the transaction has seen of each row; undefined where there was none, so that there must still be none. */
  readonly read: ReadonlyMap<string, Row | undefined>;
  /** Rows that must be as they were seen, by their place. */
  readonly seen: ReadonlyMap<string, Seen>;
}

/** What one statement takes: it is over long before the server gives it up, and far below what a parameter may hold. */
export interface Most {
  readonly rows: number;
  readonly bytes: number;
}
const MOST: Most = { rows: 10_000, bytes: 8_000_000 };

export interface Writing {
  readonly schema: string;
  /** Asks one statement, which is a transaction by itself unless there is one already. */
  readonly run: Run;
  /** Asks several statements of one transaction. */
  readonly together: (write: (run: Run) => Promise<void>) => Promise<void>;
  readonly most?: Most;
}

const ROW = ['text', 'text', 'text', 'text', 'json', 'jsonb'];
const NAME = ['text', 'text'];
const casts = [...NAME, 'text', ...NAME, 'text', ...ROW, ...ROW, 'text', ...NAME];

/** Fails with the server's `serialization_failure` where anything is no longer as it was; nothing is written then. */
export function putting({ schema, run, together, most = MOST }: Writing) {
  const values = casts.map((type, at) => `$${at + 1}::${type}[]`);
  const text = `select ${schema}.put_rows(${values.join()})`;
  const put = (asked: Run, { onlyRead, dropped, fresh, others, missed }: Part) => {
    const seen = [...named(onlyRead), xmins(onlyRead), ...named(dropped), xmins(dropped)];
    const given = [...seen, ...columns(fresh), ...columns(others), xmins(others), ...named(missed)];
    return asked((on) => on.query({ name: `${schema}.put_rows`, text, values: given }));
  };
  return async (all: Put): Promise<void> => {
    const { cleared, missedOfCleared, ...lists } = written(all);
    const { onlyRead, dropped, fresh, others, missed } = lists;
    const [only, more] = parts(lists, most);
    if (cleared.length === 0 && !more) return void (only && (await put(run, only)));
    await together(async (asked) => {
      // What was only read comes first here and is held, so that who is overtaken has not written all of it in vain.
      for (const part of parts({ onlyRead, dropped }, most)) await put(asked, part);
      if (cleared.length > 0) await asked((on) => clear(on, schema, { cleared, missedOfCleared }));
      for (const part of parts({ fresh, others }, most)) await put(asked, part);
      if (missed.length > 0) await asked((on) => on.query(`select ${schema}.lock_numbers()`));
      for (const part of parts({ missed }, most)) await put(asked, part);
    });
  };
}

interface Clearing {
  readonly cleared: readonly string[];
  /** Of the views that are cleared, the rows that were missing when the transaction looked. */
  readonly missedOfCleared: readonly Name[];
}

/** One statement, since of what others write at once it takes all or nothing; and so it takes as long as it takes. */
async function clear(on: On, schema: string, { cleared, missedOfCleared }: Clearing): Promise<void> {
  const text = `with gone as (delete from ${schema}.rows where view = any ($1::text[]) returning view, key)
    select view, key from gone join unnest($2::text[], $3::text[]) as missed (view, key) using (view, key) limit 1`;
  await on.query('set local statement_timeout = 0');
  const { rows: came } = await on.query({ ...patient(text), values: [cleared, ...named(missedOfCleared)] });
  if (came.length > 0) throw Object.assign(new Error('a row has come since it was missed'), { code: '40001' });
  await on.query('set local statement_timeout = default');
}

interface Name {
  readonly view: string;
  readonly key: string;
}

/** One row that is to be dropped, or written, or only to be as it was seen. */
interface Entry extends Name {
  /** Undefined where it was not seen, or is not looked at any more. */
  readonly xmin: string | undefined;
}

interface Filled extends Entry {
  readonly row: Row;
}

interface Written {
  readonly onlyRead: readonly Entry[];
  readonly dropped: readonly Entry[];
  /** Rows that were missing when the transaction looked. */
  readonly fresh: readonly Filled[];
  readonly others: readonly Filled[];
  /** Rows that were missing when the transaction looked, and that it does not write. */
  readonly missed: readonly Name[];
}

interface Told extends Filled {
  readonly json: string;
}

interface Part {
  readonly onlyRead: Entry[];
  readonly dropped: Entry[];
  readonly fresh: Told[];
  readonly others: Told[];
  readonly missed: Name[];
}

type Piece = readonly [bytes: number, add: (part: Part) => unknown];

/** In the order in which they are written. What nobody has asked for yet takes no memory as JSON. */
function* pieces(lists: Partial<Written>): Generator<Piece> {
  const { onlyRead = [], dropped = [], fresh = [], others = [], missed = [] } = lists;
  const told = (each: Filled): Told => ({ ...each, json: rowJson(each.row.data) });
  for (const each of onlyRead) yield [0, (part) => part.onlyRead.push(each)];
  for (const each of dropped) yield [0, (part) => part.dropped.push(each)];
  for (const each of fresh.values().map(told)) yield [Buffer.byteLength(each.json), (part) => part.fresh.push(each)];
  for (const each of others.values().map(told)) yield [Buffer.byteLength(each.json), (part) => part.others.push(each)];
  for (const each of missed) yield [0, (part) => part.missed.push(each)];
}

function* parts(lists: Partial<Written>, most: Most): Generator<Part> {
  const empty = (): Part => ({ onlyRead: [], dropped: [], fresh: [], others: [], missed: [] });
  let [part, rows, bytes] = [empty(), 0, 0];
  for (const [weight, add] of pieces(lists)) {
    if (rows > 0 && (rows === most.rows || bytes + weight > most.bytes)) {
      yield part;
      [part, rows, bytes] = [empty(), 0, 0];
    }
    add(part);
    rows += 1;
    bytes += weight;
  }
  if (rows > 0) yield part;
}

/** Sorted, so that two transactions that write the same rows wait for each other in one direction. */
function written({ changes, read, seen }: Put): Written & Clearing {
  const cleared = new Set([...changes].flatMap(([view, changed]) => (changed.cleared ? [view] : [])));
  const rows = [...changes].toSorted(byName).flatMap(([view, changed]) =>
    [...changed.rows].toSorted(byName).map(([key, row]) => {
      const at = place(view, key);
      const missing = read.has(at) && read.get(at) === undefined;
      return { view, key, row, missing, xmin: changed.cleared ? undefined : seen.get(at)?.xmin };
    }),
  );
  const put = (missing: boolean) =>
    rows.flatMap(({ row, ...each }) => (row && each.missing === missing ? [{ ...each, row }] : []));
  const all = [...seen.values()];
  const missed = [...read].flatMap(([at, row]) => (row ? [] : nameAt(at)));
  const isCleared = ({ view }: Name) => cleared.has(view);
  return {
    onlyRead: all.filter((each) => !isCleared(each) && !changes.get(each.view)?.rows.has(each.key)),
    cleared: [...cleared],
    // What was seen of a view that is cleared is dropped by name, which looks whether it is as it was seen.
    dropped: [
      ...rows.filter(({ row, missing, view }) => !row && !missing && !cleared.has(view)),
      ...all.filter(isCleared),
    ],
    fresh: put(true),
    others: put(false),
    missed: missed.filter(({ view, key }) => !changes.get(view)?.rows.get(key)),
    missedOfCleared: missed.filter(isCleared),
  };
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => byCodePoint(a, b);

const xmins = (entries: readonly Entry[]) => entries.map(({ xmin }) => xmin ?? null);
const named = (names: readonly Name[]) => [names.map(({ view }) => view), names.map(({ key }) => key)];

/** Nothing where the key is one under which there can be no row. */
function nameAt(at: string): readonly Name[] {
  const end = at.indexOf('\0');
  const key = at.slice(end + 1);
  return whole(key) ? [{ view: at.slice(0, end), key }] : [];
}

function columns(entries: readonly Told[]): unknown[] {
  return [
    entries.map(({ view }) => view),
    entries.map(({ row }) => row.key),
    entries.map(({ row }) => row.caseId ?? null),
    entries.map(({ row }) => row.order ?? ''),
    entries.map(({ json }) => json),
    entries.map(({ row }) => heldBy(row)),
  ];
}

/** What a row can be found by. Each such value is an entry of an index, which is what writing a row costs most. */
function heldBy({ data, foundBy = [] }: Row): string {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return '{}';
  const fields = foundBy.flatMap((field) => (Object.hasOwn(data, field) ? [[field, data[field]] as const] : []));
  return JSON.stringify(Object.fromEntries(fields.filter(([, value]) => typeof value !== 'object')));
}
