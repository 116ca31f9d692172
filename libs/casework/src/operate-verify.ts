/**
 * Verifies a house (校验): folds its views anew and compares every row, and looks whether log, places and what was heard
 * can all be true together. A live house moves meanwhile, so a difference counts only if it is still there when all was
 * folded once more.
 */
import { HEARD, PLACE, RELAY, START, type EventStore, type Label, type Rows, type View } from '@yimen/kernel';
import type { Agency } from './agency.ts';
import { covering, isPosition, leftOut, retold, type Log } from './operate-logs.ts';
import { listenerOf, typesOf } from './operate-rebuild.ts';
import { differences, foldedRows, pages, type Difference } from './operate-rows.ts';

export interface Verifying {
  readonly agency: Agency;
  readonly store: EventStore;
  readonly rows: Rows;
  readonly logs: readonly Log[];
}

/** What is not as it should be: where, and in words. */
export interface Finding {
  readonly agency: string;
  /** `view <name>`, `log`, `topic`, `relay`, `place <agency>` or `heard <agency>`. */
  readonly where: string;
  /** A row's key, a stream or a position. */
  readonly what: string;
  readonly zh: string;
  readonly en: string;
}

const ROUNDS = 3;
const NAMED = 20;

export async function verifyView(verifying: Verifying, view: View): Promise<readonly Finding[]> {
  let left: ReadonlyMap<string, Difference> | undefined;
  for (let round = 0; round < ROUNDS && left?.size !== 0; round += 1) {
    const before = left;
    const found = await differing(verifying, view);
    left = new Map([...found].filter(([key, { kind }]) => !before || before.get(key)?.kind === kind));
  }
  const { tell, all } = telling({ agency: verifying.agency.name, where: `view ${view.name}` });
  for (const each of left?.values() ?? []) tell(each.key, wordsOf(each));
  return all();
}

/** What is found in one place: the first are named and the rest is counted, for a log may be wrong in each event. */
export function telling(about: Pick<Finding, 'agency' | 'where'>) {
  const named: Finding[] = [];
  let rest = 0;
  return {
    tell(what: string, words: Label): void {
      if (named.length < NAMED) named.push({ ...about, what, ...words });
      else rest += 1;
    },
    all(): readonly Finding[] {
      const more = { zh: `另有 ${rest} 处不符`, en: `${rest} more do not agree` };
      return rest === 0 ? named : [...named, { ...about, what: '…', ...more }];
    },
  };
}

async function differing({ rows, logs }: Verifying, view: View): Promise<Map<string, Difference>> {
  const cover = await covering(rows, logs);
  const out = await leftOut(rows, listenerOf(view));
  const folded = foldedRows();
  for await (const told of retold(logs, typesOf(view)))
    for (const { event } of (await cover(told)).had) if (!out.has(event.id)) folded.fold(view, event);
  const found = new Map<string, Difference>();
  for await (const each of differences(folded, rows, view.name)) found.set(each.key, each);
  return found;
}

function wordsOf({ kind, fields }: Difference): Label {
  const words = {
    missing: { zh: '缺少这一行', en: 'the row is missing' },
    extra: { zh: '多出这一行，日志中没有依据', en: 'the row is there, and nothing in the logs says so' },
    changed: { zh: `与日志不符的字段：${fields.join('、')}`, en: `differs from the logs in ${fields.join(', ')}` },
  };
  return words[kind];
}

interface Streams {
  /** How many events each stream has. */
  readonly versions: ReadonlyMap<string, number>;
  readonly positions: ReadonlySet<string>;
  readonly last: string;
}

const LIMIT = 1000;

/** Reads a whole log; a gap or a repetition in a stream, or an id that stands twice, is found on the way. */
async function read(agency: string, { follow }: Pick<EventStore, 'follow'>, findings: Finding[]): Promise<Streams> {
  const versions = new Map<string, number>();
  const [positions, ids] = [new Set<string>(), new Set<string>()];
  const tell = (what: string, zh: string, en: string) => findings.push({ agency, where: 'log', what, zh, en });
  let last = START;
  for (;;) {
    const { events, position } = await follow(last, LIMIT);
    for (const { stream, version, id, position: at } of events) {
      const expected = (versions.get(stream) ?? 0) + 1;
      if (version !== expected)
        tell(`${stream}/${version}`, `应为第 ${expected} 个事件，其间的已不在`, `event ${expected} is not there`);
      if (ids.has(id)) tell(`${stream}/${version}`, `事件编号 ${id} 出现两次`, `its id ${id} stands twice`);
      versions.set(stream, Math.max(version, versions.get(stream) ?? 0));
      ids.add(id);
      positions.add(at);
    }
    last = position;
    if (events.length === 0) return { versions, positions, last };
  }
}

/** The own log against itself, against what was published, and against what was heard of it. */
export async function verifyLog(verifying: Verifying): Promise<Finding[]> {
  const { agency, store, rows, logs } = verifying;
  const findings: Finding[] = [];
  // Places are read before the logs: whatever they name must be there.
  const relayed = (await rows.row<string>(RELAY, agency.name))?.data ?? START;
  const places = new Map(await Promise.all(logs.map(async ({ from }) => [from, await placeOf(rows, from)] as const)));
  const heard = await heardIn(rows);
  const own = await read(agency.name, store, findings);
  if (relayed !== START && !own.positions.has(relayed))
    findings.push({
      ...{ agency: agency.name, where: 'relay', what: relayed },
      zh: '发布位置不是日志中的事件：日志被截断，或位置被改动',
      en: 'what was published last is no event of the log: the log was cut, or the place was changed',
    });
  for (const { from, follow } of logs) {
    const log = from === agency.name ? own : await read(from, { follow }, []);
    findings.push(...verifyHeard({ agency: agency.name, from, log, place: places.get(from) ?? START, heard }));
  }
  return findings;
}

const placeOf = async (rows: Rows, from: string): Promise<string> =>
  (await rows.row<string>(PLACE, from))?.data ?? START;

async function heardIn(rows: Rows): Promise<ReadonlyMap<string, number>> {
  const heard = new Map<string, number>();
  for await (const page of pages(rows, HEARD)) for (const { key, data } of page) heard.set(key, data as number);
  return heard;
}

interface HeardOf {
  readonly agency: string;
  readonly from: string;
  readonly log: Streams;
  readonly place: string;
  readonly heard: ReadonlyMap<string, number>;
}

/** Nobody can have heard more than was said. */
function verifyHeard({ agency, from, log, place, heard }: HeardOf): Finding[] {
  const findings: Finding[] = [];
  if (isPosition(place) && place > log.last)
    findings.push({
      ...{ agency, where: `place ${from}`, what: place },
      zh: `已听到的位置超过 ${from} 日志的末尾：对方日志被截断，或位置被改动`,
      en: `it has listened beyond the end of the log of ${from}: that log was cut, or the place was changed`,
    });
  for (const [key, version] of heard) {
    const stream = key.startsWith(`${from}|`) ? key.slice(from.length + 1) : undefined;
    if (stream === undefined || version <= (log.versions.get(stream) ?? 0)) continue;
    findings.push({
      ...{ agency, where: `heard ${from}`, what: stream },
      zh: `已听到第 ${version} 个事件，而日志中只有 ${log.versions.get(stream) ?? 0} 个`,
      en: `event ${version} was heard, and the log has ${log.versions.get(stream) ?? 0}`,
    });
  }
  return findings;
}
