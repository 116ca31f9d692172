/** Three brokers that hold the same: whoever leads a partition may die or halt, and nobody here has to be told. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '@yimen/kernel/testing';
import { topicOf } from './kafka-bus.ts';
import { running, to, wholeAndInOrder, type Running } from './kafka-running.ts';
import { administer, drivers, kill, pidOf, prepared, tool, whyNoBroker, type Place } from './kafka-under-test.ts';

const why = whyNoBroker({ own: true });
const NODES = 3;
/** Longer than it takes until another leads and a client has given up waiting. */
const HALT_MS = 25_000;

(why ? describe.skip : describe)(`three brokers${why ? ` — ${why}` : ''}`, () => {
  let dir: string;
  let at: Place['at'];
  const open: Running[] = [];
  const node = (n: number) => join(dir, String(n));
  const start = (...more: string[]) => tool('start', '--dir', dir, '--nodes', String(NODES), '--json', ...more);

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'yimen-brokers-'));
    const { brokers } = JSON.parse(await start('--watch', String(process.pid), '--once')) as { brokers: string };
    at = { brokers, replicas: NODES };
  }, 120_000);
  afterEach(async () => void (await Promise.all(open.splice(0).map((each) => each.close()))));
  afterAll(async () => {
    await Promise.all(to(NODES, 1).map((n) => kill(node(n)).catch(() => {})));
    rmSync(dir, { recursive: true, force: true });
  });

  async function runs() {
    const places = await Promise.all(drivers.map(() => prepared(at)));
    open.push(...(await Promise.all(drivers.map((driver, n) => running(places[n]!, driver)))));
    return { places, all: open };
  }

  /** Takes one away, the second by halting it: it takes questions and answers none. What brings it back. */
  async function takeAway(n: number): Promise<() => Promise<unknown>> {
    if (n !== 2) return kill(node(n)).then(() => start);
    const pid = pidOf(node(n));
    process.kill(pid, 'SIGSTOP');
    const back = pause(HALT_MS).then(() => process.kill(pid, 'SIGCONT'));
    return () => back;
  }

  /** All of these topics are led, and each of their partitions is on every node again. */
  const inStep = async (places: readonly Place[]): Promise<boolean> => {
    const topics = places.map(({ prefix }) => topicOf('union', prefix));
    const found = await administer(at, (admin) => admin.metadata({ topics, forceUpdate: true })).catch(() => undefined);
    const partitions = topics.flatMap((topic) => Object.values(found?.topics.get(topic)?.partitions ?? {}));
    return partitions.length > 0 && partitions.every(({ isr }) => isr.length === NODES);
  };

  it('what is acknowledged outlives each, and both clients go on while one is dead or halted', async () => {
    const { places, all } = await runs();
    for (const n of to(NODES, 1)) {
      await until(() => inStep(places));
      const before = all.map(({ acknowledged, heard }) => [acknowledged(), heard.length] as const);
      const bringBack = await takeAway(n);
      await until(() => all.every((run, i) => run.acknowledged() > before[i]![0] + 300));
      await until(() => all.every((run, i) => run.heard.length > before[i]![1] + 300));
      await bringBack();
    }
    for (const run of all) await wholeAndInOrder(run);
  }, 300_000);

  it('nothing is acknowledged by one that stands alone, and all go on when another is back', async () => {
    const { places, all } = await runs();
    await until(async () => (await inStep(places)) && all.every((run) => run.heard.length > 300));
    await Promise.all([kill(node(2)), kill(node(3))]);
    await pause(2_000);
    const before = all.map((run) => run.acknowledged());
    await pause(3_000);
    expect(all.map((run) => run.acknowledged())).toEqual(before);
    await start();
    await until(() => all.every((run, i) => run.acknowledged() > before[i]! + 300));
    for (const run of all) await wholeAndInOrder(run);
  }, 300_000);
});
