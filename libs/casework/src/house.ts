/** A running agency: the declaration over its ports. It is pumped by whoever runs it; nothing starts by itself. */
import {
  executor,
  fold,
  isWanted,
  keepPassed,
  listen,
  note,
  relay,
  streamOf,
  type AnyDecider,
  type Bus,
  type Ear,
  type EventStore,
  type Execute,
  type Listener,
  type Recorded,
  type Relayed,
  type Rows,
  type World,
} from '@yimen/kernel';
import type { Agency } from './agency.ts';
import { clocksOf } from './deadline-clocks.ts';
import { timing, type Timing } from './deadline-timing.ts';
import type { Count } from './deadline.ts';
import { heldAs } from './editions.ts';
import { hearersOf, listenersOf } from './house-listeners.ts';
import { noticing, type Told } from './news.ts';
import { goOn, retry } from './parked-again.ts';
import { forever, inTurn } from './steps.ts';

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
  run(signal: AbortSignal, failed: (error: unknown, inRow: number) => Promise<void>): Promise<void>;
}

/** Events that are read at once. */
const BATCH = 500;

export function house(made: Agency, ports: Ports): House {
  const { store, rows, world } = ports;
  const execute = executor(made.name, { store, look: rows, world });
  const means = { execute, world, agency: made.name };
  const clocks = clocksOf(made.name, ports.count);
  const times = timing(clocks, { ...ports, agency: made.name });
  const listeners = listenersOf(made, clocks, means).map(times.heard);
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
        await end().catch((error: unknown) => failed(error, 1));
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
    const hearers = hearersOf(made, from, listeners);
    const isNews = (event: Recorded) => isWanted(hearers, event);
    const rows = heldAs(made, from, ports.rows);
    const filled = (caseIds: readonly string[]) => goOn({ rows, listeners }, caseIds);
    const each: Ear = { ...heardFrom, listeners: hearers, rows, world: ports.world, filled };
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
