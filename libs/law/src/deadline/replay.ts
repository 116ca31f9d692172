import { formatDay, parseDay, type DayNumber } from '../day.ts';
import { LawError } from '../law-error.ts';
import type { Step } from '../step.ts';
import type { WorkCalendar } from '../calendar/work-calendar.ts';
import { count, type Counted, type Period, type Standstill } from './count.ts';
import { dayOfInstant, parseInstant, type Instant } from './instant.ts';
import { checkExtension, type ChosenLine } from './lines.ts';
import type { LegalAct } from './request.ts';
import { shown } from '../shown.ts';

export interface Extended {
  readonly on: DayNumber;
  readonly length: number;
  readonly because?: Step;
}

export interface Started {
  readonly on: DayNumber;
  readonly at?: Instant;
  readonly because?: Step;
  readonly kind: 'start' | 'restart';
}

/** What the acts have made of the clock so far. */
export interface Clock {
  readonly started?: Started;
  /** Earlier starts that a later act set back to zero. */
  readonly overtaken: readonly Started[];
  readonly standstills: readonly Standstill[];
  readonly pausedOn?: DayNumber;
  readonly extensions: readonly Extended[];
  readonly ended?: { readonly kind: 'stop' | 'cancel'; readonly on: DayNumber; readonly at?: Instant };
  /** Acts that came after the period had ended and so changed nothing. */
  readonly tooLate: readonly { readonly kind: string; readonly on: DayNumber }[];
  readonly last?: DayNumber;
}

/** The frame in which acts are read: the line, the calendar, and the agreed day if there is one. */
export interface Frame {
  readonly line: ChosenLine;
  readonly calendar: WorkCalendar;
  readonly dueOn?: DayNumber;
}

interface Reading {
  readonly act: LegalAct;
  readonly on: DayNumber;
  readonly at?: Instant;
  readonly field: string;
}

const EMPTY: Clock = { overtaken: [], standstills: [], extensions: [], tooLate: [] };

function refuse(code: string, reading: Reading, words: { zh: string; en: string }): LawError {
  return new LawError(code, reading.field, words);
}

export function periodOf(clock: Clock, frame: Frame, until?: DayNumber): Period {
  const { rule, unit, length } = frame.line;
  const started = clock.started;
  if (!started) throw new LawError('no-start', 'acts', { zh: '缺少起算行为。', en: 'There is no start.' });
  const open = clock.pausedOn === undefined ? [] : [{ from: clock.pausedOn, to: Math.max(until ?? 0, clock.pausedOn) }];
  return {
    rule,
    unit,
    length: length + clock.extensions.reduce((sum, each) => sum + each.length, 0),
    start: started.on,
    ...(started.at === undefined ? {} : { startAt: started.at }),
    ...(frame.dueOn === undefined ? {} : { dueOn: frame.dueOn }),
    standstills: [...clock.standstills, ...open],
  };
}

export function counted(clock: Clock, frame: Frame, until?: DayNumber): Counted {
  return count(periodOf(clock, frame, until), frame.calendar);
}

/** A suspension that came after the end and has not been taken back yet, whatever else came between. */
const stoppedTooLate = ({ tooLate }: Clock): boolean =>
  tooLate.findLast(({ kind }) => kind === 'pause' || kind === 'resume')?.kind === 'pause';

function begin(clock: Clock, reading: Reading, kind: 'start' | 'restart'): Clock {
  const { act, on, at } = reading;
  const because = act.because ? { because: act.because } : {};
  const started = { on, kind, ...(at === undefined ? {} : { at }), ...because };
  const overtaken = clock.started ? [...clock.overtaken, clock.started] : clock.overtaken;
  // What suspended the old count suspends the new one until it is resumed.
  const still = clock.pausedOn === undefined && !stoppedTooLate(clock) ? {} : { pausedOn: on };
  return { ...EMPTY, ...still, overtaken, started, last: on };
}

