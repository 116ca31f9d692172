/**
 * Rebuilds a view (重建) in memory beside the live one, which goes on answering and listening meanwhile. At the end the
 * listeners of the house are held for a moment, what came in between is added, and in one transaction those rows are
 * exchanged that differed or were touched since.
 */
import { PLACE, type Look, type Recorded, type Row, type Rows, type RowsTransaction, type View } from '@yimen/kernel';
import type { Agency } from './agency.ts';
import { EDITIONS, editionOf } from './editions.ts';
import { OperationRefused } from './operate.ts';
import { countOf, covering, leftOut, reached, retold, type Log, type Reached, type Told } from './operate-logs.ts';
import { inStreams } from './parked-again.ts';
import { differences, foldedRows, type Difference, type Folded } from './operate-rows.ts';

export interface Rebuilding {
  readonly agency: Agency;
  readonly rows: Rows;
  /** The own log and that of everybody who is heard. */
  readonly logs: readonly Log[];
  /** Events read of how many, if that is known; called after each batch. */
  readonly progress?: (read: number, total: number | undefined) => void;
}

export interface Rebuilt {
  readonly events: number;
  readonly rows: number;
  readonly differences: readonly Difference[];
  /** Of all that differ, of which at most a hundred are named. */
  readonly differing: number;
  /** Exchanges the rows. How many events came in meanwhile. */
  switch(): Promise<number>;
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

const NAMED = 100;

export const listenerOf = (view: View): string => `view:${view.name}`;
export const typesOf = (view: View): ReadonlySet<string> => new Set(view.on.map(({ type }) => type.type));

interface Building extends Rebuilding {
  readonly view: View;
  readonly built: Folded;
  /** The keys of rows that differed. */
  readonly differing: Set<string>;
  readonly reached: Reached;
  /** Told by the logs, not yet handed to the listeners when it was their turn. */
  readonly late: Told[];
  /** Left out then. */
  readonly out: Map<string, Recorded>;
}

export async function rebuild(rebuilding: Rebuilding, name: string): Promise<Rebuilt> {
  const view = viewOf(rebuilding.agency, name);
  const so = {
    built: foldedRows(),
    differing: new Set<string>(),
    reached: reached(),
    late: [],
    out: new Map<string, Recorded>(),
  };
  const building: Building = { ...rebuilding, ...so, view };
  const events = await build(building);
  const found: Difference[] = [];
  for await (const each of differences(building.built, building.rows, name)) {
    building.differing.add(each.key);
    if (found.length < NAMED) found.push(each);
  }
  const rows = [...building.built.keys()].length;
  const differing = building.differing.size;
  return { events, rows, differences: found, differing, switch: () => exchange(building) };
}

async function build(building: Building): Promise<number> {
  const { logs, view, rows, reached: so, progress } = building;
  const total = await countOf(logs);
  const cover = await covering(rows, logs);
  let folded = 0;
  for await (const told of retold(logs, typesOf(view), so)) {
    const { had, late } = await cover(told);
    // Asked after what was heard: it is noted as heard and left out at the same moment.
    const out = await leftOut(rows, listenerOf(view));
    for (const each of late) building.late.push(each);
    for (const { event } of had)
      if (out.has(event.id)) building.out.set(event.id, event);
      else {
        building.built.fold(view, event);
        folded += 1;
      }
    progress?.(so.read, total);
  }
  progress?.(so.read, so.read);
  return folded;
}

/** So many rows are looked at with one question. */
const AT_ONCE = 1_000;

const replaced = (tx: RowsTransaction, view: string, { key, row }: { key: string; row: Row | undefined }) =>
  row ? tx.put(view, row) : tx.drop(view, key);

/** May run more than once, like any transaction: what it needs to remember is made anew each time. */
function exchange(building: Building): Promise<number> {
  const { rows, logs, view } = building;
  return rows.transaction(async (tx) => {
    // Whoever listens keeps its place in its own transaction, so it waits here until this one is over.
    for (const { from } of logs) await tx.row(PLACE, from);
    const now = foldedRows(building.built);
    const came = await catchUp(building, tx, now);
    const keys = [...new Set([...building.differing, ...now.touched(), ...(await unlike(tx, view, now))])];
    for (let at = 0; at < keys.length; at += AT_ONCE) {
      const some = keys.slice(at, at + AT_ONCE);
      // What is looked at cannot be written by somebody else meanwhile without this being done again.
      await Promise.all(some.map((key) => tx.row(view.name, key)));
      for (const key of some) await replaced(tx, view.name, { key, row: now.at(key) });
    }
    await tx.put(EDITIONS, { key: view.name, data: editionOf(view) });
    return came;
  });
}

/** What a row is found by is not told with it, so where the edition is another all rows are taken to differ. */
async function unlike(look: Look, view: View, now: Folded): Promise<Iterable<string>> {
  const edition = await look.row<number>(EDITIONS, view.name);
  return view.foundBy && edition?.data !== editionOf(view) ? now.keys() : [];
}

async function catchUp(building: Building, tx: RowsTransaction, now: Folded): Promise<number> {
  const { logs, view, reached: before, late, out } = building;
  const cover = await covering(tx, logs);
  const since: Told[] = [...late];
  for await (const told of retold(logs, typesOf(view), reached(before))) since.push(...told);
  // What waited behind a gap was told before the one that was missing, and perhaps a second time with it.
  const inOrder = logs.some(({ isFromBroker }) => isFromBroker) ? asRecorded(since) : since;
  const { had } = await cover(inOrder);
  const isOut = await leftOut(tx, listenerOf(view));
  if ([...out.keys()].some((id) => !isOut.has(id))) throw takenUp(view);
  const events = had.filter(({ event }) => !isOut.has(event.id));
  for (const { event } of events) now.fold(view, event);
  return events.length;
}

/** It belongs before others that were folded already. */
const takenUp = ({ name }: View): OperationRefused =>
  new OperationRefused({
    zh: `重建期间有隔离事件被重试通过，未切换，请重新重建 ${name}`,
    en: `An event that was parked went through while ${name} was built, so nothing was exchanged: build it again`,
  });

function asRecorded(told: readonly Told[]): readonly Told[] {
  const once = new Map(told.map((each) => [`${each.from}|${each.event.stream}@${each.event.version}`, each]));
  const at = ({ event }: Told) => event.meta.recordedAt;
  return inStreams(
    [...once.values()].toSorted((a, b) => (at(a) < at(b) ? -1 : Number(at(a) > at(b)))),
    ({ event }) => event,
  );
}
