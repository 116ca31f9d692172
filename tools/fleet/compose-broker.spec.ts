/**
 * The broker of compose.yaml, run by its own commands and with its own settings: only addresses and folders
 * are those of this machine. Who may do what on any broker is proven beside the adapters.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { kafkaBus, type KafkaBus } from '@yimen/adapters';
import { freePorts } from '@yimen/adapters/free-ports';
import { recorded } from '@yimen/kernel/testing';
import { QUICK_JVM } from '../kafka/broker.ts';
import { brokerClasses, whyNoBroker } from '../kafka/jars.ts';
import { java } from '../kafka/machine.ts';
import { composed, needed } from './composed.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const why = whyNoBroker() ?? (process.platform === 'win32' ? 'the commands are those of a shell' : undefined);
const values = Object.fromEntries(needed().map((name, n) => [name, `password${n}of${name}`]));
const services = composed(values);

/** Kafka's own scripts, as far as they matter. */
const scripts = {
  'kafka-storage.sh': 'kafka.tools.StorageTool',
  'kafka-server-start.sh': 'kafka.Kafka',
  'kafka-broker-api-versions.sh': 'org.apache.kafka.tools.BrokerApiVersionsCommand',
};

(why ? describe.skip : describe)(`the broker of compose.yaml${why ? ` — ${why}` : ''}`, () => {
  let folder: string;
  /** What stands in the files of infra, and what stands for it here. */
  let here: readonly (readonly [string, string])[];
  let broker: ChildProcess | undefined;
  const open: KafkaBus[] = [];

  const moved = (text: string) => here.reduce((so, [there, place]) => so.replaceAll(there, place), text);
  const commandOf = (name: string) => moved(services[name]!.command!.join('\n'));
  const environmentOf = (name: string): Record<string, string> =>
    Object.fromEntries(Object.entries(services[name]!.environment).map(([key, value]) => [key, moved(`${value}`)]));
  const shell = (command: string, env: Readonly<Record<string, string>>) =>
    promisify(execFile)('sh', ['-ec', command], { cwd: root, env: { ...process.env, ...env } });
  const run = (name: string) => shell(commandOf(name), environmentOf(name));

  async function layOut(): Promise<void> {
    folder = mkdtempSync(join(tmpdir(), 'yimen-compose-'));
    const [client, controller, inner] = await freePorts(3);
    here = [
      ...([
        ['0.0.0.0:9092', `127.0.0.1:${client}`],
        ['kafka:9092', `127.0.0.1:${client}`],
      ] as const),
      ...([
        ['localhost:9093', `127.0.0.1:${controller}`],
        ['localhost:9094', `127.0.0.1:${inner}`],
      ] as const),
      ...([
        ['dns:kafka', 'ip:127.0.0.1'],
        ['/opt/kafka/bin', join(folder, 'bin')],
      ] as const),
      ...['/etc/kafka/secrets', '/etc/yimen', '/run/kafka', '/var/lib/kafka/data'].map(
        (path) => [path, join(folder, path)] as const,
      ),
      ['node tools', `${process.execPath} tools`],
    ];
    for (const path of ['bin', 'etc/kafka/secrets', 'etc/yimen', 'run/kafka', 'var/lib/kafka/data'])
      mkdirSync(join(folder, path), { recursive: true });
    for (const [script, name] of Object.entries(scripts)) {
      const jvm = [java().program, ...QUICK_JVM, '-Xmx384m', '-cp', `'${brokerClasses()}'`, name].join(' ');
      writeFileSync(join(folder, 'bin', script), `#!/bin/sh\nexec ${jvm} "$@"\n`);
      chmodSync(join(folder, 'bin', script), 0o755);
    }
    for (const file of ['broker.properties', 'inner.properties']) {
      const text = readFileSync(join(root, 'infra', 'compose', file), 'utf8');
      writeFileSync(join(folder, 'etc', 'yimen', file), moved(text));
    }
  }

  /** Resolves when the health of the container would be good. */
  async function start(): Promise<void> {
    const env = { ...process.env, ...environmentOf('kafka') };
    broker = spawn('sh', ['-ec', commandOf('kafka')], { cwd: folder, env, stdio: 'ignore' });
    const [, test = ''] = services['kafka']!.healthcheck!.test;
    for (let turn = 1; ; turn += 1) {
      const failure = await shell(moved(test), environmentOf('kafka')).then(() => undefined, String);
      if (!failure) return;
      if (turn === 12 || broker.exitCode !== null) throw new Error(failure);
      await pause(1_000);
    }
  }

  async function stop(): Promise<void> {
    const ended = new Promise((resolve) => broker?.once('exit', resolve));
    if (broker?.exitCode !== null || !broker.kill('SIGKILL')) return;
    await ended;
  }

  /** The bus of a service as its container is told of it. */
  async function busOf(agency: string, more: Readonly<Record<string, string>> = {}): Promise<KafkaBus> {
    const env = { ...environmentOf(agency), ...more };
    const { KAFKA_BROKERS: brokers = '', KAFKA_USERNAME: username, KAFKA_PASSWORD: password = '' } = env;
    const login = username ? { username, password, ca: readFileSync(env['KAFKA_CA']!, 'utf8') } : undefined;
    const bus = await kafkaBus({ brokers: brokers.split(','), login, readyMs: 5_000 });
    open.push(bus);
    return bus;
  }
  const told = () => [recorded({ type: 'Told', data: { n: 1 } })];

  beforeAll(async () => {
    await layOut();
    await run('certificate');
    await start();
    await run('topics');
  });
  afterAll(async () => {
    await Promise.all(open.map((bus) => bus.close()));
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('lets each service write its own topic with the account that it is told', async () => {
    for (const agency of ['union', 'joint-centre']) await (await busOf(agency)).publish(agency, told());
  });

  it('keeps a service from the topics of others, and from their names', async () => {
    const union = await busOf('union');
    await expect(union.publish('court', told())).rejects.toMatchObject({ reason: 'forbidden' });
    const { KAFKA_USERNAME } = environmentOf('court');
    const pretending = await busOf('union', { KAFKA_USERNAME: KAFKA_USERNAME! });
    await expect(pretending.ready()).rejects.toMatchObject({ reason: 'credentials' });
  });

  it('lets the operator in, who writes nothing', async () => {
    const operator = await busOf('ops');
    await operator.ready();
    await expect(operator.publish('union', told())).rejects.toMatchObject({ reason: 'forbidden' });
  });

  it('lets nobody in without an account', async () => {
    const nobody = await busOf('union', { KAFKA_USERNAME: '', KAFKA_PASSWORD: '' });
    await expect(nobody.ready()).rejects.toThrow();
  });

  it('comes again with its certificate and its accounts, and is given what it has', async () => {
    await stop();
    await run('certificate');
    await start();
    expect((await run('topics')).stdout).not.toMatch(/^topic /m);
    await (await busOf('union')).publish('union', told());
  });
});
