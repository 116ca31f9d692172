/** What was broken and how long it took until somebody's command was acknowledged again; and what people were told. */
import type { Verdict } from '../check/verdict.ts';
import type { Done } from './harm.ts';
import { firstAfter, type Answered } from './history.ts';
import type { Load } from './load.ts';
import { workplaces } from './matters.ts';
import type { Planned } from './plan.ts';

export interface Recovering {
  readonly done: readonly Done[];
  readonly load: Pick<Load, 'answers' | 'excuses'>;
}

/** A busy machine is no failure; a quiet one needs a tenth of it. */
const PATIENCE_MS = 60_000;

/** From the moment of the kill to the first answer of whoever was killed; for the rest, of anybody. */
const LIMITS_MS: Readonly<Record<Planned['kind'], number | undefined>> = {
  'kill-service': PATIENCE_MS,
  'kill-database': PATIENCE_MS,
  'kill-broker': PATIENCE_MS,
  'broker-stopped': PATIENCE_MS,
  'broker-away': PATIENCE_MS,
  'disk-full': PATIENCE_MS,
  'publish-again': undefined,
  poison: undefined,
  'newer-shape': undefined,
  unreadable: undefined,
};

export function recoveries({ done, load }: Recovering): readonly Verdict[] {
  const kinds = Map.groupBy(done, ({ harm }) => harm.kind);
  return [...[...kinds].map(([kind, all]) => recovery(kind, all, load)), words({ done, load })];
}

function recovery(kind: Planned['kind'], all: readonly Done[], { answers }: Recovering['load']): Verdict {
  const hit = all.filter(({ not }) => not === undefined);
  const undone = all.filter(({ not }) => not !== undefined).map(({ not }) => not);
  const limit = LIMITS_MS[kind];
  const notes = undone.length > 0 ? `, ${undone.length} not: ${[...new Set(undone)].join('; ')}` : '';
  if (limit === undefined) return { name: kind, figure: `${hit.length} done${notes}`, complaints: [] };
  const took = hit.map(({ harm, at }) => firstAfter(answers, at, agencyOf(harm)));
  const known = took.filter((ms) => ms !== undefined).toSorted((a, b) => a - b);
  const [median = 0, longest = 0] = [known[known.length >> 1], known.at(-1)];
  const text = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const complaints = took.flatMap((ms, i) =>
    ms === undefined || ms > limit
      ? [`at ${text(hit[i]!.at)}: ${ms === undefined ? 'never answered again' : `${text(ms)} until the next answer`}`]
      : [],
  );
  const others = hit.map(({ harm, at }, i) =>
    meanwhile(answers, { from: at, to: at + (took[i] ?? 0), but: agencyOf(harm) }),
  );
  const beside = others.some((count) => count > 0) ? `, ${sum(others)} answers of others meanwhile` : '';
  const figure = `${hit.length} done, next answer after ${text(median)}, at most ${text(longest)}${beside}${notes}`;
  return { name: kind, figure, complaints };
}

const sum = (counts: readonly number[]): number => counts.reduce((total, each) => total + each, 0);

interface Outage {
  readonly from: number;
  readonly to: number;
  readonly but: string | undefined;
}

/** What other agencies answered while one was away. */
const meanwhile = (answers: readonly Answered[], { from, to, but }: Outage): number =>
  but ? answers.filter(({ agency, ended }) => agency !== but && ended > from && ended < to).length : 0;

/** The agency whose answers count; the gateway and the shared parts concern everybody. */
const agencyOf = (harm: Planned): string | undefined =>
  harm.kind === 'kill-service' && workplaces.includes(harm.whom) ? harm.whom : undefined;

const CLEAR = /磁盘已满.*disk of the database is full/;

/** While the disk was full people were told so, in Chinese and English, by a service that goes on. */
function words({ done, load: { excuses } }: Recovering): Verdict {
  const full = done.filter(({ harm, not }) => harm.kind === 'disk-full' && not === undefined);
  const told = [...excuses].filter(([, { moments }]) =>
    full.some(({ at, until }) => moments.some((moment) => moment > at && moment < until)),
  );
  const complaints =
    full.length > 0 && !told.some(([text]) => CLEAR.test(text))
      ? [`nobody was told what is wrong, but: ${told.map(([text]) => text).join(' / ')}`]
      : [];
  const count = sum([...excuses.values()].map((each) => each.count));
  return { name: 'told without an answer', figure: `${count} times, in ${excuses.size} ways`, complaints };
}
