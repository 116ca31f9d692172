/** Every service of the list as a process of its own, on PostgreSQL and Kafka, with the gateway before them. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { embeddedPostgres, unwritable } from '@yimen/adapters';
import { freePorts, isFree } from '@yimen/adapters/free-ports';
import { readAgencies, type Listed } from '@yimen/process';
import { personas } from '@yimen/hall/personas';
import { apply } from '../kafka/apply.ts';
import { planFor, type Settings } from '../kafka/plan.ts';
import { start as startKafka, stop as stopKafka } from '../kafka/broker.ts';
import { lifeOf, lives, Missing, type Life } from '../kafka/machine.ts';
import { givenUp } from './stopped.ts';
import { supervise, type Supervised } from './supervised.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
export const LIST = join(root, 'infra', 'agencies.yaml');

export interface FleetSpec {
  /** Folder of the embedded database, the local broker and what the processes share. */
  readonly dataDir: string;
  /** A PostgreSQL and a Kafka of one's own instead of those; its topics are there already. */
  readonly databaseUrl?: string | undefined;
  readonly brokers?: string | undefined;
  /** Port of the gateway. */
  readonly port: number;
  /** Services take free ports instead of those of the list, so that several fleets fit on one machine. */
  readonly anyPorts?: boolean;
  /** Whose processes are started; all of the list if left out. The others are away, as after a power cut. */
  readonly agencies?: readonly string[] | undefined;
  readonly env?: Readonly<Record<string, string>>;
  readonly say: (line: string) => void;
  /** Gives up the start; what runs by then is ended. Whoever has been opened is closed by `close`. */
  readonly signal?: AbortSignal | undefined;
}

export interface Fleet {
  readonly url: string;
  readonly databaseUrl: string;
  readonly brokers: string;
  /** By name, the gateway among them. */
  readonly processes: ReadonlyMap<string, Supervised>;
  /** The list as these processes read it. */
  readonly listed: readonly Listed[];
  /** One more process of a service beside the first, as in a rolling restart; it listens on a port of its own. */
  another(name: string): Supervised;
  /** Seconds that the parts took to come up. */
  readonly took: Readonly<Record<string, number>>;
  close(): Promise<void>;
}

type Step = () => Promise<void>;

/** Rejects after having ended again what had been started. */
export async function openFleet(spec: FleetSpec): Promise<Fleet> {
  const undo: Step[] = [];
  const { took, timed } = timing(spec.signal);
  const close = async () => {
    for (let step = undo.pop(); step; step = undo.pop()) await step();
  };
  try {
    undo.push(claimed(spec.dataDir));
    const listed = await listFor(spec);
    const here = listed.filter(({ name }) => spec.agencies?.includes(name) ?? true);
    await timed('ports', free([...here, { name: 'gateway', port: spec.port }], spec.say));
    const [databaseUrl, brokers] = await Promise.all([
      timed('database', database(spec, undo)),
      timed('broker', kafka(spec, undo)),
    ]);
    if (!spec.brokers) await timed('topics', makeTopics(brokers, listed));
    const env = environment(spec, { databaseUrl, brokers });
    const processes = new Map(here.map(({ name }) => [name, supervised(spec, name, env)]));
    undo.push(() => stopAll([...processes.values()]));
    await timed('services', Promise.all([...processes.values()].map(({ ready }) => ready)));
    const gateway = supervised(spec, 'gateway', { ...env, PORT: String(spec.port) });
    processes.set('gateway', gateway);
    undo.push(() => gateway.stop());
    const url = await timed('gateway', gateway.ready);
    const another = (name: string) => {
      const more = supervised(spec, name, { ...env, PORT: '0' });
      undo.push(() => more.stop());
      return more;
    };
    return { url, databaseUrl, brokers, processes, listed, took, another, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const stopAll = async (all: readonly Supervised[]): Promise<void> =>
  void (await Promise.all(all.map((each) => each.stop())));

/** How many seconds each part takes. Nobody waits for any of them once the start is given up. */
function timing(signal: AbortSignal | undefined) {
  const took: Record<string, number> = {};
  const stopped = givenUp(signal);
  const timed = async <T>(part: string, work: Promise<T>): Promise<T> => {
    const began = performance.now();
    const result = await Promise.race([work, stopped]);
    took[part] = Math.round(performance.now() - began) / 1000;
    return result;
  };
  return { took, timed };
}

/** One district in a folder: a second one would take the broker of the first along when it ends. */
function claimed(dataDir: string): Step {
  const file = join(dataDir, 'running.json');
  const before = noted(file);
  if (before && lives(before))
    throw new Missing(
      `${dataDir} 里的服务正在运行（进程 ${before.pid}），没有启动；请先停止，或用 --data 换一个文件夹 · the services of this folder run already, as process ${before.pid}; nothing was started: end them first, or name another folder by --data`,
    );
  try {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, JSON.stringify(lifeOf(process.pid)));
  } catch (error) {
    throw unwritable(dataDir, error);
  }
  return async () => rmSync(file, { force: true });
}

/** Nothing also where a full disk has left half a note. */
function noted(file: string): Life | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Life;
  } catch {
    return undefined;
  }
}

