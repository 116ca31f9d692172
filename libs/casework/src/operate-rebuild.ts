/**
 * Rebuilds a view (重建) beside the live one, which goes on answering and listening meanwhile. At the end the listeners
 * of the house are held for a moment, what came in between is added, and the rows are exchanged in one transaction.
 */
import { PLACE, project, touchedBy, type Recorded, type Rows, type RowsTransaction, type View } from '@yimen/kernel';
import type { Agency } from './agency.ts';
import { OperationRefused } from './operate.ts';
import { countOf, covering, leftOut, reached, retold, type Log, type Reached, type Told } from './operate-logs.ts';
import { differences, type Difference } from './operate-rows.ts';

export interface Rebuilding {
  readonly agency: Agency;
  readonly rows: Rows;
  /** The own log and that of everybody who is heard. */
  readonly logs: readonly Log[];
  /** Events done of how many; called after each batch. */
  readonly progress?: (done: number, total: number) => void;
}

export interface Rebuilt {
  readonly events: number;
  readonly rows: number;
  readonly differences: readonly Difference[];
  /** Of all that differ, of which at most a hundred are named. */
  readonly differing: number;
  /** Exchanges the rows. How many events came in meanwhile. */
  switch(): Promise<number>;
  /** Forgets what was built. */
  discard(): Promise<void>;
}

/** Refused for a view that there is not, in words that name those that there are. */
export function viewOf({ name: agency, views }: Agency, name: string): View {
  const found = views.find((view) => view.name === name);
  if (found) return found;
  const known = views.map((view) => view.name).join(', ');
  throw new OperationRefused({
    zh: `${agency} 没有视图 ${name}；现有 ${known}`,
    en: `${agency} has no view ${name}; there are ${known}`,
  });
}

const BATCH = 5_000;
const NAMED = 100;

export const listenerOf = (view: View): string => `view:${view.name}`;
export const typesOf = (view: View): ReadonlySet<string> => new Set(view.on.map(({ type }) => type.type));

interface Building extends Rebuilding {
  readonly view: View;
  /** The same view under the name of the rows that are being built. */
  readonly next: View;
  readonly reached: Reached;
  /** Told by the logs, not yet handed to the listeners when it was their turn. */
  readonly late: Told[];
  /** Left out then; one that was retried since must come in after all. */
  readonly out: Map<string, Recorded>;
}

export async function rebuild(rebuilding: Rebuilding, name: string): Promise<Rebuilt> {
  const view = viewOf(rebuilding.agency, name);
  const next = { ...view, name: `${name}@next` };
  const building: Building = { ...rebuilding, view, next, reached: reached(), late: [], out: new Map() };
  const { rows } = building;
  const discard = () => rows.transaction((tx) => tx.clear(next.name));
  await discard();
  const events = await build(building);
  const found: Difference[] = [];
  let differing = 0;
  for await (const each of differences({ look: rows, view: next.name }, { look: rows, view: name })) {
    differing += 1;
    if (found.length < NAMED) found.push(each);
  }
  const count = await rows.count(next.name);
  return { events, rows: count, differences: found, differing, discard, switch: () => exchange(building) };
}

async function build(building: Building): Promise<number> {
  const { logs, view, rows, progress } = building;
  const types = typesOf(view);
  const total = await countOf(logs, types);
  const isCovered = await covering(rows, logs);
  const out = await leftOut(rows, listenerOf(view));
  let batch: Recorded[] = [];
  let done = 0;
  const write = async () => {
    await fold(building, batch);
    done += batch.length;
    batch = [];
    progress?.(done, Math.max(total, done));
  };
  for await (const told of retold(logs, types, building.reached)) {
    if (!(await isCovered(told))) building.late.push(told);
    else if (out.has(told.event.id)) building.out.set(told.event.id, told.event);
    else if (batch.push(told.event) >= BATCH) await write();
  }
  await write();
  return done;
}

const fold = ({ rows, next }: Building, events: readonly Recorded[]): Promise<void> =>
  rows.transaction(async (tx) => {
    await Promise.all(events.flatMap((event) => touchedBy(next, event, tx)).map(([view, key]) => tx.row(view, key)));
    for (const event of events) await project(next, event, tx);
  });

/** May run more than once, like any transaction: what it needs to remember is made anew each time. */
function exchange(building: Building): Promise<number> {
  const { rows, logs, view, next } = building;
  return rows.transaction(async (tx) => {
    // Whoever listens keeps its place in its own transaction, so it waits here until this one is over.
    for (const { from } of logs) await tx.row(PLACE, from);
    const came = await catchUp(building, tx);
    const built = await tx.rows(next.name);
    await tx.clear(view.name);
    for (const row of built) await tx.put(view.name, row);
    await tx.clear(next.name);
    return came;
  });
}

async function catchUp(
  { logs, view, next, reached: before, late, out }: Building,
  tx: RowsTransaction,
): Promise<number> {
  const isCovered = await covering(tx, logs);
  const isOut = await leftOut(tx, listenerOf(view));
  const since: Told[] = [...late];
  for await (const told of retold(logs, typesOf(view), reached(before))) since.push(told);
  const events = [...out.values()].filter(({ id }) => !isOut.has(id));
  // What waited behind a gap was told before the one that was missing, and perhaps a second time with it.
  const inOrder = logs.some(({ isFromBroker }) => isFromBroker) ? asRecorded(since) : since;
  for (const told of inOrder) if ((await isCovered(told)) && !isOut.has(told.event.id)) events.push(told.event);
  for (const event of events) await project(next, event, tx);
  return events.length;
}

function asRecorded(told: readonly Told[]): Told[] {
  const at = ({ event: { meta, version } }: Told) => `${meta.recordedAt} ${String(version).padStart(9, '0')}`;
  const once = new Map(told.map((each) => [each.event.id, each]));
  return [...once.values()].toSorted((a, b) => (at(a) < at(b) ? -1 : 1));
}