function start(clock: Clock, reading: Reading, frame: Frame): Clock {
  if (clock.started) {
    throw refuse('started-twice', reading, {
      zh: '期间已经起算；重新计算请用 restart。',
      en: 'The period is running already; use restart to set it back to zero.',
    });
  }
  if (frame.line.unit === 'hour' && reading.at === undefined) {
    throw refuse('instant-missing', reading, {
      zh: '按小时计算的期间需要起算的时刻，不能只写日期；请写明时刻，如 2026-06-30T10:00:00+08:00。',
      en: 'A period in hours needs the instant of its start and not only the day, e.g. 2026-06-30T10:00:00+08:00.',
    });
  }
  return begin(clock, reading, 'start');
}

function late(clock: Clock, reading: Reading): Clock {
  return { ...clock, tooLate: [...clock.tooLate, { kind: reading.act.kind, on: reading.on }], last: reading.on };
}

function restart(clock: Clock, reading: Reading, frame: Frame): Clock {
  const { rule } = frame.line;
  if (!rule.restart) {
    throw refuse('no-restart', reading, {
      zh: `${rule.name.zh}没有重新计算的法定情形；如已作废请用 cancel 后另行起算。`,
      en: `Nothing restarts "${rule.name.en}" in law; cancel it and start another.`,
    });
  }
  const expired = clock.ended === undefined && reading.on > counted(clock, frame, reading.on).due;
  return rule.restartOnlyInTime && expired ? late(clock, reading) : begin(clock, reading, 'restart');
}

function pause(clock: Clock, reading: Reading, frame: Frame): Clock {
  const { rule } = frame.line;
  if (!rule.pause) {
    throw refuse('no-pause', reading, {
      zh: `${rule.name.zh}没有中止的法定情形。`,
      en: `Nothing suspends "${rule.name.en}" in law.`,
    });
  }
  if (clock.pausedOn !== undefined) {
    throw refuse('paused-twice', reading, { zh: '期间已经中止。', en: 'The period stands still already.' });
  }
  return reading.on > counted(clock, frame).due
    ? late(clock, reading)
    : { ...clock, pausedOn: reading.on, last: reading.on };
}

function resume(clock: Clock, reading: Reading): Clock {
  if (clock.pausedOn === undefined && stoppedTooLate(clock)) return late(clock, reading);
  if (clock.pausedOn === undefined) {
    throw refuse('not-paused', reading, { zh: '期间没有中止，不能恢复。', en: 'The period does not stand still.' });
  }
  const { pausedOn, ...rest } = clock;
  return { ...rest, standstills: [...clock.standstills, { from: pausedOn, to: reading.on }], last: reading.on };
}

function extend(clock: Clock, reading: Reading, frame: Frame): Clock {
  const { rule } = frame.line;
  const { extension } = rule;
  if (!extension || clock.extensions.length >= (extension.times ?? 1)) {
    throw refuse(extension ? 'extended-already' : 'no-extension', reading, {
      zh: extension ? `${rule.name.zh}只能延长一次。` : `${rule.name.zh}依法不能延长。`,
      en: extension ? `"${rule.name.en}" may be extended once only.` : `"${rule.name.en}" cannot be extended in law.`,
    });
  }
  const { due } = counted(clock, frame, reading.on);
  if (reading.on > due && !extension.afterExpiry) {
    throw refuse('extended-too-late', reading, {
      zh: `期间已于 ${formatDay(due)} 届满，不能再延长。`,
      en: `The period ended on ${formatDay(due)}; it can no longer be extended.`,
    });
  }
  const asked = reading.act.kind === 'extend' ? reading.act.length : undefined;
  const length = checkExtension(rule, asked, reading.field.replace('.on', '.length'));
  const because = reading.act.because ? { because: reading.act.because } : {};
  return { ...clock, extensions: [...clock.extensions, { on: reading.on, length, ...because }], last: reading.on };
}

