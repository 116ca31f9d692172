/** What an operator sees of a house at a glance (体检): what is behind, since when, and what waits for a person. */
import { PARKED, PLACE, RELAY, START, type EventStore, type Label, type Rows } from '@yimen/kernel';
import type { Agency } from './agency.ts';
import { DEADLINES } from './deadline-rows.ts';
import { isPosition, type Log } from './operate-logs.ts';

/** How far a house is behind somebody. */
export interface Behind {
  readonly agency: string;
  /** Whom it hears; itself for its own log, `bus` for what it has yet to publish. */
  readonly from: string;
  readonly count: number;
  /** There are more than were counted. */
  readonly more: boolean;
  /** When the oldest of them was written, where the log says so. */
  readonly since?: string | undefined;
  /** So many of them have been at a broker for more than a minute. */
  readonly late?: number;
  /** So many of them were deleted there before they were heard. */
  readonly lost?: number;
}

/** How far a house is behind a neighbour at a broker. */
export interface BehindAtBroker {
  readonly agency: string;
  readonly behind: number;
  readonly late: number;
  readonly lost: number;
}

export const atBroker = (name: string, { agency: from, behind: count, late, lost }: BehindAtBroker): Behind => ({
  ...{ agency: name, from, count, more: false, late, lost },
});

export interface Looking {
  readonly agency: Agency;
  readonly rows: Rows;
  /** The own log, and those of neighbours that can be read here. */
  readonly logs: readonly Log[];
  /** Whether what it says goes out by a broker. */
  readonly relays: boolean;
}

const COUNTED = 1000;

async function behind(follow: EventStore['follow'], place: string) {
  const { events } = await follow(place, COUNTED);
  return { count: events.length, more: events.length === COUNTED, since: events[0]?.meta.recordedAt };
}

const placeOf = async (rows: Rows, view: string, key: string): Promise<string> =>
  (await rows.row<string>(view, key))?.data ?? START;

/** Whoever has heard everything is among them with a count of zero. */
export async function behindOf({ agency: { name }, rows, logs, relays }: Looking): Promise<Behind[]> {
  const found: Behind[] = [];
  for (const { from, follow } of logs) {
    const place = await placeOf(rows, PLACE, from);
    if (place === START || isPosition(place)) found.push({ agency: name, from, ...(await behind(follow, place)) });
  }
  const own = logs.find(({ from }) => from === name);
  const relayed = await placeOf(rows, RELAY, name);
  if (own && (relays || relayed !== START))
    found.push({ agency: name, from: 'bus', ...(await behind(own.follow, relayed)) });
  return found;
}

/** Whether a house has published or heard anything by a broker; otherwise its neighbours' logs are all that counts. */
export async function isBehindBroker({ agency: { name, hears }, rows }: Omit<Looking, 'logs' | 'relays'>) {
  if (await rows.row(RELAY, name)) return true;
  const others = new Set(hears.map(({ agency }) => agency));
  const places = await Promise.all([...others].map((from) => placeOf(rows, PLACE, from)));
  return places.some((place) => place !== START && !isPosition(place));
}

export interface Health {
  readonly agency: string;
  readonly behind: readonly Behind[];
  readonly parked: number;
  /** Clocks that should have rung a minute ago. */
  readonly silentClocks: number;
  /** What is wrong, in words; empty when all is well. */
  readonly wrong: readonly Label[];
}

const LATE_MS = 60_000;

/** What is wrong with being so far behind, if anything is: what has waited for a minute, and what will never come. */
function lateWords({ zh, en }: Label, { agency, from, since, late, lost }: Behind, ago: string): Label | undefined {
  if (lost)
    return {
      zh: `${zh}未听取的 ${lost} 个 ${from} 事件已被 Kafka 删除，听取已停止，请运行 npm run ops -- rehear ${agency} ${from}`,
      en: `${en} has stopped hearing ${from}, as Kafka has deleted ${lost} events that it had not heard: npm run ops -- rehear ${agency} ${from}`,
    };
  if (late)
    return {
      zh: `${zh}有 ${late} 个 ${from} 事件超过一分钟未听取`,
      en: `${en} has not heard ${late} events of ${from} for more than a minute`,
    };
  if (!since || since >= ago) return undefined;
  return from === 'bus'
    ? { zh: `${zh}自 ${since} 起未发布`, en: `${en} has published nothing since ${since}` }
    : { zh: `${zh}自 ${since} 起未听取 ${from}`, en: `${en} has not heard ${from} since ${since}` };
}

/** Sound is whoever is at most a minute behind, has nothing parked and rings its clocks. */
export async function healthOf(
  { agency: { name, label }, rows }: Pick<Looking, 'agency' | 'rows'>,
  behindWhom: readonly Behind[],
  now: string,
): Promise<Health> {
  const ago = new Date(Date.parse(now) - LATE_MS).toISOString();
  const parked = await rows.count(PARKED);
  const silentClocks = await rows.count(DEADLINES, { where: { live: true, agency: name }, upTo: ago });
  const wrong = behindWhom.map((each) => lateWords(label, each, ago)).filter((words) => words !== undefined);
  if (parked > 0) wrong.push({ zh: `${label.zh}隔离了 ${parked} 个事件`, en: `${label.en} has parked ${parked}` });
  if (silentClocks > 0)
    wrong.push({
      zh: `${label.zh}有 ${silentClocks} 个时限到点未响`,
      en: `${label.en} has ${silentClocks} clocks that did not ring`,
    });
  return { agency: name, behind: behindWhom, parked, silentClocks, wrong };
}
