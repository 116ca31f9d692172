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

it('says of one that cannot be started which names of its configuration are wrong', async () => {
  const file = join(folder, 'refused.mjs');
  const lines = ['配置有误 configuration:', '  GATEWAY_SECRET: too short', '  DRAIN_MS: too long'].join('\\n');
  writeFileSync(file, `process.stderr.write('${lines}\\n'); process.exitCode = 78;`);
  const { ready } = supervise({ name: 'union', file, cwd: folder, env: {}, say: () => undefined });
  await expect(ready).rejects.toThrow(
    'union 无法启动 cannot be started: 配置有误 configuration:\n  GATEWAY_SECRET: too short\n  DRAIN_MS: too long',
  );
});

it('gives up one that ends whenever it is started, with its last words, and not with where in it that was', async () => {
  const file = join(folder, 'broken.mjs');
  writeFileSync(file, `throw new Error('the last words');`);
  const said: string[] = [];
  const service = supervise({ name: 'union', file, cwd: folder, env: {}, say: (line) => said.push(line) });
  await expect(service.ready).rejects.toThrow('union 无法启动 cannot be started: Error: the last words');
  expect(service.starts()).toBe(5);
});
