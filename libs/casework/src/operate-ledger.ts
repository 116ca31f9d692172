/**
 * The hand-overs as the logs of both sides tell them (移交对账), without any view: offered = in transit + open + accepted +
 * returned + withdrawn. An answer to what was never offered, or two answers, is named.
 */
import type { EventStore, Recorded } from '@yimen/kernel';
import {
  HandOverAccepted,
  HandOverOffered,
  HandOverReceived,
  HandOverReturned,
  HandOverWithdrawn,
} from './handover-language.ts';
import { batchesOf } from './operate-logs.ts';

export interface Side {
  readonly agency: string;
  readonly follow: EventStore['follow'];
}

export interface Pair {
  readonly from: string;
  readonly to: string;
  readonly offered: number;
  readonly inTransit: number;
  readonly received: number;
  readonly accepted: number;
  readonly returned: number;
  readonly open: number;
  readonly withdrawn: number;
}

export interface Amiss {
  readonly handOver: string;
  readonly from: string;
  readonly to: string;
  readonly zh: string;
  readonly en: string;
}

interface Traced {
  readonly handOver: string;
  readonly from: string;
  readonly to: string;
  /** Names of events, each with the agency whose log holds it. */
  readonly said: string[];
}

const types = [HandOverOffered, HandOverReceived, HandOverAccepted, HandOverReturned, HandOverWithdrawn];
const named = new Set<string>(types.map(({ type }) => type));
async function trace({ agency, follow }: Side, traced: Map<string, Traced>): Promise<void> {
  for await (const { events } of batchesOf({ follow }))
    for (const { type, data } of events.filter((event) => named.has(event.type)) as Recorded<
      Record<string, string>
    >[]) {
      const { handOver = '', from = '', to = '' } = data;
      const key = `${handOver} ${from}`;
      const known = traced.get(key) ?? { handOver, from, to, said: [] };
      known.said.push(`${agency} ${type}`);
      traced.set(key, known);
    }
}

/** Balances every pair of those whose logs are here. */
export async function balance(sides: readonly Side[]): Promise<{ pairs: readonly Pair[]; amiss: readonly Amiss[] }> {
  const [first, second] = [new Map<string, Traced>(), new Map<string, Traced>()];
  for (const side of sides) await trace(side, first);
  for (const side of sides) await trace(side, second);
  // Both sides speak while they are read; whatever the first reading knows, the second knows whole.
  const here = new Set(sides.map(({ agency }) => agency));
  const traced = [...second].filter(([id, { from, to }]) => first.has(id) && here.has(from) && here.has(to));
  const pairs = new Map<string, Pair>();
  for (const [, each] of traced) {
    const key = `${each.from}|${each.to}`;
    pairs.set(key, added(pairs.get(key), each));
  }
  const sorted = [...pairs].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, pair]) => pair);
  return { pairs: sorted, amiss: traced.flatMap(([, each]) => wrongs(each)) };
}

function added(pair: Pair | undefined, { from, to, said }: Traced): Pair {
  const has = (side: string, { type }: { type: string }) => said.includes(`${side} ${type}`);
  const [offered, received] = [has(from, HandOverOffered), has(to, HandOverReceived)];
  const [accepted, returned] = [has(to, HandOverAccepted), has(to, HandOverReturned)];
  const withdrawn = has(from, HandOverWithdrawn);
  const answered = accepted || returned;
  const count = (what: keyof Omit<Pair, 'from' | 'to'>, holds: boolean) => (pair?.[what] ?? 0) + (holds ? 1 : 0);
  return {
    ...{ from, to },
    offered: count('offered', offered),
    inTransit: count('inTransit', offered && !received && !withdrawn),
    received: count('received', received),
    accepted: count('accepted', accepted),
    returned: count('returned', returned),
    open: count('open', received && !answered && !withdrawn),
    withdrawn: count('withdrawn', withdrawn && !answered),
  };
}

function wrongs({ handOver, from, to, said }: Traced): Amiss[] {
  const has = (side: string, { type }: { type: string }) => said.includes(`${side} ${type}`);
  const answers = [HandOverAccepted, HandOverReturned].filter((type) => has(to, type));
  const twice = said.filter((each, at) => said.indexOf(each) !== at);
  const told: readonly (readonly [boolean, string, string])[] = [
    [!has(from, HandOverOffered), `${from} 的日志中没有发出`, `the log of ${from} holds no offer`],
    [answers.length > 0 && !has(to, HandOverReceived), `${to} 未收到却有答复`, `${to} answered what it never received`],
    [answers.length > 1, `${to} 既签收又退回`, `${to} both accepted and returned it`],
    [twice.length > 0, `重复：${twice.join('、')}`, `said twice: ${twice.join(', ')}`],
  ];
  return told.flatMap(([holds, zh, en]) => (holds ? [{ handOver, from, to, zh, en }] : []));
}
