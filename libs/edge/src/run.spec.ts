import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Lag } from '@yimen/adapters';
import { memoryStore } from '@yimen/adapters';
import { kafkaAt } from './run.ts';
import { readAgencies } from './run-agencies.ts';
import { identityOf } from './run-identity.ts';
import { readiness } from './run-ready.ts';

const folder = mkdtempSync(join(tmpdir(), 'yimen-run-'));
afterAll(() => rmSync(folder, { recursive: true }));
const clerk = { id: 'test-clerk', name: '测试人员', agency: 'union', roles: ['union.clerk'] };

function listOf(text: string): string {
  const file = join(folder, 'agencies.yaml');
  writeFileSync(file, text);
  return file;
}

describe('the list of services', () => {
  const one = 'agencies:\n  - name: hr # the bureau\n    port: 4102\n    topic: yimen.hr.v1\n    schema: es_hr\n';

  it('is read with comments and blank lines', () => {
    const read = readAgencies(listOf(`# all of them\n\n${one}    files: /files\n`));
    expect(read).toEqual([{ name: 'hr', port: 4102, topic: 'yimen.hr.v1', schema: 'es_hr', files: '/files' }]);
  });

  it.each([
    ['a line that is not understood', `${one}  port = 7\n`, 'line 6'],
    ['a field that nobody knows', `${one}    colour: red\n`, 'colour'],
    ['a port that is none', one.replace('4102', 'many'), '0.port'],
    ['an empty list', 'agencies:\n', 'read'],
  ])('refuses %s', (_, text, named) => expect(() => readAgencies(listOf(text))).toThrow(named));

  it('is refused when it is not there', () => expect(() => readAgencies(join(folder, 'no.yaml'))).toThrow('no.yaml'));
});

describe('the identity of a process', () => {
  it('believes what another process with the same key has signed', async () => {
    const keyFile = join(folder, 'deep', 'key.json');
    const [one, other] = await Promise.all([identityOf({ keyFile }), identityOf({ keyFile })]);
    expect(await other.verify(await one.issuer!.issue(clerk))).toEqual(clerk);
    expect(statSync(keyFile).mode & 0o077).toBe(0);
  });

  it('believes no other key, and signs nobody in where a provider is configured', async () => {
    const one = await identityOf({ keyFile: join(folder, 'one.json') });
    const other = await identityOf({ keyFile: join(folder, 'other.json') });
    expect(await other.verify(await one.issuer!.issue(clerk))).toBeUndefined();
    expect(
      (await identityOf({ issuer: 'https://id.example', jwks: 'https://id.example/keys' })).issuer,
    ).toBeUndefined();
  });
});

describe('the log-in at the brokers', () => {
  const kafka = { brokers: ['one:9092'], driver: 'platformatic' as const, prefix: 'yimen' };

  it('is whole or absent', () => {
    const nobody = { username: undefined, password: undefined, ca: undefined };
    expect(kafkaAt({ kafka, login: nobody })).toEqual(kafka);
    expect(kafkaAt({ kafka, login: { ...nobody, username: 'hr', password: 'x' } }).login).toEqual({
      username: 'hr',
      password: 'x',
    });
    expect(() => kafkaAt({ kafka, login: { ...nobody, username: 'hr' } })).toThrow('KAFKA_PASSWORD');
  });
});

describe('readiness', () => {
  const limits = { lag: 100, within: 60 };
  const still = { ready: async () => {}, lag: async (): Promise<Lag[]> => [] };
  const behind = (count: number) => ({
    ...still,
    lag: async () => [{ agency: 'union', consumer: 'hr', behind: count }],
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

  it('answers in time when the bus does not, and asks it once', async () => {
    let asked = 0;
    const silent = { ...still, ready: () => new Promise<void>(() => (asked += 1)) };
    const ready = readiness({ store: memoryStore(), bus: silent, limits });
    const began = performance.now();
    const answers = await Promise.all([ready.answer(), ready.answer(), ready.answer('store')]);
    expect(performance.now() - began).toBeLessThan(1000);
    expect(answers.map((each) => each.ready)).toEqual([false, false, true]);
    expect(answers[0]?.checks['bus']?.why).toContain('60 ms');
    expect(asked).toBe(1);
  });

  it('is over as soon as the process drains', async () => {
    const ready = readiness({ store: memoryStore(), bus: still, limits });
    ready.drain();
    expect(await ready.answer()).toMatchObject({ ready: false, draining: true });
    expect((await ready.answer('store')).ready).toBe(false);
  });
});
