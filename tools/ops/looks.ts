/** What the operator sees at a glance: what is behind, since when, and what waits for a person. */
import {
  atBroker,
  behindOf,
  healthOf,
  isBehindBroker,
  waitingIn,
  type Behind,
  type Health,
  type Waiting,
} from '@yimen/casework';
import { Unavailable } from '@yimen/kernel';
import type { Place, Site } from './site.ts';

/** Why nobody knows how far neighbours are heard: their events come by a broker that nobody named, or that is away. */
export type Blind = 'unnamed' | 'away';

export interface Seen {
  /** Without those of the broker where `blind` says why. */
  readonly behind: readonly Behind[];
  readonly blind?: Blind | undefined;
}

/** Everybody who is behind anybody; whoever has heard everything counts zero. Fails while a broker is away. */
export async function lags(site: Site): Promise<readonly Behind[]> {
  const [own, others] = await Promise.all([lagsHere(site, Boolean(site.kafka)), lagsAtBroker(site)]);
  return [...own, ...others];
}

/** What can be seen now: a broker that is away hides nothing of what the databases say. */
export async function seen(site: Site): Promise<Seen> {
  const blind = await unnamed(site);
  const here = lagsHere(site, Boolean(site.kafka || blind));
  const others = lagsAtBroker(site).catch((error: unknown) => {
    if (error instanceof Unavailable) return undefined;
    throw error;
  });
  const [own, told] = await Promise.all([here, others]);
  return told ? { behind: [...own, ...told], blind } : { behind: own, blind: 'away' };
}

/** Whether events go by a broker here. Where that is must be said by whoever asks: the databases do not know it. */
export async function goesByBroker({ places }: Pick<Site, 'places'>): Promise<boolean> {
  return (await Promise.all([...places.values()].map(isBehindBroker))).includes(true);
}

export const unnamed = async (site: Site): Promise<'unnamed' | undefined> =>
  !site.kafka && (await goesByBroker(site)) ? 'unnamed' : undefined;

const lagsHere = async (site: Site, relays: boolean): Promise<readonly Behind[]> =>
  (await Promise.all([...site.places.values()].map((place) => lagsOf(site, place, relays)))).flat();

async function lagsOf(site: Site, { agency, rows, store }: Place, relays: boolean): Promise<Behind[]> {
  // With a broker the neighbours are heard by it, so only the own log is read.
  const logs = relays ? [{ from: agency.name, follow: store.follow }] : await site.logsOf(agency.name);
  return behindOf({ agency, rows, logs, relays });
}

async function lagsAtBroker({ kafka, places }: Site): Promise<Behind[]> {
  if (!kafka) return [];
  for (const { agency } of places.values())
    for (const { agency: from } of agency.hears) if (from !== agency.name) kafka.source(from, agency.name);
  return (await kafka.lag()).map((each) => atBroker(each.consumer, each));
}

export const parked = async ({ places }: Site): Promise<readonly Waiting[]> =>
  (await Promise.all([...places.values()].map(({ agency, rows }) => waitingIn(agency, rows)))).flat();

/** What names a parked event in the whole district: one and the same event may be parked in several houses. */
export const nameOf = ({ agency, id }: Waiting): string => `${agency}|${id}`;

export async function health(site: Site, { behind }: Seen): Promise<readonly Health[]> {
  const now = site.world.now();
  return Promise.all(
    [...site.places.values()].map((place) =>
      healthOf(
        place,
        behind.filter(({ agency }) => agency === place.agency.name),
        now,
      ),
    ),
  );
}
