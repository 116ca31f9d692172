/** Writing the rows of one transaction on PostgreSQL: all of it is one statement, whatever it was. */
import type { Row } from '@yimen/kernel';
import type { Changes } from './buffer.ts';
import { place, type Run } from './postgres-look.ts';
import { byCodePoint, rowJson } from './text.ts';

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

const ROW = ['text', 'text', 'text', 'text', 'json', 'jsonb'];
const casts = [...['text', 'text', 'text'], ...['text', 'text', 'text', 'text'], ...ROW, ...ROW, 'text'];

/** Fails with the server's `serialization_failure` where anything is no longer as it was; nothing is written then. */
export function putting(run: Run, schema: string) {
  const values = casts.map((type, at) => `$${at + 1}::${type}[]`);
  const text = `select ${schema}.put_rows(${values.join()})`;
  return async (put: Put): Promise<void> => {
    const { onlyRead, cleared, dropped, fresh, others } = written(put);
    if ([onlyRead, cleared, dropped, fresh, others].every(({ length }) => length === 0)) return;
    const given = [
      ...named(onlyRead),
      cleared,
      ...named(dropped),
      ...columns(fresh),
      ...columns(others),
      xmins(others),
    ];
    await run((on) => on.query({ name: `${schema}.put_rows`, text, values: given }));
  };
}

/** One row that is to be dropped, or written, or only to be as it was seen. */
interface Entry {
  readonly view: string;
  readonly key: string;
  /** Undefined where it was not seen, or is not looked at any more. */
  readonly xmin: string | undefined;
}

interface Filled extends Entry {
  readonly row: Row;
}

interface Written {
  readonly onlyRead: readonly Entry[];
  readonly cleared: readonly string[];
  readonly dropped: readonly Entry[];
  /** Rows that were missing when the transaction looked. */
  readonly fresh: readonly Filled[];
  readonly others: readonly Filled[];
}

/** Sorted, so that two transactions that write the same rows wait for each other in one direction. */
function written({ changes, read, seen }: Put): Written {
  const cleared = new Set([...changes].flatMap(([view, changed]) => (changed.cleared ? [view] : [])));
  const rows = [...changes].toSorted(byName).flatMap(([view, changed]) =>
    [...changed.rows].toSorted(byName).map(([key, row]) => {
      const at = place(view, key);
      const missing = !changed.cleared && read.has(at) && read.get(at) === undefined;
      return { view, key, row, missing, xmin: changed.cleared ? undefined : seen.get(at)?.xmin };
    }),
  );
  const put = (missing: boolean) =>
    rows.flatMap(({ row, ...each }) => (row && each.missing === missing ? [{ ...each, row }] : []));
  const all = [...seen.values()];
  const isCleared = ({ view }: Seen) => cleared.has(view);
  return {
    onlyRead: all.filter((each) => !isCleared(each) && !changes.get(each.view)?.rows.has(each.key)),
    cleared: [...cleared],
    // What was seen of a view that is cleared is dropped by name, which looks whether it is as it was seen.
    dropped: [...rows.filter(({ view, row }) => !row && !cleared.has(view)), ...all.filter(isCleared)],
    fresh: put(true),
    others: put(false),
  };
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => byCodePoint(a, b);

const xmins = (entries: readonly Entry[]) => entries.map(({ xmin }) => xmin ?? null);
const named = (entries: readonly Entry[]) => [
  entries.map(({ view }) => view),
  entries.map(({ key }) => key),
  xmins(entries),
];

function columns(entries: readonly Filled[]): unknown[] {
  return [
    entries.map(({ view }) => view),
    entries.map(({ row }) => row.key),
    entries.map(({ row }) => row.caseId ?? null),
    entries.map(({ row }) => row.order ?? ''),
    entries.map(({ row }) => rowJson(row.data)),
    entries.map(({ row }) => heldBy(row)),
  ];
}

/** What a row can be found by. Each such value is an entry of an index, which is what writing a row costs most. */
function heldBy({ data, foundBy = [] }: Row): string {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return '{}';
  const fields = foundBy.flatMap((field) => (Object.hasOwn(data, field) ? [[field, data[field]] as const] : []));
  return JSON.stringify(Object.fromEntries(fields.filter(([, value]) => typeof value !== 'object')));
}
