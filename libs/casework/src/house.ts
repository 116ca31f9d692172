/** A running agency: the declaration over its ports. It is pumped by whoever runs it; nothing starts by itself. */
import {
  executor,
  fold,
  idOf,
  isWanted,
  keepPassed,
  listen,
  note,
  obey,
  order,
  project,
  relay,
  retry,
  streamOf,
  touchedBy,
  type AnyDecider,
  type Bus,
  type Ear,
  type EventStore,
  type Execute,
  type Listener,
  type Recorded,
  type Relayed,
  type Rows,
  type RowsTransaction,
  type World,
} from '@yimen/kernel';
import type { Agency } from './agency.ts';
import { clocksOf, touches } from './deadline-clocks.ts';
import { timing, type Timing } from './deadline-timing.ts';
import { passedEvents, type Count } from './deadline.ts';
import { heldAs } from './editions.ts';
import { noticing, type Told } from './news.ts';

export interface Ports {
  readonly store: EventStore;
  readonly rows: Rows;
  readonly bus: Bus;
  readonly world: World;
  readonly count: Count;
  /** Told after each step of which cases something was heard. */
  readonly told?: Told;
}

export interface House {
  readonly agency: Agency;
  readonly execute: Execute;
  readonly rows: Rows;
  /** The procedure's state, version and history; version 0 when there is none. */
  procedure(decider: AnyDecider, id: string): Promise<{ state: unknown; version: number; past: readonly Recorded[] }>;
  /** Handles everything that is there now, or only what these agencies have said; how many events it read. */
  pump(of?: (agency: string) => boolean): Promise<number>;
  /** Recounts the clocks that a new holiday notice touches, then rings those that are due, oldest first; how many. */
  ring(): Promise<number>;
  /** Takes the parked events of a case again. */
  retry(caseId: string): Promise<number>;
  /** Runs until the signal ends it. What fails is told and tried again once `failed` has waited as long as it likes. */
  run(signal: AbortSignal, failed: (error: unknown) => Promise<void>): Promise<void>;
}

/** Events that are read at once. */
const BATCH = 500;
/** So long nobody trusts that a word of news would have come. */
const WAIT_MS = 1_000;

export function house(made: Agency, ports: Ports): House {
  const { store, rows, world } = ports;
  const execute = executor(made.name, { store, look: rows, world });
  const means = { execute, world, agency: made.name };
  const clocks = clocksOf(made.name, ports.count);
  const times = timing(clocks, { ...ports, agency: made.name });
  const all = [...viewListeners(made), clockListener(made, clocks, means), ...policyListeners(made, means)];
  const listeners = all.map(times.heard);
  const relaying = relayingOf(made, ports);
  const steps = stepsOf(made, ports, { listeners, times });
  const ring = inTurn(times.ring);
  return {
    agency: made,
    execute,
    rows,
    procedure: async (decider, id) => {
      const past = await store.read(streamOf(decider, id));
      return { state: fold(decider, past), version: past.length, past };
    },
    pump: async (of = () => true) => {
      const wanted = [relaying, ...steps.filter(({ from }) => of(from))];
      const read = await Promise.all(wanted.map(({ step }) => step(false)));
      return read.reduce((total, each) => total + each, 0);
    },
    ring,
    retry: (caseId) => retry({ rows: heldAs(made, made.name, rows), listeners }, caseId).finally(times.changed),
    run: async (signal, failed) => {
      const until = { signal, failed, full: BATCH };
      const holding = [relaying, ...steps].map(async ({ source, step, end }) => {
        await forever(() => step(true), source, until);
        await end().catch(failed);
      });
      await Promise.all([...holding, forever(ring, store, { signal, failed })]);
    },
  };
}

/** One who goes on stepping may hold back what it has to note, until its end. */
interface Stepping {
  readonly source: Pick<EventStore, 'changed'>;
  readonly step: (mayHold: boolean) => Promise<number>;
  readonly end: () => Promise<void>;
}

function relayingOf({ name: agency, speaks: { events } }: Agency, { store, rows, bus, world }: Ports): Stepping {
  const spoken = new Set(events.map(({ type }) => type));
  const relayed: Relayed = { agency, store, rows, bus, speaks: (type) => spoken.has(type), published: new Map() };
  const step = inTurn(async (mayHold: boolean) =>
    bus.publish ? relay(relayed, BATCH, mayHold ? world.now() : undefined) : 0,
  );
  return { source: store, step, end: () => keepPassed(relayed) };
}

interface Hearing {
  readonly listeners: readonly Listener[];
  readonly times: Timing;
}

