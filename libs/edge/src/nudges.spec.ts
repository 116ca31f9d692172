import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters';
import type { Rows } from '@yimen/kernel';
import { until } from '@yimen/kernel/testing';
import { NUDGES, nudgeToken } from '@yimen/process';
import express from 'express';
import { nudges } from './nudges.ts';

const SECRET = 'a secret of the specification, long enough';
const ends: (() => void)[] = [];
afterEach(() => ends.splice(0).forEach((end) => end()));

async function feedOver(rows: Rows, secret?: string) {
  const feed = nudges(rows, secret);
  const app = express();
  feed.route(app);
  const server: Server = createServer(app);
  ends.push(() => (feed.close(), server.close(), server.closeAllConnections()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${NUDGES}`;
  const open = async (token?: string) => fetch(url, token ? { headers: { authorization: `Bearer ${token}` } } : {});
  return { feed, open };
}

/** The first words that are more than a sign of life. */
async function firstNews(answer: Response): Promise<string> {
  let said = '';
  for await (const part of answer.body!.pipeThrough(new TextDecoderStream())) {
    said += part;
    if (said.includes('data:')) break;
  }
  return said.replaceAll(':\n\n', '').trim();
}

describe('a feed of nudges', () => {
  it('tells every id that a case has had', async () => {
    const rows = memoryRows();
    const merged = { key: 'merged', caseId: 'survivor', data: { survivor: 'survivor' } };
    await rows.transaction((tx) => tx.put('same-case', merged));
    const { feed, open } = await feedOver(rows, SECRET);
    const answer = await open(await nudgeToken(SECRET));
    await feed.told(new Set(['merged']));
    expect((await firstNews(answer)).split('\n\n')).toEqual([
      'data: {"caseId":"survivor"}',
      'data: {"caseId":"merged"}',
    ]);
  });

  it('of very many cases, or when the rows do not answer, tells that there is news', async () => {
    const away = { ...memoryRows(), row: () => Promise.reject(new Error('away')) };
    for (const [rows, count] of [[memoryRows(), 51] as const, [away as Rows, 1] as const]) {
      const { feed, open } = await feedOver(rows, SECRET);
      const answer = await open(await nudgeToken(SECRET));
      await feed.told(new Set(Array.from({ length: count }, (_, at) => `case-${at}`)));
      expect(await firstNews(answer)).toBe('data: {}');
    }
  });

  it('tells at once, and together what comes within a moment, each case once', async () => {
    const asked: string[] = [];
    const rows = memoryRows();
    const counted: Rows = { ...rows, row: (name, key) => (asked.push(key), rows.row(name, key)) };
    const { feed, open } = await feedOver(counted, SECRET);
    const answer = await open(await nudgeToken(SECRET));
    await Promise.all([['a'], ['a', 'b'], ['b']].map((caseIds) => feed.told(new Set(caseIds))));
    expect((await firstNews(answer)).split('\n\n')).toEqual(['data: {"caseId":"a"}', 'data: {"caseId":"b"}']);
    expect(asked).toEqual(['a', 'b']);
    const began = performance.now();
    await Promise.all(['c', 'd'].map((caseId) => feed.told(new Set([caseId]))));
    expect(performance.now() - began).toBeGreaterThan(200);
    expect(asked).toEqual(['a', 'b', 'c', 'd']);
  });

  it('forgets whoever has gone, and asks nothing where nobody is left', async () => {
    let asked = 0;
    const rows = memoryRows();
    const { feed, open } = await feedOver({ ...rows, row: (name, key) => ((asked += 1), rows.row(name, key)) }, SECRET);
    const answer = await open(await nudgeToken(SECRET));
    await answer.body!.cancel();
    await until(async () => {
      const before = asked;
      await feed.told(new Set(['a']));
      return asked === before;
    }, 10_000);
  });

  it('opens to whoever knows the secret, and to nobody where there is none', async () => {
    const { open } = await feedOver(memoryRows(), SECRET);
    const foreign = await nudgeToken('another secret that is just as long');
    for (const token of [undefined, 'e30.e30.', foreign]) expect((await open(token)).status).toBe(404);
    const without = await feedOver(memoryRows());
    expect((await without.open(await nudgeToken(SECRET))).status).toBe(404);
  });
});
