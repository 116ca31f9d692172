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

/** A quiet machine needs a tenth of it. */
const PATIENCE_MS = 60_000;
/** A busy machine is no failure: nobody needs so many times what a killed service needs as a rule in the same run. */
const OUTLIER = 5;

/** From the moment of the kill to the first answer of whoever was killed; for the rest, of anybody. */
const IS_LIMITED: Readonly<Record<Planned['kind'], boolean>> = {
  'kill-service': true,
  'kill-database': true,
  'kill-broker': true,
  'broker-stopped': true,
  'broker-away': true,
  'broker-full': true,
  'disk-full': true,
  'publish-again': false,
  poison: false,
  'newer-shape': false,
  unreadable: false,
};

export function recoveries({ done, load }: Recovering): readonly Verdict[] {
  const kinds = Map.groupBy(done, ({ harm }) => harm.kind);
  const usual = median(tookAll(kinds.get('kill-service') ?? [], load).filter((ms) => ms !== undefined));
  const limit = Math.max(PATIENCE_MS, OUTLIER * usual);
  return [...[...kinds].map(([kind, all]) => recovery(kind, all, { ...load, limit })), words({ done, load })];
}

const isDone = ({ not }: Done): boolean => not === undefined;

const isOfBroker = (kind: Planned['kind']): boolean => kind.includes('broker');

/** Until the next answer, or from a broker's return until somebody heard a neighbour; nothing where that never came. */
const tookAll = (all: readonly Done[], { answers }: Recovering['load']) =>
  all
    .filter(isDone)
    .map(({ harm, at, until, heard }) =>
      isOfBroker(harm.kind) ? heard && heard - until : firstAfter(answers, at, agencyOf(harm)),
    );

const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[(all.length - 1) >> 1] ?? 0;

/** What is said where it never came, where it came late, and where it came. */
const BY_ANSWER = ['never answered again', 'until the next answer', 'next answer'] as const;
const BY_BROKER = ['nothing was heard again', 'until something was heard', 'neighbours heard'] as const;

type Within = Recovering['load'] & { readonly limit: number };

function recovery(kind: Planned['kind'], all: readonly Done[], load: Within): Verdict {
  const { answers, limit } = load;
  const hit = all.filter(isDone);
  const undone = all.filter(({ not }) => not !== undefined).map(({ not }) => not);
  const notes = undone.length > 0 ? `, ${undone.length} not: ${[...new Set(undone)].join('; ')}` : '';
  if (!IS_LIMITED[kind]) return { name: kind, figure: `${hit.length} done${notes}`, complaints: [] };
  const took = tookAll(all, load);
  const known = took.filter((ms) => ms !== undefined);
  const longest = Math.max(0, ...known);
  const text = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const [never, until, next] = isOfBroker(kind) ? BY_BROKER : BY_ANSWER;
  const complaints = took.flatMap((ms, i) =>
    ms === undefined || ms > limit
      ? [`at ${text(hit[i]!.at)}: ${ms === undefined ? never : `${text(ms)} ${until}`}`]
      : [],
  );
  const others = hit.map((done, i) => meanwhile(answers, done, took[i]));
  const whose = isOfBroker(kind) ? 'answers' : 'answers of others';
  const beside = others.some((count) => count > 0) ? `, ${sum(others)} ${whose} meanwhile` : '';
  if (kind === 'broker-away')
    for (const [i, { at }] of hit.entries())
      if (others[i] === 0) complaints.push(`at ${text(at)}: no command was answered while the broker was away`);
  const figure = `${hit.length} done, ${next} after ${text(median(known))}, at most ${text(longest)}${beside}${notes}`;
  return { name: kind, figure, complaints };
}

const sum = (counts: readonly number[]): number => counts.reduce((total, each) => total + each, 0);

/** What other agencies answered while one was away, and what anybody did while the broker was. */
function meanwhile(answers: readonly Answered[], { harm, at, until }: Done, took = 0): number {
  const but = agencyOf(harm);
  const to = isOfBroker(harm.kind) ? until : but ? at + took : at;
  return answers.filter(({ agency, began, ended }) => agency !== but && began >= at && ended < to).length;
}

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
