/** What is to be broken, and when: drawn from a seed before anything starts, so that a run can be repeated. */
import { chance, type Chance } from './chance.ts';

export type Harm =
  | { readonly kind: 'kill-service' | 'publish-again'; readonly whom: string }
  | { readonly kind: 'kill-database' | 'kill-broker' | 'poison' | 'newer-shape' | 'unreadable' }
  | { readonly kind: 'broker-stopped' | 'broker-away' | 'broker-full' | 'disk-full'; readonly ms: number };

/** A harm and its moment, in milliseconds from the beginning. */
export type Planned = Harm & { readonly at: number };

export interface PlanSpec {
  readonly seed: number;
  readonly rounds: number;
  /** Processes that may be killed, the gateway among them; at least three. */
  readonly services: readonly string[];
  /** Services whose batches are published again. */
  readonly speakers: readonly string[];
}

/** One round has every harm: 20 services, 5 databases and 5 brokers killed, the broker away for two minutes. */
export const ROUND_MS = 180_000;
const KILLS = 20;
const AWAY = { from: 51_000, ms: 120_000 };
/** When everybody else is up again: the database is to recover by itself, and people are to be told what is wrong. */
const DISK = { from: 152_000, ms: 8_000 };
const STOPPED = { from: 43_000, ms: 5_000 };
const BROKER_FULL = { from: 172_000, ms: 5_000 };

export function planFor({ seed, rounds, services, speakers }: PlanSpec): readonly Planned[] {
  const dice = chance(seed, 'plan');
  const order = cyclic(services, { dice, count: rounds * KILLS });
  const all = Array.from({ length: rounds }, (_, round) => {
    const mine = order.slice(round * KILLS, (round + 1) * KILLS);
    return [...kills(mine, dice), ...ofRound(speakers, dice)].map((each) => ({
      ...each,
      at: each.at + round * ROUND_MS,
    }));
  });
  return all.flat().toSorted((one, other) => one.at - other.at);
}

/** Everybody in turn, in a new order each time, and never the same twice in a row. */
function cyclic(services: readonly string[], { dice, count }: { dice: Chance; count: number }): string[] {
  const order: string[] = [];
  while (order.length < count) {
    const turn = dice.shuffled(services);
    if (turn[0] === order.at(-1)) turn.push(turn.shift()!);
    order.push(...turn);
  }
  return order.slice(0, count);
}

const kills = (order: readonly string[], dice: Chance): Planned[] =>
  order.map((whom, i) => ({ kind: 'kill-service', whom, at: 6_000 + i * 6_500 + dice.below(2_000) }));

function ofRound(speakers: readonly string[], dice: Chance): Planned[] {
  const about = (at: number): number => at + dice.below(2_000);
  const brokers = [4_000, 12_000, 20_000, 28_000, 36_000].map(
    (at) => ({ kind: 'kill-broker', at: about(at) }) as const,
  );
  const databases = [9_000, 33_000, 70_000, 100_000, 126_000];
  return [
    ...brokers,
    ...databases.map((at) => ({ kind: 'kill-database', at: about(at) }) as const),
    { kind: 'broker-stopped', ms: STOPPED.ms, at: STOPPED.from },
    { kind: 'broker-away', ms: AWAY.ms, at: AWAY.from },
    { kind: 'broker-full', ms: BROKER_FULL.ms, at: BROKER_FULL.from },
    { kind: 'disk-full', ms: DISK.ms, at: DISK.from },
    { kind: 'publish-again', whom: dice.pick(speakers), at: about(16_000) },
    { kind: 'publish-again', whom: dice.pick(speakers), at: about(30_000) },
    { kind: 'poison', at: about(14_000) },
    { kind: 'newer-shape', at: about(18_000) },
    { kind: 'unreadable', at: about(24_000) },
  ];
}

/** As a line of a report. */
export const named = (harm: Harm): string =>
  'whom' in harm ? `${harm.kind} ${harm.whom}` : 'ms' in harm ? `${harm.kind} ${harm.ms / 1000} s` : harm.kind;
