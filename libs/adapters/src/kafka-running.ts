/** One who publishes and one who listens for as long as a specification does things to their brokers. */
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from '@jest/globals';
import type { Recorded } from '@yimen/kernel';
import { until } from '@yimen/kernel/testing';
import type { KafkaBus, KafkaBusAt } from './kafka-bus.ts';
import { ascending, manyPublished, numbersOf, openBus, type Place } from './kafka-under-test.ts';

export const to = (count: number, from = 0) => Array.from({ length: count }, (_, i) => from + i);

export interface Running {
  /** How many of the numbered events the broker has acknowledged. */
  acknowledged(): number;
  /** All that came, also what came again. */
  readonly heard: readonly Recorded[];
  /** Publishes no more; it is listened on. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

/** Publishes as the relay does, a batch again until it is acknowledged, and listens as a house does. */
export async function running(place: Place, driver: KafkaBusAt['driver']): Promise<Running> {
  const [publishing, listening] = [await openBus(place, { driver }), await openBus(place, { driver })];
  const [ended, listener] = [new AbortController(), new AbortController()];
  const heard: Recorded[] = [];
  let acknowledged = 0;
  const publish = async () => {
    while (!ended.signal.aborted) {
      const batch = manyPublished(25, 10, acknowledged);
      while (!(await isSent(publishing, batch))) await pause(100);
      acknowledged += batch.length;
      await pause(5);
    }
  };
  const done = publish();
  void listen(listening, heard, listener.signal);
  return {
    heard,
    acknowledged: () => acknowledged,
    stop: () => (ended.abort(), done),
    async close() {
      ended.abort();
      listener.abort();
      await Promise.all([publishing.close(), listening.close()]);
    },
  };
}

const isSent = (bus: KafkaBus, batch: readonly Recorded[]): Promise<boolean> =>
  bus.publish('union', batch).then(
    () => true,
    () => false,
  );

async function listen(bus: KafkaBus, heard: Recorded[], signal: AbortSignal): Promise<void> {
  const source = bus.source('union', 'court');
  for (let at = ''; !signal.aborted;) {
    const batch = await source.follow(at, 200).catch(() => ({ events: [], position: at }));
    heard.push(...batch.events);
    at = batch.position;
    if (batch.events.length === 0) await source.changed(200, signal);
  }
}

const firstTimes = (heard: readonly Recorded[]): Recorded[] => {
  const seen = new Set<string>();
  return heard.filter(({ id }) => !seen.has(id) && seen.add(id));
};

/** Stops it, and looks that all that was acknowledged is heard, each case in its order. */
export async function wholeAndInOrder({ stop, acknowledged, heard }: Running): Promise<void> {
  await stop();
  await until(() => new Set(numbersOf(heard)).size >= acknowledged());
  const first = firstTimes(heard);
  for (const caseId of new Set(heard.map(({ meta }) => meta.caseId))) {
    const versions = first.filter(({ meta }) => meta.caseId === caseId).map(({ version }) => version);
    expect(versions).toEqual(to(versions.length, 1));
  }
  expect(ascending(numbersOf(first))).toEqual(to(acknowledged()));
}
