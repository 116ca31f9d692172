/** What the operator's commands work on: every house of a place, over the storage that the hall or the services use. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  connect,
  demonstrationClock,
  embeddedBus,
  embeddedPostgres,
  kafkaBus,
  openStorage,
  realClock,
  worldOf,
  type AgencyStorage,
  type KafkaBus,
  type KafkaBusAt,
  type Storage,
} from '@yimen/adapters';
import { house, logOf, type Agency, type House, type Log } from '@yimen/casework';
import type { Desk } from '@yimen/edge';
import { countByLaw } from '@yimen/law';
import { RELAY, START, type Bus, type World } from '@yimen/kernel';

export interface Place extends AgencyStorage {
  readonly agency: Agency;
  readonly house: House;
}

export interface Site {
  readonly world: World;
  /** By name; an agency of which there is nothing here is not among them. */
  readonly places: ReadonlyMap<string, Place>;
  /** The own log of a house and that of everybody whom it hears. */
  logsOf(name: string): Promise<readonly Log[]>;
  /** Those whom a house hears and whose logs are not here. */
  unreadBy(name: string): readonly string[];
  /** The broker, where events come by one. */
  readonly kafka?: KafkaBus | undefined;
  /** Where that is; for words. */
  readonly brokers?: readonly string[] | undefined;
  close(): Promise<void>;
}

/** Something that the operator can put right. */
export class SiteRefused extends Error {}

export interface SiteAt {
  readonly databaseUrl?: string | undefined;
  /** Where the logs are, if not beside the rows. */
  readonly kurrentUrl?: string | undefined;
  readonly dataDir: string;
  /** Where events come by brokers: which, and the log-in there. */
  readonly kafka?: KafkaBusAt | undefined;
  readonly desks: readonly Desk[];
}

/** Opens it for some work, and closes it whatever comes of that. */
export async function atSite<T>(at: SiteAt, work: (site: Site) => Promise<T>): Promise<T> {
  const site = await openSite(at);
  try {
    return await work(site);
  } finally {
    await site.close();
  }
}

/** Opens what is there; nothing is made. */
async function openSite({ databaseUrl, kurrentUrl, dataDir, kafka: at, desks }: SiteAt): Promise<Site> {
  if (!databaseUrl && !existsSync(join(dataDir, 'postgres')))
    throw new SiteRefused(
      `${dataDir} 里没有数据，请用 --data 指明文件夹或设置 DATABASE_URL · there are no data in ${dataDir}: name the folder by --data, or set DATABASE_URL`,
    );
  const server = databaseUrl ? undefined : await embeddedPostgres({ dataDir });
  const url = databaseUrl ?? server!.url;
  const present = await schemasAt(url);
  const storage = await openStorage({ databaseUrl: url, connections: 8, kurrentUrl });
  const kafka = at && (await kafkaBus(at));
  const site = await siteOver({
    desks: desks.filter(({ agency }) => present.has(`es_${agency.name.replaceAll('-', '_')}`)),
    storage,
    world: worldOf(clockOf(databaseUrl ? undefined : dataDir)),
    kafka,
  });
  const close = async () => {
    await kafka?.close();
    await storage.close();
    await server?.stop();
  };
  return { ...site, brokers: at?.brokers, close };
}

/** Which schemas are there for us; opening a missing one would make it. */
async function schemasAt(url: string): Promise<ReadonlySet<string>> {
  const database = await connect(url, 2);
  try {
    const { rows } = await database.pool.query<{ name: string }>(
      `select nspname as name from pg_namespace where nspname like 'es\\_%' and has_schema_privilege(oid, 'usage')`,
    );
    return new Set(rows.map(({ name }) => name));
  } finally {
    await database.close();
  }
}

/** The hall may live in other days; what is retried is judged by the same clock. */
function clockOf(dataDir: string | undefined) {
  const file = dataDir && join(dataDir, 'demonstration.json');
  if (!file || !existsSync(file)) return realClock;
  const { ahead = 0 } = JSON.parse(readFileSync(file, 'utf8')) as { ahead?: number };
  return demonstrationClock(new Date(Date.now() + ahead).toISOString());
}

export interface Over {
  readonly desks: readonly Desk[];
  readonly storage: Pick<Storage, 'of'>;
  readonly world: World;
  readonly kafka?: KafkaBus | undefined;
}

export async function siteOver({ desks, storage, world, kafka }: Over): Promise<Site> {
  const kept = new Map(
    await Promise.all(desks.map(async ({ agency }) => [agency.name, await storage.of(agency.name)] as const)),
  );
  const bus = logBus(desks, kept);
  const places = new Map(
    desks.map(({ agency }) => {
      const own = kept.get(agency.name)!;
      return [
        agency.name,
        { agency, ...own, house: house(agency, { ...own, bus, world, count: countByLaw }) },
      ] as const;
    }),
  );
  const heardBy = (name: string) => [...new Set(places.get(name)!.agency.hears.map(({ agency }) => agency))];
  const here = (name: string) => heardBy(name).filter((from) => places.has(from) && from !== name);
  return {
    ...{ world, places, kafka },
    async logsOf(name) {
      const own = logOf(name, places.get(name)!.store);
      const passed = kafka && (await passedBy({ kafka, places, name, heard: here(name) }));
      const others = here(name).map((from): Log => ({
        ...logOf(from, bus.source(from, name)),
        passed: passed?.get(from),
      }));
      return [own, ...others];
    },
    unreadBy: (name) => heardBy(name).filter((from) => !places.has(from)),
    close: async () => {},
  };
}

/** Logs read as an embedded bus reads them: what a language lets out, in the order in which it was written. */
function logBus(desks: readonly Desk[], kept: ReadonlyMap<string, AgencyStorage>): Bus {
  const spoken = new Map(
    desks.map(({ agency }) => [agency.name, new Set(agency.speaks.events.map(({ type }) => type))]),
  );
  return embeddedBus((name) => {
    const own = kept.get(name);
    return own && { store: own.store, speaks: (type) => spoken.get(name)?.has(type) ?? false };
  });
}

interface Passed {
  readonly kafka: KafkaBus;
  readonly places: ReadonlyMap<string, Place>;
  readonly name: string;
  readonly heard: readonly string[];
}

const TRIES = 40;
const REST_MS = 250;

/**
 * Up to where a house has heard its neighbours. A place at the broker is no place in a log; but when nothing is behind
 * any more, everything is heard that had been published before we looked.
 */
async function passedBy({ kafka, places, name, heard }: Passed): Promise<ReadonlyMap<string, string>> {
  for (const from of heard) kafka.source(from, name);
  const passed = new Map<string, string>();
  for (let left = TRIES; left > 0 && passed.size < heard.length; left -= 1) {
    const open = heard.filter((from) => !passed.has(from));
    const relayed = await Promise.all(
      open.map(async (from) => (await places.get(from)!.rows.row<string>(RELAY, from))?.data ?? START),
    );
    const lags = (await kafka.lag()).filter(({ consumer }) => consumer === name);
    for (const [at, from] of open.entries())
      if (lags.some(({ agency, behind }) => agency === from && behind === 0)) passed.set(from, relayed[at]!);
    if (passed.size < heard.length) await pause(REST_MS);
  }
  return passed;
}
