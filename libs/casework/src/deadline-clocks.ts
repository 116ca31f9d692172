/** The clocks of one procedure: what an act makes of them, what they say when their time has come, how they recount. */
import {
  answers,
  command,
  on,
  refusal,
  legalDay,
  type Act,
  type Clock,
  type Decider,
  type Look,
  type Messages,
  type Meta,
  type On,
  type Recorded,
} from '@yimen/kernel';
import { z } from 'zod';
import {
  act,
  actKinds,
  DeadlineApproaching,
  DeadlineBreached,
  DeadlineEnded,
  deadlineEvents,
  DeadlineLapsed,
  DeadlineMoved,
  DeadlineStarted,
  isOwed,
  type ClockAct,
  type Count,
  type DeadlineData,
  type Ticking,
} from './deadline.ts';
import { noticesOf, orNone, type Notices } from './deadline-notices.ts';
import { recount } from './deadline-recounted.ts';

const touchInput = z.object({
  caseId: z.uuid().optional(),
  rule: z.string(),
  key: z.string().optional(),
  act,
  length: z.int().optional(),
  dueOn: z.iso.date().optional(),
});
const slotInput = z.object({ rule: z.string(), key: z.string() });

export const TouchClock = command({
  name: 'TouchClock',
  zh: '记录时限',
  en: 'Touch a clock',
  by: [],
  input: touchInput,
});
/** For all clocks of the procedure that ring at the same moment. */
export const RingClock = command({
  name: 'RingClock',
  zh: '时限提醒',
  en: 'Ring a clock',
  by: [],
  input: z.object({ slots: z.array(slotInput).min(1), now: z.string() }),
});
export const RecountClock = command({
  name: 'RecountClock',
  zh: '重新计算时限',
  en: 'Recount a clock',
  by: [],
  input: slotInput,
});
const commands = [TouchClock, RingClock, RecountClock] as const;

type Clocks = Readonly<Record<string, Ticking>>;
type Said = Messages<typeof deadlineEvents>;

const nothingRuns = refusal('already-quiet', { zh: '没有运行中的时限', en: 'No clock is running' });
const live = (status: string): boolean => status === 'running' || status === 'paused';
const passed = (status: string): boolean => status === 'breached' || status === 'lapsed';
const slotOf = ({ rule, key }: { rule: string; key: string }): string => `${rule}/${key}`;

function keep(state: Clocks, now: DeadlineData): Clocks {
  const before = state[slotOf(now)];
  const acts = [...(before?.acts ?? []), ...(now.act ? [now.act] : [])];
  return { ...state, [slotOf(now)]: { acts, last: now, ended: false, rung: before?.rung ?? '' } };
}

function begin(state: Clocks, now: DeadlineData): Clocks {
  const { [slotOf(now)]: _, ...others } = state;
  return keep(others, now);
}

function end(state: Clocks, now: DeadlineData): Clocks {
  const kept = keep(state, now);
  return { ...kept, [slotOf(now)]: { ...kept[slotOf(now)]!, ended: true } };
}

function speak(state: Clocks, now: DeadlineData, { occurredAt }: Meta): Clocks {
  const kept = keep(state, now);
  return { ...kept, [slotOf(now)]: { ...kept[slotOf(now)]!, rung: occurredAt } };
}

/** Passes the alarms that are due; after the last one the day has passed. */
function ring(last: DeadlineData | undefined, now: string): Said[] {
  if (!last || last.status !== 'running' || (last.alarms[0] ?? now) > now) return [];
  const alarms = last.alarms.filter((alarm) => alarm > now);
  const rung = { ...last, alarms, act: undefined };
  if (alarms.length > 0) return [DeadlineApproaching(rung)];
  if (!isOwed(last)) return [DeadlineLapsed({ ...rung, status: 'lapsed' })];
  return [DeadlineBreached({ ...rung, status: 'breached' })];
}

/**
 * All clocks of one procedure are one stream, so that an event may touch several at once. Its id is
 * `<procedure>/<the procedure's id>`.
 */
