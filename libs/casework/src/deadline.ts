/**
 * Deadlines (时限): a procedure names which of its events start, stop, pause and extend a clock; the law counts; the log
 * keeps what was counted and why. A clock belongs to its procedure's own service and is never a legal state by itself.
 */
import {
  answers,
  change,
  command,
  event,
  legalDay,
  on,
  refusal,
  view,
  type Act,
  type Clock,
  type Decider,
  type EventType,
  type Look,
  type Messages,
  type On,
  type Recorded,
} from '@yimen/kernel';
import { z } from 'zod';

const kinds = ['start', 'restart', 'stop', 'pause', 'resume', 'extend', 'cancel'] as const;
const words = z.object({ zh: z.string(), en: z.string() });
const act = z.object({ kind: z.enum(kinds), on: z.iso.date(), at: z.string(), length: z.int().optional() });

/** The whole picture of a clock after an act: enough to show it, to explain it and to count it again. */
const deadlineData = z.object({
  procedure: z.string(),
  procedureId: z.string(),
  rule: z.string(),
  key: z.string(),
  name: words,
  law: z.string(),
  article: z.string(),
  start: z.iso.date(),
  due: z.iso.date(),
  dueAt: z.string().optional(),
  latest: z.iso.date().optional(),
  status: z.enum(['running', 'paused', 'met', 'breached', 'cancelled']),
  provisional: z.boolean(),
  calendar: z.string(),
  explain: z.array(words),
  act: act.optional(),
  length: z.int().optional(),
  dueOn: z.iso.date().optional(),
  /** Moments at which the clock speaks next, oldest first. */
  alarms: z.array(z.string()),
});
export type DeadlineData = z.output<typeof deadlineData>;

const data = deadlineData;
export const DeadlineStarted = event({ name: 'DeadlineStarted', zh: '时限开始', en: 'Deadline started', data });
export const DeadlineMoved = event({ name: 'DeadlineMoved', zh: '时限变更', en: 'Deadline moved', data });
export const DeadlineEnded = event({ name: 'DeadlineEnded', zh: '时限结束', en: 'Deadline ended', data });
export const DeadlineApproaching = event({ name: 'DeadlineApproaching', zh: '时限临近', en: 'Deadline near', data });
export const DeadlineBreached = event({ name: 'DeadlineBreached', zh: '时限已过', en: 'Deadline passed', data });
export const deadlineEvents = [
  DeadlineStarted,
  DeadlineMoved,
  DeadlineEnded,
  DeadlineApproaching,
  DeadlineBreached,
] as const;

const touchInput = z.object({
  caseId: z.uuid().optional(),
  rule: z.string(),
  key: z.string().optional(),
  act,
  length: z.int().optional(),
  dueOn: z.iso.date().optional(),
});
export const TouchClock = command({
  name: 'TouchClock',
  zh: '记录时限',
  en: 'Touch a clock',
  by: [],
  input: touchInput,
});
export const RingClock = command({
  name: 'RingClock',
  zh: '时限提醒',
  en: 'Ring a clock',
  by: [],
  input: z.object({ rule: z.string(), key: z.string(), now: z.string() }),
});

/** What the law says when it is asked. The kernel only keeps it. */
export type Count = (request: {
  rule: string;
  acts: readonly z.output<typeof act>[];
  length?: number | undefined;
  dueOn?: string | undefined;
}) => Omit<DeadlineData, 'procedure' | 'procedureId' | 'rule' | 'key' | 'act' | 'length' | 'dueOn'>;

interface Ticking {
  acts: readonly z.output<typeof act>[];
  last: DeadlineData;
}
type Clocks = Readonly<Record<string, Ticking>>;

const nothingRuns = refusal('already-quiet', { zh: '没有运行中的时限', en: 'No clock is running' });
const live = (status: string): boolean => status === 'running' || status === 'paused';

function keep(state: Clocks, now: DeadlineData): Clocks {
  const slot = `${now.rule}/${now.key}`;
  const acts = [...(state[slot]?.acts ?? []), ...(now.act ? [now.act] : [])];
  return { ...state, [slot]: { acts, last: now } };
}

function begin(state: Clocks, now: DeadlineData): Clocks {
  const { [`${now.rule}/${now.key}`]: _, ...others } = state;
  return keep(others, now);
}

/** Passes the alarms that are due; after the last one the deadline is breached. */
function ring(last: DeadlineData | undefined, now: string) {
  if (!last || last.status !== 'running' || (last.alarms[0] ?? now) > now) return nothingRuns;
  const alarms = last.alarms.filter((alarm) => alarm > now);
  const rung = { ...last, alarms, act: undefined };
  return alarms.length > 0 ? [DeadlineApproaching(rung)] : [DeadlineBreached({ ...rung, status: 'breached' })];
}

