/** The writes of one transaction, laid over the rows below them until they are committed. */
import type { Look, Query, Row, RowsTransaction } from '@yimen/kernel';
import { asked, belongs, page } from './query.ts';
import { name, rowData } from './text.ts';

/** Committed rows. `without`: keys that the transaction has overwritten and answers for itself. */
export interface Below {
  row(view: string, key: string): Promise<Row | undefined>;
  rows(view: string, query: Query, without: readonly string[]): Promise<readonly Row[]>;
  count(view: string, query: Query, without: readonly string[]): Promise<number>;
}

/** What has become of one view: everything older gone or not, then rows written or (undefined) dropped, by key. */
export interface Changes {
  cleared: boolean;
  readonly rows: Map<string, Row | undefined>;
}

export interface Buffered {
  readonly tx: RowsTransaction;
  /** Ends the transaction for its holder and hands out what is to be written, by view. */
  end(): ReadonlyMap<string, Changes>;
}

/** A row as it is kept: detached from the caller's object and frozen. */
export function kept(row: Row): Row {
  const order = name(row.order ?? '') || undefined;
  const caseId = row.caseId === undefined ? undefined : name(row.caseId);
  return Object.freeze({ key: name(row.key), caseId, order, data: rowData(row.data), foundBy: row.foundBy });
}

export function buffered(below: Below): Buffered {
  const views = new Map<string, Changes>();
  let open = true;
  const of = (view: string): Changes => {
    if (!open) throw new Error('the transaction has ended; await every read and write inside of it');
    const known = views.get(name(view));
    if (known) return known;
    const fresh: Changes = { cleared: false, rows: new Map() };
    views.set(view, fresh);
    return fresh;
  };
  const tx = {
    ...reading(below, of),
    put: async (view: string, row: Row) => void of(view).rows.set(row.key, kept(row)),
    drop: async (view: string, key: string) => void of(view).rows.set(key, undefined),
    async clear(view: string) {
      const changes = of(view);
      changes.cleared = true;
      changes.rows.clear();
    },
  };
  const end = () => {
    open = false;
    return views;
  };
  return { tx, end };
}

function reading(below: Below, of: (view: string) => Changes): Look {
  return {
    async row(view, key) {
      const { cleared, rows } = of(view);
      if (rows.has(key)) return rows.get(key);
      return cleared ? undefined : below.row(view, key);
    },
    async rows(view, given) {
      const [{ cleared, rows }, query] = [of(view), asked(given)];
      const lower = cleared ? [] : await below.rows(view, query, [...rows.keys()]);
      return page([...lower, ...inIt(rows, query)], query);
    },
    async count(view, given) {
      const [{ cleared, rows }, query] = [of(view), asked(given)];
      const lower = cleared ? 0 : await below.count(view, query, [...rows.keys()]);
      return lower + inIt(rows, query).length;
    },
  };
}

function inIt(rows: Changes['rows'], query: Query): readonly Row[] {
  return [...rows.values()].filter((row) => row !== undefined).filter((row) => belongs(row, query));
}
