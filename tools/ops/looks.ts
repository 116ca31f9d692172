/** What the operator sees at a glance: what is behind, since when, and what waits for a person. */
import { DEADLINES, isPosition, parkedIn, type ParkedInWords } from '@yimen/casework';
import { PLACE, RELAY, START, type EventStore, type Rows } from '@yimen/kernel';
import type { Place, Site } from './site.ts';

/** How far somebody is behind. */
export interface Behind {
  readonly agency: string;
  /** Whom it hears; itself for its own log, `bus` for what it has yet to publish. */
  readonly from: string;
  readonly count: number;
  /** There are more than were counted. */
  readonly more: boolean;
  /** When the oldest of them was written, where the log says so. */
  readonly since?: string | undefined;
}

const COUNTED = 1000;

async function behind(follow: EventStore['follow'], place: string) {
  const { events } = await follow(place, COUNTED);
  return { count: events.length, more: events.length === COUNTED, since: events[0]?.meta.recordedAt };
}

const placeOf = async (rows: Rows, view: string, key: string): Promise<string> =>
  (await rows.row<string>(view, key))?.data ?? START;

/** Everybody who is behind anybody; whoever has heard everything is there with a count of zero. */
export async function lags(site: Site): Promise<readonly Behind[]> {
  const found = await Promise.all([...site.places.values()].map((place) => lagsOf(site, place)));
  return [...found.flat(), ...(await brokerLags(site))];
}

async function lagsOf(site: Site, { agency, rows, store }: Place): Promise<Behind[]> {
  const { name } = agency;
  const found: Behind[] = [];
  for (const { from, follow } of await logsToRead(site, name)) {
    const place = await placeOf(rows, PLACE, from);
    if (place === START || isPosition(place)) found.push({ agency: name, from, ...(await behind(follow, place)) });
  }
  const relayed = await placeOf(rows, RELAY, name);
  if (site.kafka || relayed !== START)
    found.push({ agency: name, from: 'bus', ...(await behind(store.follow, relayed)) });
  return found;
}

/** With a broker the neighbours are heard by it, so only the own log is read. */
async function logsToRead(site: Site, name: string) {
  if (!site.kafka) return site.logsOf(name);
  return [{ from: name, follow: site.places.get(name)!.store.follow }];
}

async function brokerLags({ kafka, places }: Site): Promise<Behind[]> {
  if (!kafka) return [];
  for (const { agency } of places.values())
    for (const { agency: from } of agency.hears) if (from !== agency.name) kafka.source(from, agency.name);
  const said = await kafka.lag();
  return said.map(({ agency, consumer, behind: count }) => ({ agency: consumer, from: agency, count, more: false }));
}

export const parked = async ({ places }: Site): Promise<readonly ParkedInWords[]> =>
  (await Promise.all([...places.values()].map(({ agency, rows }) => parkedIn(agency, rows)))).flat();

/** Clocks that should have rung a minute ago. */
async function silentClocks({ agency, rows }: Place, now: string): Promise<number> {
  const late = new Date(Date.parse(now) - 60_000).toISOString();
  return rows.count(DEADLINES, { where: { live: true, agency: agency.name }, upTo: late });
}

export interface Health {
  readonly agency: string;
  readonly behind: readonly Behind[];
  readonly parked: number;
  readonly silentClocks: number;
  /** What is wrong, in words; empty when all is well. */
  readonly wrong: readonly string[];
}

const LATE_MS = 60_000;

/** Sound is whoever is at most a minute behind, has nothing parked and rings its clocks. */
export async function health(site: Site): Promise<readonly Health[]> {
  const [all, waiting, now] = [await lags(site), await parked(site), site.world.now()];
  return Promise.all(
    [...site.places.values()].map(async (place) => {
      const { name } = place.agency;
      const own = all.filter(({ agency }) => agency === name);
      const count = waiting.filter(({ agency }) => agency === name).length;
      const silent = await silentClocks(place, now);
      const late = own.filter(({ since }) => since && Date.parse(now) - Date.parse(since) > LATE_MS);
      const wrong = [
        ...late.map(({ from, since }) =>
          from === 'bus'
            ? `${name} 自 ${since} 起未发布 has published nothing since ${since}`
            : `${name} 自 ${since} 起未听取 ${from} has not heard ${from} since ${since}`,
        ),
        ...(count > 0 ? [`${name} 隔离了 ${count} 个事件 has parked ${count}`] : []),
        ...(silent > 0 ? [`${name} 有 ${silent} 个时限到点未响 has ${silent} clocks that did not ring`] : []),
      ];
      return { agency: name, behind: own, parked: count, silentClocks: silent, wrong };
    }),
  );
}
