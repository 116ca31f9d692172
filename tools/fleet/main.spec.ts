/** `npm run services` where it cannot start, or is not let: it says why, and leaves nothing behind that runs. */
import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '@yimen/kernel/testing';
import { whyNoBroker } from '../kafka/jars.ts';
import { lifeOf, lives } from '../kafka/machine.ts';

const why = whyNoBroker();
const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

let folder: string;
let data: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yimen-services-'));
  chmodSync(folder, 0o755);
  data = join(folder, 'data');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Told = Readonly<Record<string, string>>;

/** As it is typed, in a process of its own; what it has said so far, and how it ends. */
function services(told: Told, ...args: readonly string[]) {
  const env = { ...process.env, DATABASE_URL: '', KAFKA_BROKERS: '', PORT: '', ...told };
  const child = spawn(process.execPath, ['--no-warnings', MAIN, '--data', data, '--any-ports', ...args], { env });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => said.push(String(piece)));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, ended, said: () => said.join('') };
}

const postmaster = () => existsSync(join(data, 'postgres', 'postmaster.pid'));

describe('npm run services', () => {
  it('leaves no database running where there is no Java for the broker', async () => {
    const { ended, said } = services({ JAVA_HOME: join(folder, 'nowhere') });
    expect(await ended).toBe(1);
    expect(said()).toContain('Kafka needs Java 17 or newer');
    expect(existsSync(join(data, 'postgres'))).toBe(true);
    expect(postmaster()).toBe(false);
    expect(existsSync(join(data, 'running.json'))).toBe(false);
  });

  (why ? it.skip : it)(
    `leaves no broker running where the database cannot start${why ? ` — ${why}` : ''}`,
    async () => {
      await services({ JAVA_HOME: join(folder, 'nowhere') }).ended;
      rmSync(join(data, 'postgres', 'global', 'pg_control'));
      const { ended, said } = services({});
      expect(await ended).toBe(1);
      expect(said()).toContain('pg_control');
      const life = join(data, 'kafka', 'life.json');
      expect(existsSync(life) && lives(JSON.parse(readFileSync(life, 'utf8')))).toBe(false);
    },
  );

  it('is refused beside services of the same folder, and touches nothing of theirs', async () => {
    const note = join(data, 'running.json');
    mkdirSync(data);
    writeFileSync(note, JSON.stringify(lifeOf(process.pid)));
    const { ended, said } = services({});
    expect(await ended).toBe(1);
    expect(said()).toContain(`as process ${process.pid}; nothing was started`);
    expect(readdirSync(data)).toEqual(['running.json']);
  });

  it('says in words that its folder cannot be written', async () => {
    writeFileSync(data, 'a file');
    const { ended, said } = services({});
    expect(await ended).toBe(1);
    expect(said()).toContain(`无法写入数据目录 ${data}`);
  });

  it('names every port that is taken before it starts anything, and what is misspelt', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    const { ended, said } = services({}, '--port', String(port));
    expect(await ended).toBe(1);
    other.close();
    expect(said()).toContain(`waiting for ports that are taken: ${port} (gateway)`);
    expect(said()).toContain(`the port is taken: ${port} (gateway); nothing was started`);
    expect(existsSync(join(data, 'postgres'))).toBe(false);
    const misspelt = services({}, '--prot', '3000');
    expect([await misspelt.ended, misspelt.said()]).toEqual([
      1,
      expect.stringMatching(/^参数有误.*'--prot': see npm run/),
    ]);
    const word = services({}, '--port', 'three');
    expect([await word.ended, word.said()]).toEqual([1, expect.stringContaining('three is no port: see npm run')]);
  });

  describe('with a database that does not answer', () => {
    let silent: Server;
    let url: string;
    beforeEach(async () => {
      silent = createServer(() => undefined);
      await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
      url = `postgres://yimen:secret@127.0.0.1:${(silent.address() as { port: number }).port}/yimen`;
    });
    afterEach(() => void silent.close());

    it('ends at the first signal, also while it starts, and with it the services that it has started', async () => {
      const { child, ended, said } = services({ DATABASE_URL: url, KAFKA_BROKERS: '127.0.0.1:1' });
      await until(() => existsSync(join(data, 'personas.json')));
      const began = performance.now();
      child.kill('SIGTERM');
      expect(await ended).toBe(0);
      expect(said()).toContain('stopping in order');
      expect(performance.now() - began).toBeLessThan(25_000);
    });
  });
});
