/** Rows compared: what the logs say that a view should hold, and what it holds. */
import type { Look, Row, RowsTransaction } from '@yimen/kernel';

/** One row that is not as it should be. Only names of fields are told: what is in them may be about people. */
export interface Difference {
  readonly key: string;
  readonly kind: 'missing' | 'extra' | 'changed';
  /** Of a changed row: what differs. */
  readonly fields: readonly string[];
}

/** Fields in any order are the same; what is undefined is not there. */
function written(value: unknown): string {
  const sorted = (_: string, field: unknown): unknown =>
    field && typeof field === 'object' && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([one], [other]) => (one < other ? -1 : 1)))
      : field;
  return JSON.stringify(value, sorted) ?? 'undefined';
}

/** By name: the fields of the data, and beside them what the row is found and sorted by. */
const parts = ({ caseId, order, data }: Row): Readonly<Record<string, unknown>> => ({
  '(case)': caseId ?? '',
  '(order)': order ?? '',
  ...(data && typeof data === 'object' ? data : { data }),
});

/** How the stored row differs from what it should be; undefined if it does not. */
export function difference(key: string, wanted: Row | undefined, stored: Row | undefined): Difference | undefined {
  if (!wanted) return stored && { key, kind: 'extra', fields: [] };
  if (!stored) return { key, kind: 'missing', fields: [] };
  const [one, other] = [parts(wanted), parts(stored)];
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  const fields = names.filter((name) => written(one[name]) !== written(other[name]));
  return fields.length > 0 ? { key, kind: 'changed', fields } : undefined;
}

const PAGE = 500;

/** All rows of a view, a page at a time. */
export async function* pages(look: Look, view: string): AsyncGenerator<readonly Row[]> {
  let after: { order: string; key: string } | undefined;
  for (;;) {
    const rows = await look.rows(view, { limit: PAGE, ...(after ? { after } : {}) });
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = { order: last.order ?? '', key: last.key };
  }
}

/** Where the rows of one view are found by key. */
export interface Held {
  readonly look: Look;
  readonly view: string;
}

/** Every row in which two views differ; the first says how it should be. */
export async function* differences(wanted: Held, stored: Held): AsyncGenerator<Difference> {
  for await (const page of pages(wanted.look, wanted.view)) {
    const found = await Promise.all(page.map(({ key }) => stored.look.row(stored.view, key)));
    for (const [at, row] of page.entries()) {
      const different = difference(row.key, row, found[at]);
      if (different) yield different;
    }
  }
  for await (const page of pages(stored.look, stored.view)) {
    const found = await Promise.all(page.map(({ key }) => wanted.look.row(wanted.view, key)));
    for (const [at, { key }] of page.entries()) if (!found[at]) yield { key, kind: 'extra', fields: [] };
  }
}

/** Rows of one view in memory, to fold into; nothing of them is kept. */
export function foldedRows(): RowsTransaction {
  const held = new Map<string, Row>();
  const behind = (row: Row, after: { order: string; key: string } | undefined): boolean => {
    const order = row.order ?? '';
    return !after || order > after.order || (order === after.order && row.key > after.key);
  };
  let sorted: readonly Row[] | undefined;
  const inOrder = () => {
    sorted ??= [...held.values()].sort((a, b) =>
      (a.order ?? '') < (b.order ?? '') || (a.order === b.order && a.key < b.key) ? -1 : 1,
    );
    return sorted;
  };
  return {
    row: async (_, key) => held.get(key) as never,
    rows: async (_, { after, limit = held.size } = {}) =>
      inOrder()
        .filter((row) => behind(row, after))
        .slice(0, limit) as never,
    count: async () => held.size,
    async put(_, row) {
      sorted = undefined;
      held.set(row.key, row);
    },
    async drop(_, key) {
      sorted = undefined;
      held.delete(key);
    },
    async clear() {
      sorted = undefined;
      held.clear();
    },
  };
}