const LOOK_MS = 250;
/** What a service has for its work under way, unless it is told otherwise. */
const LEAVING_MS = 20_000;

/** Before anything starts. Services whose launcher was killed have their ports until their work under way is done. */
async function free(wanted: readonly Pick<Listed, 'name' | 'port'>[], say: FleetSpec['say']): Promise<void> {
  const until = performance.now() + LEAVING_MS;
  for (let told = false; ; told = true) {
    const are = await Promise.all(wanted.map(({ port }) => port === 0 || isFree(port)));
    const taken = wanted.filter((_, at) => !are[at]).map(({ name, port }) => `${port} (${name})`);
    if (taken.length === 0) return;
    if (performance.now() > until)
      throw new Missing(
        `端口 ${taken.join('、')} 已被占用，没有启动任何服务；请停止占用它的程序，或用 --port 给网关换端口、用 --any-ports 给各机关换端口 · the port is taken: ${taken.join(', ')}; nothing was started: end who has it, or give the gateway another one by --port and the agencies by --any-ports`,
      );
    if (!told) say(`端口被占用，等待其释放 · waiting for ports that are taken: ${taken.join(', ')}`);
    await pause(LOOK_MS);
  }
}

/** What is still starting when it is to end is ended once it is there. */
async function database({ dataDir, databaseUrl }: FleetSpec, undo: Step[]): Promise<string> {
  if (databaseUrl) return databaseUrl;
  const starting = embeddedPostgres({ dataDir, revived: true });
  undo.push(async () => (await starting.catch(() => undefined))?.stop());
  return (await starting).url;
}

async function kafka({ dataDir, brokers }: FleetSpec, undo: Step[]): Promise<string> {
  if (brokers) return brokers;
  const dir = join(dataDir, 'kafka');
  const starting = startKafka({ dir });
  undo.push(async () => {
    await starting.catch(() => undefined);
    await stopKafka(dir);
  });
  return (await starting).brokers;
}

/** On a cluster of one. A Kafka of one's own is brought to the plan by `npm run kafka -- apply`. */
export async function makeTopics(brokers: string, listed: readonly Listed[]): Promise<void> {
  const settings = JSON.parse(readFileSync(join(root, 'infra', 'kafka', 'topics.json'), 'utf8')) as Settings;
  const names = listed.map(({ name }) => name);
  await apply(planFor(names, { ...settings, replicas: 1 }), { brokers }, {});
}

/** The list, written beside the data so that every process reads the same ports. */
async function listFor({ dataDir, anyPorts }: FleetSpec): Promise<readonly Listed[]> {
  const listed = readAgencies(LIST);
  const ports = anyPorts ? await freePorts(listed.length) : listed.map(({ port }) => port);
  const own = listed.map((each, at) => ({ ...each, port: ports[at]! }));
  const lines = own.map(
    (each) =>
      `  - ${Object.entries(each)
        .map(([name, value]) => `${name}: ${value}`)
        .join('\n    ')}`,
  );
  writeFileSync(listFile(dataDir), `agencies:\n${lines.join('\n')}\n`);
  return own;
}

const listFile = (dataDir: string) => join(dataDir, 'agencies.yaml');

function environment(spec: FleetSpec, at: { databaseUrl: string; brokers: string }): Record<string, string> {
  const { dataDir, env = {} } = spec;
  const people = join(dataDir, 'personas.json');
  writeFileSync(people, JSON.stringify(personas));
  return {
    DATABASE_URL: at.databaseUrl,
    KAFKA_BROKERS: at.brokers,
    AGENCIES: listFile(dataDir),
    YIMEN_DEV_ISSUER: '1',
    YIMEN_DEV_KEY: join(dataDir, 'development-key.json'),
    YIMEN_PERSONAS: people,
    ...env,
    // The one that we are told is that of the gateway. Empty, it counts as not set, and agencies take that of the list.
    PORT: '',
  };
}

function supervised({ say }: FleetSpec, name: string, env: Record<string, string>): Supervised {
  return supervise({ name, file: join(root, 'apps', name, 'src', 'main.ts'), cwd: root, env, say });
}
