/** How a service comes to its end: who is still answered, and who is not waited for. */
import { Agent, get } from 'node:http';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { demonstrationClock, memoryRows, memoryStore, worldOf } from '@yimen/adapters';
import { agency, DeadlineStarted, language } from '@yimen/casework';
import { RELAY, type NewEvent } from '@yimen/kernel';
import { until } from '@yimen/kernel/testing';
import { countByLaw } from '@yimen/law';
import { NUDGES, nudgeToken } from '@yimen/process';
import { serve, type Served } from './serve.ts';

const words = { zh: '北', en: 'North' };
const north = agency({ speaks: language('north', words, []), hears: [], deciders: [] });
const clerk = { id: 'test-clerk', name: '测试甲', agency: 'north', roles: [], reads: 'all' as const };

const SECRET = 'a secret of the specification, long enough';
/** Something that its house hears, of a case. */
const started: NewEvent = {
  ...{ id: 'e', type: DeadlineStarted.type, data: { status: 'met' } },
  meta: {
    ...{ agency: 'north', actor: clerk, caseId: 'a-case', commandId: 'c', digest: '', shape: 1 },
    ...{ occurredAt: '2026-03-02T01:00:00.000Z', recordedAt: '2026-03-02T01:00:00.000Z' },
  },
};

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

/** Says by which number it is found again. */
const trace = {
  ...({ method: 'get', path: '/trace' } as const),
  handle: async (_: unknown, response: { send(body: string): unknown }, asking: { trace: string }) =>
    void response.send(asking.trace),
};

const open: Served[] = [];
afterEach(() => Promise.all(open.splice(0).map((each) => each.close())));

async function service(grace: number, { isKnown = true, rows = memoryRows() } = {}) {
  const store = memoryStore();
  const ports = {
    ...{ store, rows, bus: { publish: async () => {}, source: () => memoryStore() } },
    ...{ world: worldOf(demonstrationClock()), count: countByLaw },
  };
  const serving = { verify: async () => (isKnown ? clerk : undefined), secret: SECRET, grace };
  const served = await serve({ agency: north, routes: [slow, trace] }, ports, serving);
  open.push(served);
  const ended = async () => {
    const began = performance.now();
    await Promise.all(open.splice(0).map((each) => each.close()));
    return performance.now() - began;
  };
  return { url: new URL(served.url).origin, ended, store };
}

/** A request that has arrived and is not answered yet. */
async function underWay(url: string) {
  const before = asked;
  const whole = fetch(`${url}/slow`).then((given) => given.json());
  whole.catch(() => undefined);
  await until(() => asked > before);
  return { whole };
}

describe('a service', () => {
  it('does nothing for whoever has not signed in', async () => {
    const { url } = await service(2_000, { isKnown: false });
    const before = asked;
    expect((await fetch(`${url}/slow`)).status).toBe(401);
    expect(asked).toBe(before);
  });

  it('takes the number of a request from the gateway, and words from nobody', async () => {
    const { url } = await service(2_000);
    const traceOf = async (said: string) => (await fetch(`${url}/trace`, { headers: { 'x-trace': said } })).text();
    const number = '018f3a52-7c1e-7b60-9c57-0a4de2f5b0c1';
    expect(await traceOf(number)).toBe(number);
    for (const said of ['13800000000 called', 'a'.repeat(8_000), `${number}, ${number}`])
      expect(await traceOf(said)).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('looks what another build has left before it takes requests', async () => {
    const rows = memoryRows();
    await service(2_000, { rows });
    expect(await rows.count('editions')).toBe(north.views.length);
  });
});

describe('a service that ends', () => {
  it('has told what was news until then, and waits for no feed', async () => {
    const { url, ended, store } = await service(10_000);
    const feed = await fetch(url + NUDGES, { headers: { authorization: `Bearer ${await nudgeToken(SECRET)}` } });
    await store.append('north.x-1', 0, [started]);
    let said = '';
    let ending: Promise<number> | undefined;
    for await (const part of feed.body!.pipeThrough(new TextDecoderStream())) {
      said += part;
      if (said.includes('a-case')) ending ??= ended();
    }
    expect(await ending).toBeLessThan(1500);
  });

  it('waits until what its house has done is noted', async () => {
    const rows = memoryRows();
    let isSlow = false;
    const transaction: typeof rows.transaction = async (work) => {
      if (isSlow) await pause(300);
      return rows.transaction(work);
    };
    const { ended, store } = await service(10_000, { rows: { ...rows, transaction } });
    await store.append('north.x-1', 0, [started]);
    await until(async () => (await rows.count('heard')) > 0);
    isSlow = true;
    await ended();
    expect(await rows.count(RELAY)).toBe(1);
  });

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
