import { describe, expect, it } from '@jest/globals';
import { memoryStore } from '@yimen/adapters';
import { ConfigRefused } from '@yimen/process';
import { kafkaAt } from './config.ts';
import { instanceAt } from './run.ts';
import { readiness } from './run-ready.ts';

describe('the log-in at the brokers', () => {
  const kafka = { brokers: ['one:9092'], driver: 'platformatic' as const, prefix: 'yimen' };

  const nobody = { username: undefined, password: undefined, ca: undefined };

  it('is refused in words where its certificate would not be used, or is not there', () => {
    const ca = '/nowhere/ca.pem';
    expect(() => kafkaAt({ kafka, login: { ...nobody, ca } })).toThrow('without a log-in nothing is encrypted');
    const all = { username: 'hr', password: 'x', ca };
    expect(() => kafkaAt({ kafka, login: all })).toThrow(ConfigRefused);
    expect(() => kafkaAt({ kafka, login: all })).toThrow(/^KAFKA_CA: .*\/nowhere\/ca\.pem/);
  });

  it('is whole or absent', () => {
    expect(kafkaAt({ kafka, login: nobody })).toEqual(kafka);
    expect(kafkaAt({ kafka, login: { ...nobody, username: 'hr', password: 'x' } }).login).toEqual({
      username: 'hr',
      password: 'x',
    });
    expect(() => kafkaAt({ kafka, login: { ...nobody, username: 'hr' } })).toThrow('KAFKA_PASSWORD');
  });
});

describe('who a process is at the brokers', () => {
  it('is known by its port, and by nothing where it takes any', () => {
    expect(instanceAt(4102)).toMatch(/^\S+-4102$/);
    expect(instanceAt(0)).toBeUndefined();
  });
});

describe('readiness', () => {
  const limits = { lag: 100, within: 60 };
  const still = { ready: async () => {}, lag: async () => [] };
  const behind = (count: number) => ({
    ...still,
    lag: async () => [{ agency: 'union', behind: count }],
  });

  it('asks store, bus and lag', async () => {
    const said = await readiness({ store: memoryStore(), bus: behind(100), limits }).answer();
    expect(said).toMatchObject({ ready: true, draining: false });
    expect(Object.keys(said.checks)).toEqual(['store', 'bus', 'lag']);
  });

  it('names whom it is too far behind', async () => {
    const said = await readiness({ store: memoryStore(), bus: behind(101), limits }).answer();
    expect(said).toMatchObject({ ready: false, checks: { store: { ok: true }, lag: { ok: false } } });
    expect(said.checks['lag']?.why).toContain('union 101');
  });

  it('answers although the bus never does, and asks it once', async () => {
    let asked = 0;
    const silent = { ...still, ready: () => new Promise<void>(() => (asked += 1)) };
    const ready = readiness({ store: memoryStore(), bus: silent, limits });
    const answers = await Promise.all([ready.answer(), ready.answer(), ready.answer('store')]);
    expect(answers.map((each) => each.ready)).toEqual([false, false, true]);
    expect(answers[0]?.checks['bus']?.why).toContain('60 ms');
    expect(asked).toBe(1);
  });

  it('is asked anew each time, and never said of what is not known', async () => {
    let isAway = true;
    const read = () => (isAway ? Promise.reject(new Error('away')) : Promise.resolve([]));
    const ready = readiness({ store: { read }, bus: still, limits });
    expect(await ready.answer('store')).toMatchObject({ ready: false, checks: { store: { ok: false, why: 'away' } } });
    isAway = false;
    expect((await ready.answer('store')).ready).toBe(true);
    expect((await ready.answer('stores')).ready).toBe(false);
  });

  it('is over as soon as the process drains', async () => {
    const ready = readiness({ store: memoryStore(), bus: still, limits });
    ready.drain();
    expect(await ready.answer()).toMatchObject({ ready: false, draining: true });
    expect((await ready.answer('store')).ready).toBe(false);
  });
});
