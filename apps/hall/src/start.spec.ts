/** `npm start` as a newcomer meets it: one clear line for what is wrong, and nothing lost when it is killed. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { clientOf, type Found } from './client.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'yimen-start-'));
  chmodSync(made, 0o755);
  folders.push(made);
  return made;
};
afterAll(() => folders.forEach((made) => rmSync(made, { recursive: true, force: true })));

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
}

const run = (args: string[], env: Record<string, string> = {}): ChildProcess =>
  spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, PORT: '0', NODE_ENV: 'development', ...env } });

/** Resolves with the address once the hall greets. */
function start(args: string[]): Promise<Started> {
  const child = run(args);
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (part: Buffer) => {
      said += part.toString();
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (url && said.includes('Ctrl-C')) resolve({ child, url });
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)));
  });
}

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(child.exitCode)));

/** What a start that cannot be says, and how it ends. */
async function refused(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; lines: string[] }> {
  // What a newcomer sees is all of it, the log too.
  const child = run(args, { LOG_LEVEL: 'info', ...env });
  let said = '';
  child.stderr?.on('data', (part: Buffer) => (said += part.toString()));
  return { code: await ended(child), lines: said.trim().split('\n') };
}

describe('a start that cannot be', () => {
  it('names a taken port and another one to try, and says nothing else', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const PORT = String((taken.address() as AddressInfo).port);
    const { code, lines } = await refused(['--data', folder(), '--empty'], { PORT });
    taken.close();
    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringMatching(`${PORT}.*PORT=3001 npm start`)]);
  });

  it('names a folder that is no folder, one that is damaged, an unknown option, and production', async () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    const damaged = folder();
    mkdirSync(join(damaged, 'postgres'));
    writeFileSync(join(damaged, 'postgres', 'PG_VERSION'), 'nonsense');
    const cases: [string[], Record<string, string>, RegExp][] = [
      [['--data', join(file, 'below')], {}, /file/],
      [['--data', damaged, '--empty'], {}, /./],
      [['--colour'], {}, /--help/],
      [['--data', folder()], { NODE_ENV: 'production' }, /production/],
      [['--data', folder()], { PORT: 'many' }, /PORT/],
    ];
    for (const [args, env, words] of cases) {
      const { code, lines } = await refused(args, env);
      expect([args, code, lines.join(' ')]).toEqual([args, 1, expect.stringMatching(words)]);
      expect(lines.length).toBeLessThan(3);
    }
  });
});

const claim = () => ({
  id: randomUUID(),
  person: randomUUID(),
  kind: 'wages',
  from: '2025-06',
  to: '2025-08',
  fen: 100,
});
const dossier = () => ({ caseId: randomUUID(), door: 'window', employer: randomUUID(), claimItems: [claim()] });

const EACH_ROUND = 20;

describe('a hall that is killed', () => {
  it('has kept everything that it acknowledged, once, three times over', async () => {
    const at = folder();
    const acknowledged: { id: string; input: object }[] = [];
    for (let round = 0; round < 3; round += 1) {
      const { child, url } = await start(['--data', at, '--empty']);
      const clerk = await clientOf(url, 'union-clerk');
      const killed = ended(child);
      const lane = async () => {
        for (;;) {
          const sent = { id: randomUUID(), input: dossier() };
          const { data } = await clerk.give({ mutation: 'openDossier', commandId: randomUUID(), ...sent });
          if (data?.answer?.version === 1) acknowledged.push(sent);
        }
      };
      const lanes = Promise.allSettled(Array.from({ length: 6 }, lane));
      // In the middle of its work: so many more acknowledged, and six under way.
      while (acknowledged.length < EACH_ROUND * (round + 1)) await pause(5);
      child.kill('SIGKILL');
      await Promise.all([lanes, killed]);
    }
    const { child, url } = await start(['--data', at, '--empty']);
    const clerk = await clientOf(url, 'union-clerk');
    // A dossier that is there cannot be opened by another command; one that was lost could be.
    const again: Found[] = [];
    for (const sent of acknowledged) {
      const { data } = await clerk.give({ mutation: 'openDossier', commandId: randomUUID(), ...sent });
      again.push({ version: data?.answer.version, code: data?.answer.refusal?.code });
    }
    child.kill('SIGINT');
    expect(acknowledged.length).toBeGreaterThanOrEqual(3 * EACH_ROUND);
    expect(again).toEqual(acknowledged.map(() => ({ version: 1, code: 'already-open' })));
    expect(await ended(child)).toBe(0);
  });
});
