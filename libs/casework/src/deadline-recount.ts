/**
 * Recounts the clocks that a new holiday notice may move. Which ones are left stands in the rows, so a restart in the
 * middle goes on where it ended, and a clock that was counted by the old calendar meanwhile is found as well.
 */
import { order, type Rows, type RowsTransaction } from '@yimen/kernel';
import { RecountClock, type clocksOf } from './deadline-clocks.ts';
import { knowing, noticesOf, type Notices } from './deadline-notices.ts';
import { COUNTED, countedOrder, type CountedRow } from './deadline-rows.ts';
import { giveTogether, type Given, type RowMeans } from './orders-together.ts';

/** Rows in one turn; others of the house get theirs in between. */
const PAGE = 1000;
const WAVE = 128;

export interface Recounting {
  /** Recounts some of the clocks that are left; how many it looked at. */
  recount(): Promise<number>;
  /** Clocks were kept in their rows, maybe counted by an older edition. */
  doubt(): void;
}

interface Stale {
  readonly key: string;
  readonly data: CountedRow;
}

export function recounting(clocks: ReturnType<typeof clocksOf>, means: RowMeans): Recounting {
  const { rows } = means;
  let isInDoubt = true;

  async function recount(): Promise<number> {
    if (!isInDoubt) return 0;
    isInDoubt = false;
    const notices = await noticesOf(rows);
    const stale = await staleRows(rows, notices);
    if (stale.length === 0) return 0;
    isInDoubt = true;
    const wrong: unknown[] = [];
    for (const some of waves(stale)) {
      const given = some.map(({ data }) => givenFor(clocks, means, { data, notices }));
      const failed = await giveTogether(given, { ...means, look: knowing(rows, notices) });
      wrong.push(...failed.map(({ error }) => error));
    }
    await rows.transaction((tx) => Promise.all(stale.map((row) => check(tx, row, notices.edition))));
    if (wrong.length > 0) throw wrong[0];
    return stale.length;
  }

  return { recount, doubt: () => void (isInDoubt = true) };
}

/** Estimates that were counted by an older edition; after an amendment also dates that were final. */
async function staleRows(rows: Rows, { edition, amended }: Notices): Promise<readonly Stale[]> {
  if (edition === 0) return [];
  const estimates = { upTo: countedOrder(true, edition - 1), limit: PAGE };
  const found = await rows.rows<CountedRow>(COUNTED, estimates);
  if (found.length > 0 || amended === 0) return found;
  const final = { after: { order: countedOrder(false, 0), key: '' }, upTo: countedOrder(false, amended - 1) };
  return rows.rows<CountedRow>(COUNTED, { ...final, limit: PAGE });
}

/** In each wave a procedure comes once. */
function waves(stale: readonly Stale[]): Stale[][] {
  const layers: Stale[][] = [];
  const depth = new Map<string, number>();
  for (const row of stale) {
    const id = streamId(row.data);
    const at = depth.get(id) ?? 0;
    depth.set(id, at + 1);
    (layers[at] ??= []).push(row);
  }
  return layers.flatMap((layer) =>
    Array.from({ length: Math.ceil(layer.length / WAVE) }, (_, at) => layer.slice(at * WAVE, (at + 1) * WAVE)),
  );
}

const streamId = ({ procedure, procedureId }: CountedRow): string => `${procedure}/${procedureId}`;

type Recount = { readonly data: CountedRow; readonly notices: Notices };

/** The legal moment of the recount is that of the notice, however late this house hears it. */
function givenFor(clocks: ReturnType<typeof clocksOf>, means: RowMeans, { data, notices }: Recount): Given {
  const { agency, world } = means;
  const { id, rule, key } = data;
  const { edition, publishedAt, cause } = notices;
  const now = world.now();
  const actor = { id: 'system', agency, roles: ['system'] };
  const commandId = world.derive(`${id}/recount/${edition}`);
  const by = { actor, commandId, occurredAt: publishedAt < now ? publishedAt : now, cause };
  return { order: order(clocks, streamId(data), RecountClock({ rule, key })), by };
}

/** Marks a row as counted by this edition, unless the clock has said something since; that is in its row, or soon. */
async function check(tx: RowsTransaction, { key, data }: Stale, edition: number): Promise<void> {
  const fresh = await tx.row<CountedRow>(COUNTED, key);
  if (fresh?.data.version !== data.version) return;
  const order = countedOrder(fresh.data.provisional, edition);
  await tx.put(COUNTED, { key, order, data: { ...fresh.data, edition } });
}
