/** Every service of the list as a process of its own, on PostgreSQL and Kafka, with the gateway before them. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { embeddedPostgres } from '@yimen/adapters';
import { freePorts } from '@yimen/adapters/free-ports';
import { readAgencies, type Listed } from '@yimen/process';
import { personas } from '@yimen/hall/personas';
import { apply } from '../kafka/apply.ts';
import { planFor, type Settings } from '../kafka/plan.ts';
import { start as startKafka, stop as stopKafka } from '../kafka/broker.ts';
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
  const took: Record<string, number> = {};
  const timed = async <T>(part: string, work: Promise<T>): Promise<T> => {
    const began = performance.now();
    const result = await work;
    took[part] = Math.round(performance.now() - began) / 1000;
    return result;
  };
  const close = async () => {
    for (let step = undo.pop(); step; step = undo.pop()) await step();
  };
  try {
    mkdirSync(spec.dataDir, { recursive: true });
    const [databaseUrl, brokers] = await Promise.all([
      timed('database', database(spec, undo)),
      timed('broker', kafka(spec, undo)),
    ]);
    const listed = await listFor(spec);
    if (!spec.brokers) await timed('topics', makeTopics(brokers, listed));
    const env = environment(spec, { databaseUrl, brokers });
    const here = listed.filter(({ name }) => spec.agencies?.includes(name) ?? true);
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

async function database({ dataDir, databaseUrl }: FleetSpec, undo: Step[]): Promise<string> {
  if (databaseUrl) return databaseUrl;
  const server = await embeddedPostgres({ dataDir, revived: true });
  undo.push(() => server.stop());
  return server.url;
}

async function kafka({ dataDir, brokers }: FleetSpec, undo: Step[]): Promise<string> {
  if (brokers) return brokers;
  const dir = join(dataDir, 'kafka');
  const node = await startKafka({ dir });
  undo.push(() => stopKafka(dir));
  return node.brokers;
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