export const clocksOf = (agency: string, count: Count) =>
  ({
    name: `${agency}.clocks`,
    label: { zh: '时限', en: 'Deadlines' },
    commands,
    events: deadlineEvents,
    initial: {} as Clocks,
    facts: {
      TouchClock: (_: unknown, look: Look) => noticesOf(look),
      RecountClock: (_: unknown, look: Look) => noticesOf(look),
    },
    decide: {
      TouchClock({ data: asked, id, facts }, state) {
        const { kind } = asked.act;
        const slots = kind === 'start' ? [`${asked.rule}/${asked.key ?? ''}`] : matching(state, asked.rule, asked.key);
        return slots.flatMap((slot) => touch({ state, slot, asked, id, count, notices: orNone(facts) }));
      },
      RingClock({ data: { slots, now } }, state) {
        const said = slots.flatMap((slot) => ring(state[slotOf(slot)]?.last, now));
        return said.length > 0 ? said : nothingRuns;
      },
      RecountClock: ({ data: slot, at, facts }, state) => recount(state[slotOf(slot)], { count, at, notices: facts }),
    },
    evolve: {
      DeadlineStarted: begin,
      DeadlineMoved: keep,
      DeadlineEnded: end,
      DeadlineApproaching: speak,
      DeadlineBreached: speak,
      DeadlineLapsed: speak,
    },
    show: () => undefined,
  }) satisfies Decider<Messages<typeof commands>, Clocks, Said>;

const matching = (state: Clocks, rule: string, key: string | undefined): string[] =>
  Object.keys(state).filter((slot) => (key === undefined ? slot.startsWith(`${rule}/`) : slot === `${rule}/${key}`));

interface Touched {
  state: Clocks;
  slot: string;
  asked: z.output<typeof touchInput>;
  id: string;
  count: Count;
  notices: Notices;
}

function touch({ state, slot, asked, id, count, notices }: Touched): Said[] {
  const before = state[slot];
  const { kind } = asked.act;
  if (kind === 'start' && before && live(before.last.status)) return [];
  if (kind !== 'start' && (!before || (!live(before.last.status) && !late(before, asked.act)))) return [];
  const isNew = kind === 'start';
  const act = isNew ? asked.act : inOrder(before, asked.act);
  const acts = [...(isNew ? [] : (before?.acts ?? [])), act];
  const length = asked.length ?? (isNew ? undefined : before?.last.length);
  const dueOn = asked.dueOn ?? (isNew ? undefined : before?.last.dueOn);
  const [procedure = '', procedureId = ''] = id.split('/');
  const [rule = '', key = ''] = slot.split('/');
  const counted = count({ rule, acts, length, dueOn, notices: notices.heard });
  const recounted = isNew || kind === 'restart' ? [] : (before?.last.recounted ?? []);
  const explain = [...counted.explain, ...recounted];
  const whole = { ...counted, procedure, procedureId, rule, key, act, length, dueOn, explain, recounted };
  const now = { ...whole, edition: notices.edition };
  if (isNew) return [DeadlineStarted(now)];
  return live(counted.status) ? [DeadlineMoved(now)] : [DeadlineEnded({ ...now, alarms: [] })];
}

/**
 * A clock whose day has passed still ends when the act comes late, and a restart sets any clock going again. To cancel
 * it after its day undoes nothing, but nobody waits for it any longer; a right that has run out is over anyhow.
 */
const late = ({ last, ended }: Ticking, { kind, on: day }: ClockAct): boolean => {
  if (kind === 'restart') return true;
  if (ended || !passed(last.status)) return false;
  return kind === 'stop' || kind === 'extend' || (kind === 'cancel' && (isOwed(last) || day <= last.due));
};

/** An act that is told after a later one counts from that one, for the law reads the acts of a clock in order. */
function inOrder(before: Ticking | undefined, told: ClockAct): ClockAct {
  const last = before?.acts.at(-1);
  const isForward = before && before.last.start <= before.last.due;
  return last && isForward && told.on < last.on ? { ...told, on: last.on, at: last.at } : told;
}

/** The commands for the clocks that an event of a procedure touches. */
export function touches(clocks: readonly Clock[], heard: Recorded, look: Look) {
  const { caseId, occurredAt } = heard.meta;
  return clocks.flatMap((spec) =>
    actKinds.flatMap((kind) =>
      (spec[kind] ?? [])
        .map((entry): On<Act | readonly Act[] | undefined> =>
          typeof entry === 'function' ? on(entry, () => ({})) : entry,
        )
        .flatMap((entry) => answers([entry], heard, look).flat())
        .filter((found): found is Act => found !== undefined)
        .map(({ on: day = legalDay(occurredAt), key, length, dueOn }) =>
          TouchClock({ caseId, rule: spec.rule, key, length, dueOn, act: { kind, on: day, at: occurredAt, length } }),
        ),
    ),
  );
}