/** One step for each log that is followed: hear what is there, then wake the clocks and tell of which cases it was. */
function stepsOf(made: Agency, ports: Ports, { listeners, times }: Hearing): (Stepping & { from: string })[] {
  return sources(made, ports).map((heardFrom) => {
    const { from, source } = heardFrom;
    // Of the own log everything is news: what a procedure shows is folded from it.
    const isNews = (event: Recorded) => from === made.name || isWanted(listeners, event);
    const rows = heldAs(made, from, ports.rows);
    const each: Ear = { ...heardFrom, listeners, rows, now: ports.world.now };
    const [ear, tell] = ports.told ? noticing(each, isNews, ports.told) : [each, () => undefined];
    const after = () => (times.stepped(from), tell());
    const step = inTurn((mayHold: boolean) => listen(ear, BATCH, mayHold).finally(after));
    return { from, source, step, end: () => note(ear) };
  });
}

/** The own log, and the topic of everybody that the agency hears. */
function sources(made: Agency, { store, bus }: Ports): Pick<Ear, 'from' | 'source' | 'counts'>[] {
  const others = new Set(made.hears.map((heard) => heard.agency).filter((name) => name !== made.name));
  return [
    { from: made.name, source: store },
    // What is published may be lost on its way; a log that is read where it lies cannot lose anything.
    ...[...others].map((from) => ({ from, source: bus.source(from, made.name), counts: bus.publish !== undefined })),
  ];
}

/** Calls of one step never overlap: the second waits for the first. */
function inTurn<A extends unknown[]>(step: (...how: A) => Promise<number>): (...how: A) => Promise<number> {
  let last: Promise<unknown> = Promise.resolve();
  return (...how) => {
    const next = last.then(() => step(...how));
    last = next.catch(() => undefined);
    return next;
  };
}

interface Until {
  readonly signal: AbortSignal;
  failed(error: unknown): Promise<void>;
  /** A step that did so much may have left more; after one that did less, all was done that was there. */
  readonly full?: number;
}

/**
 * Takes step after step until the signal ends it; when all is done it waits for its source to change. It listens for
 * the change before it looks, so none is missed and nothing is looked at twice.
 */
export async function forever(
  step: () => Promise<number>,
  source: Pick<EventStore, 'changed'>,
  { signal, failed, full = 1 }: Until,
): Promise<void> {
  for (let news: Promise<void> | undefined; !signal.aborted;) {
    news ??= source.changed(WAIT_MS, signal);
    const did = await step().catch(failed);
    if (did === undefined || did >= full) continue;
    await news;
    news = undefined;
  }
}

interface Means {
  readonly execute: Execute;
  readonly world: World;
  readonly agency: string;
}

const viewListeners = (made: Agency): Listener[] =>
  made.views.map((shown) => ({
    name: `view:${shown.name}`,
    types: new Set(shown.on.map(({ type }) => type.type)),
    of: shown.of,
    handle: (event, tx) => project(shown, event, tx),
    ahead: (event) => touchedBy(shown, event),
  }));

const policyListeners = (made: Agency, means: Means): Listener[] =>
  made.policies.map((rule) => ({
    name: `policy:${rule.name}`,
    types: new Set(rule.on.map(({ type }) => type.type)),
    orders: true,
    handle: (event, tx) => obey(rule, event, { ...means, look: tx }),
  }));

/** Hears the own procedures: what touches a clock becomes an act on it; a clock that has run out may have an effect. */
function clockListener(made: Agency, clocks: ReturnType<typeof clocksOf>, means: Means): Listener {
  const timed = made.deciders.filter((decider) => decider.clocks);
  const named = new Set(timed.flatMap((decider) => decider.events.map(({ type }) => type)));
  const touched = async (decider: AnyDecider, event: Recorded, tx: RowsTransaction) => {
    const id = `${decider.name}/${idOf(decider, event.stream)}`;
    for (const [at, command] of touches(decider.clocks ?? [], event, tx).entries())
      await means.execute(order(clocks, id, command), bySystem(means, event, `clock/${at}`));
  };
  const lapsed = async (event: Recorded) => {
    const decider = timed.find(({ name }) => name === event.data.procedure);
    const spec = decider?.clocks?.find(({ rule }) => rule === event.data.rule);
    if (!decider || !spec?.breached) return;
    await means.execute(
      order(decider, event.data.procedureId, spec.breached(event.data)),
      bySystem(means, event, 'lapse'),
    );
  };
  return {
    name: 'clocks',
    types: new Set([...named, ...overdue]),
    of: made.name,
    orders: true,
    handle: async (event, tx) => {
      if (overdue.has(event.type)) return lapsed(event);
      for (const decider of timed) if (event.stream.startsWith(`${decider.name}-`)) await touched(decider, event, tx);
    },
  };
}

const overdue: ReadonlySet<string> = new Set(passedEvents.map(({ type }) => type));

const system = (means: Means) => ({ id: 'system', agency: means.agency, roles: ['system'] });

const bySystem = (means: Means, event: Recorded, part: string) => ({
  actor: system(means),
  commandId: means.world.derive(`${event.id}/${part}`),
  occurredAt: event.meta.occurredAt,
  cause: event.id,
  trace: event.meta.trace,
});
