/** How long an event is on its way to a listener, at a steady pace. */
import { setTimeout as pause } from 'node:timers/promises';
import { kafkaBus, memoryRows, memoryStore, type KafkaBus } from '@yimen/adapters';
import { relay, type EventStore } from '@yimen/kernel';
import { bareMessage, bareReader, bareSender, drivers, event, type BareAt, type BareMessage } from './kafka-bare.ts';
import type { Bench } from './kafka.ts';
import { quantile, type Measured } from './measured.ts';

const BATCH = 500;
const A_SECOND = 500;
const SECONDS = 4;
const LONGEST_MS = 60_000;

/** From the append to the event in the listener's hands at a steady pace; the floor sends what has gathered, unread. */
export async function latencies({ brokers, topic }: Bench): Promise<readonly Measured[]> {
  const figures: Measured[] = [];
  for (const driver of drivers) {
    const floors = await bareSteadily({ brokers, driver, topic: `${await topic()}.union.v1` });
    const taken = await steadily(await kafkaBus({ brokers: [brokers], driver, prefix: await topic() }));
    const row = (q: number, target: number): Measured => {
      const [value, floor] = [quantile(taken, q), quantile(floors, q)];
      const name = `append to listener by ${driver} at ${A_SECOND}/s, p${q * 100}; floor: bare`;
      return { name, value, unit: 'ms', floor, ratio: value / floor, target, met: value <= target };
    };
    figures.push(row(0.5, 2), row(0.99, 8));
  }
  return figures;
}

/** Calls so many times a second, whether answers come or not. */
async function paced(call: (n: number) => void): Promise<void> {
  const began = performance.now();
  for (let n = 0; n < A_SECOND * SECONDS; n += 1) {
    await pause(Math.max(0, began + (n * 1_000) / A_SECOND - performance.now()));
    call(n);
  }
}

/** A figure for the speed of what never comes would be waited for without end. */
async function arrived(count: () => number, sent: number): Promise<void> {
  for (const until = performance.now() + LONGEST_MS; count() < sent; await pause(10))
    if (performance.now() > until) throw new Error(`${count()} of ${sent} events have arrived after ${LONGEST_MS} ms`);
}

async function bareSteadily(at: BareAt): Promise<readonly number[]> {
  const sender = await bareSender(at);
  const taken: number[] = [];
  const sent: number[] = [];
  const close = await bareReader(at, (values) => {
    for (const value of values)
      taken.push(performance.now() - sent[Number.parseInt(value.toString('latin1', 0, 8), 10)]!);
  });
  const waiting: BareMessage[] = [];
  let running: Promise<void> | undefined;
  const flush = async () => {
    for (let now = waiting.splice(0); now.length > 0; now = waiting.splice(0)) await sender.send(now);
    running = undefined;
  };
  await pause(2_000);
  await paced((n) => {
    sent[n] = performance.now();
    waiting.push(bareMessage(n, `${String(n).padEnd(8)}${'x'.repeat(950)}`));
    running ??= flush();
  });
  await arrived(() => taken.length, sent.length);
  await Promise.all([close(), sender.close()]);
  return taken.slice(A_SECOND / 2);
}

async function steadily(bus: KafkaBus): Promise<readonly number[]> {
  const [store, rows, ended] = [memoryStore(), memoryRows(), new AbortController()];
  const taken: number[] = [];
  const sent = new Map<string, number>();
  const source = bus.source('union', 'court');
  const listening = loop(ended.signal, source, async (position) => {
    const batch = await source.follow(position, BATCH);
    for (const { id } of batch.events) taken.push(performance.now() - sent.get(id)!);
    return { count: batch.events.length, position: batch.position };
  });
  const relayed = { agency: 'union', store, rows, bus, speaks: () => true, published: new Map() };
  const relaying = loop(ended.signal, store, async (position) => ({ count: await relay(relayed, BATCH), position }));
  await pause(2_000);
  const appends: Promise<unknown>[] = [];
  await paced((n) => {
    const next = event(n);
    sent.set(next.id, performance.now());
    appends.push(store.append(`union.latency-${n}`, 0, [next]));
  });
  await Promise.all(appends);
  await arrived(() => taken.length, sent.size);
  ended.abort();
  await Promise.all([listening, relaying]);
  await bus.close();
  return taken.slice(A_SECOND / 2);
}

type Step = (position: string) => Promise<{ count: number; position: string }>;

async function loop(signal: AbortSignal, source: Pick<EventStore, 'changed'>, step: Step): Promise<void> {
  for (let position = ''; !signal.aborted;) {
    const { count, position: next } = await step(position);
    position = next;
    if (count === 0 && !signal.aborted) await source.changed(1_000, signal);
  }
}