/**
 * All clocks of one procedure are one stream, so that an event may touch several at once. Its id is
 * `<procedure>/<the procedure's id>`.
 */
export const clocksOf = (agency: string, count: Count) =>
  ({
    name: `${agency}.clocks`,
    label: { zh: '时限', en: 'Deadlines' },
    commands: [TouchClock, RingClock],
    events: deadlineEvents,
    initial: {} as Clocks,
    decide: {
      TouchClock({ data: asked, id }, state) {
        const { kind } = asked.act;
        const slots = kind === 'start' ? [`${asked.rule}/${asked.key ?? ''}`] : matching(state, asked.rule, asked.key);
        return slots.flatMap((slot) => touch({ state, slot, asked, id, count }));
      },
      RingClock: ({ data: { rule, key, now } }, state) => ring(state[`${rule}/${key}`]?.last, now),
    },
    evolve: {
      DeadlineStarted: begin,
      DeadlineMoved: keep,
      DeadlineEnded: keep,
      DeadlineApproaching: keep,
      DeadlineBreached: keep,
    },
    show: () => undefined,
  }) satisfies Decider<
    Messages<readonly [typeof TouchClock, typeof RingClock]>,
    Clocks,
    Messages<typeof deadlineEvents>
  >;

const matching = (state: Clocks, rule: string, key: string | undefined): string[] =>
  Object.keys(state).filter((slot) => (key === undefined ? slot.startsWith(`${rule}/`) : slot === `${rule}/${key}`));

interface Touched {
  state: Clocks;
  slot: string;
  asked: z.output<typeof touchInput>;
  id: string;
  count: Count;
}

function touch({ state, slot, asked, id, count }: Touched): Messages<typeof deadlineEvents>[] {
  const before = state[slot];
  const { kind } = asked.act;
  if (kind === 'start' && before && live(before.last.status)) return [];
  if (kind !== 'start' && (!before || (!live(before.last.status) && !late(before.last, asked.act)))) return [];
  const act = kind === 'start' ? asked.act : inOrder(before, asked.act);
  const acts = [...(kind === 'start' ? [] : (before?.acts ?? [])), act];
  const length = asked.length ?? (kind === 'start' ? undefined : before?.last.length);
  const dueOn = asked.dueOn ?? (kind === 'start' ? undefined : before?.last.dueOn);
  const [procedure = '', procedureId = ''] = id.split('/');
  const [rule = '', key = ''] = slot.split('/');
  const counted = count({ rule, acts, length, dueOn });
  const now = { ...counted, procedure, procedureId, rule, key, act, length, dueOn };
  if (kind === 'start') return [DeadlineStarted(now)];
  return live(counted.status) ? [DeadlineMoved(now)] : [DeadlineEnded({ ...now, alarms: [] })];
}

/**
 * A breached clock still ends when the act comes late, and a restart sets any clock going again. To cancel it after its
 * day does not undo the breach; what was cancelled in time and is heard of late does.
 */
const late = (last: DeadlineData, { kind, on: day }: z.output<typeof act>): boolean => {
  if (kind === 'restart') return true;
  if (last.status !== 'breached') return false;
  return kind === 'stop' || kind === 'extend' || (kind === 'cancel' && day <= last.due);
};

/** An act that is told after a later one counts from that one, for the law reads the acts of a clock in order. */
function inOrder(before: Ticking | undefined, told: z.output<typeof act>): z.output<typeof act> {
  const last = before?.acts.at(-1);
  const isForward = before && before.last.start <= before.last.due;
  return last && isForward && told.on < last.on ? { ...told, on: last.on, at: last.at } : told;
}

/** The commands for the clocks that an event of a procedure touches. */
export function touches(clocks: readonly Clock[], heard: Recorded, look: Look) {
  const { caseId, occurredAt } = heard.meta;
  return clocks.flatMap((spec) =>
    kinds.flatMap((kind) =>
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

/** A row for each clock of the house. Running ones sort by their next alarm; the others have none. */
export interface DeadlineRow extends DeadlineData {
  readonly id: string;
  readonly caseId: string | undefined;
  readonly agency: string;
  readonly live: boolean;
}

export const DEADLINES = 'deadlines';

export const deadlineView = view<DeadlineRow>({
  name: DEADLINES,
  on: deadlineEvents.map((type) =>
    on(type as EventType<any, any>, ({ data: now, meta }) => {
      const id = `${now.procedure}/${now.procedureId}/${now.rule}/${now.key}`;
      const { caseId, agency } = meta;
      return [change<DeadlineRow>(id, () => ({ ...now, id, caseId, agency, live: now.status === 'running' }))];
    }),
  ),
  order: (row) => (row.live ? (row.alarms[0] ?? '') : row.due),
  caseId: (row) => row.caseId,
});
