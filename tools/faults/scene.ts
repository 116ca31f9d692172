/** What is broken: a database and a broker of our own, and a fleet of services on them. */
import { appendFileSync, chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { embeddedPostgres, openStorage, type Embedded } from '@yimen/adapters';
import { freePorts } from '@yimen/adapters/free-ports';
import { readAgencies } from '@yimen/process';
import pg from 'pg';
import { LIST, makeTopics, openFleet, type Fleet } from '../fleet/fleet.ts';
import { start as startKafka, stop as stopKafka } from '../kafka/broker.ts';
import { smallDisk, type Disk, type NoDisk } from './disk.ts';

export interface Scene {
  readonly fleet: Fleet;
  readonly databaseDir: string;
  readonly kafkaDir: string;
  readonly disks: { readonly database: Disk | NoDisk; readonly broker: Disk | NoDisk };
  /** Whoever is connected to the database keeps it from ending, so he leaves before. */
  leaves(step: Step): void;
  close(): Promise<void>;
}

export interface SceneSpec {
  readonly dir: string;
  readonly agencies: readonly string[];
  readonly megabytes: number;
  /** Database and broker stay on their small disks, which whoever looks at them unmounts. */
  readonly keep?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

type Step = () => Promise<unknown> | unknown;

/** Resolves when every service answers; ends again what it has started if that fails. */
export async function openScene({ dir, agencies, megabytes, keep, signal }: SceneSpec): Promise<Scene> {
  const undo: Step[] = [];
  const close = async () => {
    for (let step = undo.pop(); step; step = undo.pop()) await step();
  };
  try {
    const [databaseDir, kafkaDir] = [join(dir, 'database'), join(dir, 'kafka')];
    const disks = { database: smallDisk(databaseDir, megabytes), broker: smallDisk(kafkaDir, megabytes) };
    for (const disk of Object.values(disks)) if (typeof disk !== 'string' && !keep) undo.push(disk.unmount);
    const server = await database(databaseDir, megabytes);
    undo.push(() => server.stop());
    undo.push(() => stopKafka(kafkaDir, 'SIGKILL'));
    const { brokers } = await startKafka({ dir: kafkaDir });
    await makeTopics(brokers, readAgencies(LIST));
    const [port = 0] = await freePorts(1);
    const fleet = await openFleet({
      ...{ dataDir: join(dir, 'fleet'), databaseUrl: server.url, brokers, port, agencies, anyPorts: true },
      say: (line) => appendFileSync(join(dir, 'services.log'), `${line}\n`),
      signal,
    });
    undo.push(() => fleet.close());
    return { fleet, databaseDir, kafkaDir, disks, leaves: (step) => void undo.push(step), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** With a log and rows for every agency of the list: of one that is away nothing was ever written. */
async function database(dataDir: string, megabytes: number): Promise<Embedded> {
  mkdirSync(dataDir, { recursive: true });
  chmodSync(dataDir, 0o755);
  const server = await embeddedPostgres({ dataDir, revived: true });
  const storage = await openStorage({ databaseUrl: server.url, connections: 4 });
  for (const { name } of readAgencies(LIST)) await storage.of(name);
  await storage.close();
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  // Otherwise what was written may take a gigabyte before it is used again.
  await client.query(`alter system set max_wal_size = '${Math.floor(megabytes / 4)}MB'`);
  await client.query(`select pg_reload_conf()`);
  await client.end();
  return server;
}
