/** Every agency in one process, over one storage: for newcomers, small counties, demonstrations and stories. */
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { demonstrationClock, embeddedBus, openStorage, worldOf, type Clock, type Storage } from '@yimen/adapters';
import { checkLanguages } from '@yimen/casework';
import { serve, type Served } from '@yimen/edge';
import { countByLaw } from '@yimen/law';
import { developmentIssuer, log, providerVerifier, type Identity } from '@yimen/process';
import { besideOf, openGateway, providerAt } from '@yimen/gateway';
import { desks } from './desks.ts';
import { personas } from './personas.ts';
import { clockMoves } from './clock-moves.ts';
import { settling, type Settling } from './settling.ts';

export { agencyOf, digestOf, doorSdl, graphFields, openGateway, supergraphOf } from '@yimen/gateway';

const CONSOLE = fileURLToPath(new URL('../../console/dist', import.meta.url));

export interface HallSpec {
  readonly port?: number;
  /** Where the data lives; in memory if left out. */
  readonly dataDir?: string;
  readonly databaseUrl?: string | undefined;
  readonly agencyTimeout?: number;
  /** Which engine runs the graph. */
  readonly engine?: Parameters<typeof openGateway>[0]['engine'];
  readonly clock?: Clock;
  /** Through whom people sign in, instead of as personas. */
  readonly provider?: Provided | undefined;
}

type Provided = Parameters<typeof providerAt>[0] & { readonly jwks: string };

export interface Hall {
  readonly url: string;
  readonly clock: Clock;
  readonly services: ReadonlyMap<string, Served>;
  readonly storage: Storage;
  /** Waits until everything that was said has been heard and every due clock has rung. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export async function openHall(spec: HallSpec = {}): Promise<Hall> {
  checkLanguages(desks.map(({ agency }) => agency.speaks));
  const clock = spec.clock ?? demonstrationClock();
  const { dataDir, databaseUrl } = spec;
  const storage = await openStorage(dataDir || databaseUrl ? { dataDir, databaseUrl } : { memory: true });
  const identity = { ...(await believed(spec.provider)), secret: randomUUID() };
  const calm = settling();
  const services = await open(storage, { identity, clock, calm });
  const settled = () => calm.settle([...services.values()].map(({ house }) => house));
  const subgraphs = [...services.values()].map(({ name, url, sdl }) => ({ name, url, sdl }));
  const besides = besideOf({
    identity,
    personas: spec.provider ? [] : personas,
    provider: spec.provider && providerAt(spec.provider, (line) => log.warn(line)),
    clock,
    subgraphs: () => subgraphs,
    files: [{ under: '/files', url: services.get('people')!.url }],
    consoleDir: CONSOLE,
  });
  const gateway = await openGateway({
    port: spec.port ?? 0,
    introspection: true,
    timeout: spec.agencyTimeout,
    engine: spec.engine,
    subgraphs,
    live: identity,
    routes: (app) => (clockMoves(app, clock, settled), besides(app)),
  }).catch(async (error: unknown) => {
    await end(services, storage);
    throw error;
  });
  return {
    url: gateway.url,
    clock,
    services,
    storage,
    settled,
    close: () => gateway.close().then(() => end(services, storage)),
  };
}

async function believed(provider: Provided | undefined): Promise<Identity> {
  if (provider) return { verify: providerVerifier(provider.issuer, provider.jwks) };
  const issuer = await developmentIssuer();
  return { issuer, verify: issuer.verify };
}

async function end(services: ReadonlyMap<string, Served>, storage: Storage): Promise<void> {
  await Promise.all([...services.values()].map((service) => service.close()));
  await storage.close();
}

type Means = { identity: Identity; clock: Clock; calm: Settling };

async function open(
  storage: Storage,
  { identity: { verify, secret }, clock, calm }: Means,
): Promise<ReadonlyMap<string, Served>> {
  const stores = new Map(
    await Promise.all(
      desks.map(async ({ agency: { name } }) => {
        const { store, rows } = await storage.of(name);
        return [name, { store: calm.watched(name, store), rows }] as const;
      }),
    ),
  );
  const spoken = new Map(
    desks.map(({ agency }) => [agency.name, new Set(agency.speaks.events.map(({ type }) => type))]),
  );
  const bus = embeddedBus((agency) => {
    const kept = stores.get(agency);
    return kept && { store: kept.store, speaks: (type) => spoken.get(agency)?.has(type) ?? false };
  });
  const served = await Promise.all(
    desks.map((desk) => {
      const { store, rows } = stores.get(desk.agency.name)!;
      return serve(desk, { store, rows, bus, world: worldOf(clock), count: countByLaw }, { verify, secret });
    }),
  );
  return new Map(served.map((service) => [service.name, service]));
}
