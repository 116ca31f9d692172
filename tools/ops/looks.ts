/** What the operator sees at a glance: what is behind, since when, and what waits for a person. */
import { atBroker, behindOf, healthOf, waitingIn, type Behind, type Health, type Waiting } from '@yimen/casework';
import type { Place, Site } from './site.ts';

/** Everybody who is behind anybody; whoever has heard everything is there with a count of zero. */
export async function lags(site: Site): Promise<readonly Behind[]> {
  const found = await Promise.all([...site.places.values()].map((place) => lagsOf(site, place)));
  return [...found.flat(), ...(await brokerLags(site))];
}

async function lagsOf(site: Site, { agency, rows, store }: Place): Promise<Behind[]> {
  // With a broker the neighbours are heard by it, so only the own log is read.
  const logs = site.kafka ? [{ from: agency.name, follow: store.follow }] : await site.logsOf(agency.name);
  return behindOf({ agency, rows, logs, relays: Boolean(site.kafka) });
}

async function brokerLags({ kafka, places }: Site): Promise<Behind[]> {
  if (!kafka) return [];
  for (const { agency } of places.values())
    for (const { agency: from } of agency.hears) if (from !== agency.name) kafka.source(from, agency.name);
  return (await kafka.lag()).map((each) => atBroker(each.consumer, each));
}

export const parked = async ({ places }: Site): Promise<readonly Waiting[]> =>
  (await Promise.all([...places.values()].map(({ agency, rows }) => waitingIn(agency, rows)))).flat();

/** What names a parked event in the whole district: one and the same event may be parked in several houses. */
export const nameOf = ({ agency, id }: Waiting): string => `${agency}|${id}`;

export async function health(site: Site): Promise<readonly Health[]> {
  const [all, now] = [await lags(site), site.world.now()];
  return Promise.all(
    [...site.places.values()].map((place) =>
      healthOf(
        place,
        all.filter(({ agency }) => agency === place.agency.name),
        now,
      ),
    ),
  );
}
