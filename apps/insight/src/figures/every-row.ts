/** All rows of a view, a page at a time, so that a district of any size passes through a small memory. */
import type { Look, Query, Row } from '@yimen/kernel';

const PAGE = 500;

export async function* everyPage<D>(look: Look, view: string, query: Query = {}): AsyncGenerator<readonly Row<D>[]> {
  let { after } = query;
  for (;;) {
    const rows = await look.rows<D>(view, { ...query, limit: PAGE, ...(after ? { after } : {}) });
    yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = { order: last.order ?? '', key: last.key };
  }
}

export async function* everyRow<D>(look: Look, view: string): AsyncGenerator<Row<D>> {
  for await (const rows of everyPage<D>(look, view)) yield* rows;
}
