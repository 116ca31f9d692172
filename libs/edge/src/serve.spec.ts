/** How a service comes to its end: who is still answered, and who is not waited for. */
import { Agent, get } from 'node:http';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { demonstrationClock, memoryRows, memoryStore, worldOf } from '@yimen/adapters';
import { agency, language } from '@yimen/casework';
import { until } from '@yimen/kernel/testing';
import { countByLaw } from '@yimen/law';
import { serve, type Served } from './serve.ts';

const words = { zh: '北', en: 'North' };
const north = agency({ speaks: language('north', words, []), hears: [], deciders: [] });
const clerk = { id: 'test-clerk', name: '测试甲', agency: 'north', roles: [] };

let asked = 0;
let answer: () => void = () => undefined;
/** Is answered when the specification says so. */
const slow = {
  ...({ method: 'get', path: '/slow' } as const),
  handle: (_: unknown, response: { json(body: object): unknown }) =>
    new Promise<void>((resolve) => {
      asked += 1;
      answer = () => resolve(void response.json({ answered: true }));
    }),
};

const open: Served[] = [];
afterEach(() => Promise.all(open.splice(0).map((each) => each.close())));

async function service(grace: number) {
  const ports = {
    ...{ store: memoryStore(), rows: memoryRows(), bus: { source: () => memoryStore() } },
    ...{ world: worldOf(demonstrationClock()), count: countByLaw },
  };
  const served = await serve({ agency: north, routes: [slow] }, ports, { verify: async () => clerk, grace });
  open.push(served);
  const ended = async () => {
    const began = performance.now();
    await Promise.all(open.splice(0).map((each) => each.close()));
    return performance.now() - began;
  };
  return { url: new URL(served.url).origin, ended };
}

/** A request that has arrived and is not answered yet. */
async function underWay(url: string) {
  const before = asked;
  const whole = fetch(`${url}/slow`).then((given) => given.json());
  whole.catch(() => undefined);
  await until(() => asked > before);
  return { whole };
}

describe('a service that ends', () => {
  it('answers a request that takes three seconds where it has the time, and closes its connection then', async () => {
    const { url, ended } = await service(10_000);
    const { whole } = await underWay(url);
    const ending = ended();
    await pause(3000);
    answer();
    expect(await whole).toEqual({ answered: true });
    // Left alone the connection would be kept for five seconds more.
    expect(await ending).toBeLessThan(5000);
  });

  it('cuts off a request that is not answered in its time', async () => {
    const { url, ended } = await service(200);
    const { whole } = await underWay(url);
    expect(await ended()).toBeLessThan(1500);
    await expect(whole).rejects.toThrow();
  });

  it('waits for nobody who only keeps a connection', async () => {
    const { url, ended } = await service(10_000);
    const agent = new Agent({ keepAlive: true });
    const [health] = await once(get(`${url}/healthz`, { agent }), 'response');
    await once(health.resume(), 'end');
    const silent = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => undefined);
    await once(silent, 'connect');
    expect(await ended()).toBeLessThan(1500);
    agent.destroy();
  });
});