function end(clock: Clock, reading: Reading, kind: 'stop' | 'cancel'): Clock {
  const ended = { kind, on: reading.on, ...(reading.at === undefined ? {} : { at: reading.at }) };
  return { ...clock, ended, last: reading.on };
}

type Take = (clock: Clock, reading: Reading, frame: Frame) => Clock;

const TAKE: Readonly<Record<LegalAct['kind'], Take>> = {
  start,
  restart,
  pause,
  resume,
  extend,
  stop: (clock, reading) => end(clock, reading, 'stop'),
  cancel: (clock, reading) => end(clock, reading, 'cancel'),
};

function checkPlace(clock: Clock, reading: Reading, frame: Frame): void {
  const { act, on } = reading;
  if (act.kind === 'start') return;
  if (!clock.started) {
    throw refuse('no-start', reading, {
      zh: '第一个行为须是起算（start）。',
      en: 'The first act has to be the start.',
    });
  }
  if (clock.ended && act.kind !== 'restart') {
    throw refuse('act-after-end', reading, {
      zh: '期间已经终结，其后只能重新计算（restart）。',
      en: 'The period has ended; only a restart may follow.',
    });
  }
  const earliest = frame.line.rule.direction === 'backward' ? undefined : clock.last;
  if (earliest !== undefined && on < earliest) {
    throw refuse('acts-out-of-order', reading, {
      zh: `${formatDay(on)} 早于前一行为的 ${formatDay(earliest)}；请按发生先后排列。`,
      en: `${formatDay(on)} is before the act of ${formatDay(earliest)}; list the acts in order.`,
    });
  }
}

function checkReason(because: unknown, index: number): void {
  if (because === undefined) return;
  const { zh, en } = (typeof because === 'object' && because !== null ? because : {}) as Partial<Step>;
  if (typeof zh === 'string' && typeof en === 'string') return;
  throw new LawError('invalid-reason', `acts[${index}].because`, {
    zh: '理由须写成 {"zh":"……","en":"……"}。',
    en: 'A reason is written {"zh":"…","en":"…"}.',
  });
}

function read(act: LegalAct, index: number, frame: Frame): Reading {
  const field = `acts[${index}].on`;
  const kind: unknown = act?.kind;
  if (typeof kind !== 'string' || !Object.hasOwn(TAKE, kind)) {
    throw new LawError('unknown-act', `acts[${index}].kind`, {
      zh: `不认识的行为“${shown(kind)}”；可用 ${Object.keys(TAKE).join('、')}。`,
      en: `There is no act "${shown(kind)}"; there are ${Object.keys(TAKE).join(', ')}.`,
    });
  }
  const on = parseDay(act.on, field);
  checkReason(act.because, index);
  const text = act.kind === 'extend' || frame.line.unit !== 'hour' ? undefined : act.at;
  if (text === undefined) return { act, on, field };
  const at = parseInstant(text, `acts[${index}].at`);
  if (dayOfInstant(at) === on) return { act, on, at, field };
  throw new LawError('instant-not-on-day', `acts[${index}].at`, {
    zh: `时刻 ${text} 不在 ${act.on} 这一天（北京时间）。`,
    en: `The instant ${text} is not on ${act.on} in Shanghai.`,
  });
}

/** Reads the acts in order. What the law does not allow is refused; what came too late is kept and said. */
export function replay(acts: readonly LegalAct[], frame: Frame): Clock {
  if (!Array.isArray(acts) || acts.length === 0) {
    throw new LawError('no-start', 'acts', {
      zh: '至少要有一个起算行为，如 {"kind":"start","on":"2026-08-18"}。',
      en: 'At least one start is needed, such as {"kind":"start","on":"2026-08-18"}.',
    });
  }
  return acts.reduce<Clock>((clock, act: LegalAct, index) => {
    const reading = read(act, index, frame);
    checkPlace(clock, reading, frame);
    return TAKE[act.kind](clock, reading, frame);
  }, EMPTY);
}
