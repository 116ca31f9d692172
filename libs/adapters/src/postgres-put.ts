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
  /** Rows that must be as they were seen. */
  readonly seen: readonly Seen[];
}

const CASTS = ['text', 'text', 'text', 'text', 'json', 'jsonb'];
const casts = [...['text', 'text', 'text'], ...['text', 'text', 'text'], ...CASTS, ...CASTS];

/** Fails with the server's `serialization_failure` where anything is no longer as it was; nothing is written then. */
export function putting(run: Run, schema: string) {
  const values = casts.map((type, at) => `$${at + 1}::${type}[]`);
  const text = `select ${schema}.put_rows(${values.join()})`;
  return async (put: Put): Promise<void> => {
    const { cleared, dropped, fresh, others } = written(put);
    const { seen } = put;
    if ([seen, cleared, dropped, fresh, others].every(({ length }) => length === 0)) return;
    const given = [
      ...[seen.map(({ view }) => view), seen.map(({ key }) => key), seen.map(({ xmin }) => xmin)],
      ...[cleared, dropped.map(([view]) => view), dropped.map(([, key]) => key)],
      ...[...columns(fresh), ...columns(others)],
    ];
    await run((on) => on.query({ name: `${schema}.put_rows`, text, values: given }));
  };
}

interface Entry {
  readonly view: string;
  readonly row: Row;
}

interface Written {
  readonly cleared: readonly string[];
  readonly dropped: readonly (readonly [view: string, key: string])[];
  /** Rows that were missing when the transaction looked. */
  readonly fresh: readonly Entry[];
  readonly others: readonly Entry[];
}

/** Sorted, so that two transactions that write the same rows wait for each other in one direction. */
function written({ changes, read }: Put): Written {
  const sorted = [...changes].toSorted(([a], [b]) => byCodePoint(a, b));
  const entries = sorted.flatMap(([view, { cleared, rows }]) =>
    [...rows]
      .toSorted(([a], [b]) => byCodePoint(a, b))
      .map(([key, row]) => {
        const missing = !cleared && read.has(place(view, key)) && read.get(place(view, key)) === undefined;
        return { view, key, row, missing };
      }),
  );
  const put = (missing: boolean) =>
    entries.flatMap(({ view, row, missing: was }) => (row && was === missing ? [{ view, row }] : []));
  return {
    cleared: sorted.filter(([, { cleared }]) => cleared).map(([view]) => view),
    dropped: entries.filter(({ row }) => !row).map(({ view, key }) => [view, key] as const),
    fresh: put(true),
    others: put(false),
  };
}

function columns(entries: readonly Entry[]): unknown[] {
  return [
    entries.map(({ view }) => view),
    entries.map(({ row }) => row.key),
    entries.map(({ row }) => row.caseId ?? null),
    entries.map(({ row }) => row.order ?? ''),
    entries.map(({ row }) => rowJson(row.data)),
    entries.map(({ row }) => heldBy(row.data)),
  ];
}

/** What a row can be found by. */
function heldBy(data: unknown): string {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return '{}';
  return JSON.stringify(Object.fromEntries(Object.entries(data).filter(([, value]) => typeof value !== 'object')));
}
