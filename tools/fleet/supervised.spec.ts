/** What whoever starts a process hears of it: its log and its complaints, and where it is by a message alone. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { until } from '@yimen/kernel/testing';
import { supervise } from './supervised.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'yimen-supervised-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SERVICE = `
  console.log('{"level":40,"msg":"一件事 something"}');
  console.error('a complaint');
  console.log('union  http://127.0.0.1:4101');
  process.send({ url: 'http://127.0.0.1:4101' });
  setInterval(() => undefined, 1_000);
`;

it('passes on the log and what is complained of, each line with the name of the service', async () => {
  const file = join(folder, 'main.mjs');
  writeFileSync(file, SERVICE);
  const said: string[] = [];
  const service = supervise({ name: 'union', file, cwd: folder, env: {}, say: (line) => said.push(line) });
  expect(await service.ready).toBe('http://127.0.0.1:4101');
  await until(async () => said.length >= 2);
  await service.stop();
  expect(said.toSorted()).toEqual(['union | a complaint', 'union | {"level":40,"msg":"一件事 something"}']);
});
