import { formatDay, parseDay, type PlainDate } from '../day.ts';
import { deadline } from '../deadline/deadline.ts';
import type { LegalAct } from '../deadline/request.ts';
import { LawError } from '../law-error.ts';
import { say, type Step } from '../step.ts';
import type { WorkCalendar } from '../calendar/work-calendar.ts';
import { rows } from './result.ts';

export interface LimitationInput {
  /** Day on which the worker knew or should have known. */
  readonly knownOn: PlainDate;
  /** Pay owed during employment: the year does not run before the employment ends (LDMAL 27(4)). */
  readonly unpaidWages?: boolean;
  readonly employmentEndedOn?: PlainDate;
  /** Claim made to the other side, complaint to an authority, mediation, promise to pay: each restarts the year. */
  readonly interruptions?: readonly { readonly on: PlainDate; readonly because?: Step }[];
  /** Force majeure and the like: the days are left out. */
  readonly suspensions?: readonly { readonly from: PlainDate; readonly to: PlainDate; readonly because?: Step }[];
  readonly filedOn?: PlainDate;
  readonly today?: PlainDate;
  readonly calendar?: WorkCalendar;
}

export interface Limitation {
  /** Absent while the year does not run. */
  readonly expiry?: PlainDate;
  readonly daysLeft?: number;
  readonly state: 'notRunning' | 'running' | 'filedInTime' | 'expired';
  readonly provisional: boolean;
  readonly interruptions: readonly PlainDate[];
  readonly steps: Step[];
}

function startOf(input: LimitationInput): PlainDate | undefined {
  const known = parseDay(input.knownOn, 'knownOn');
  const filed = input.filedOn === undefined ? undefined : parseDay(input.filedOn, 'filedOn');
  if (filed !== undefined && filed < known) throw filedBeforeKnown(input);
  if (!input.unpaidWages) return formatDay(known);
  if (input.employmentEndedOn === undefined) return undefined;
  const ended = parseDay(input.employmentEndedOn, 'employmentEndedOn');
  return filed !== undefined && filed < ended ? undefined : formatDay(Math.max(known, ended));
}

const filedBeforeKnown = ({ filedOn, knownOn }: LimitationInput): LawError =>
  new LawError('filed-before-known', 'filedOn', {
    zh: `申请仲裁之日 ${filedOn} 早于知道权利被侵害之日 ${knownOn}；请核对。`,
    en: `The application of ${filedOn} is before the day the worker knew, ${knownOn}; check both.`,
  });

interface Away {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** Two reasons at the same time stand the year still once: stretches that meet are one. */
function suspended(input: LimitationInput): Away[] {
  const stretches = rows(input.suspensions ?? [], 'suspensions').map(({ from, to }, index): Away => {
    const begun = parseDay(from, `suspensions[${index}].from`);
    if (parseDay(to, `suspensions[${index}].to`) >= begun) return { from, to };
    throw new LawError('acts-out-of-order', `suspensions[${index}].to`, {
      zh: '中止的结束日早于开始日；请核对。',
      en: 'The suspension ends before it begins; check both.',
    });
  });
  const inOrder = stretches.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  return inOrder.reduce<Away[]>((found, each) => {
    const last = found.at(-1);
    if (last === undefined || each.from > last.to) return [...found, each];
    return [...found.slice(0, -1), { from: last.from, to: each.to > last.to ? each.to : last.to }];
  }, []);
}

function actsOf(input: LimitationInput, start: PlainDate): LegalAct[] {
  const restarts: LegalAct[] = rows(input.interruptions ?? [], 'interruptions').map((each, index) => {
    parseDay(each.on, `interruptions[${index}].on`);
    return { kind: 'restart', on: each.on, ...(each.because ? { because: each.because } : {}) };
  });
  const pauses = suspended(input).flatMap(({ from, to }): LegalAct[] => [
    { kind: 'pause', on: from < start && to >= start ? start : from },
    { kind: 'resume', on: to },
  ]);
  const inTime = (act: LegalAct): boolean =>
    act.on >= start && (input.filedOn === undefined || act.on <= input.filedOn);
  const later = [...restarts, ...pauses].filter(inTime).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const filed: LegalAct[] = input.filedOn === undefined ? [] : [{ kind: 'stop', on: input.filedOn }];
  return [{ kind: 'start', on: start }, ...later, ...filed];
}

const NOT_RUNNING: Limitation = {
  state: 'notRunning',
  provisional: false,
  interruptions: [],
  steps: [
    say(
      '劳动关系存续期间拖欠劳动报酬的，时效不起算；自劳动关系终止之日起一年（调解仲裁法27条）。',
      'While the employment lasts the year does not run for unpaid wages; it runs from its end (LDMAL art. 27).',
    ),
  ],
};

function stateOf(status: string): Limitation['state'] {
  if (status === 'met') return 'filedInTime';
  return status === 'lapsed' ? 'expired' : 'running';
}

/**
 * The limitation of arbitration (仲裁时效): one year, never the sixty days still printed in 《劳动法》82. Its end is a
 * defence that the other side must raise in arbitration; it never stops a worker from filing.
 */
export function limitation(input: LimitationInput): Limitation {
  const start = startOf(input);
  if (start === undefined) return NOT_RUNNING;
  const acts = actsOf(input, start);
  const answer = deadline({
    rule: 'arb-limitation',
    acts,
    ...(input.today === undefined ? {} : { today: input.today }),
    ...(input.calendar ? { calendar: input.calendar } : {}),
  });
  const wages = input.unpaidWages
    ? [say('拖欠劳动报酬：自劳动关系终止起算。', 'Unpaid wages: it runs from the end of employment.')]
    : [];
  const asked = input.filedOn ?? input.today;
  return {
    expiry: answer.due,
    ...(asked === undefined ? {} : { daysLeft: parseDay(answer.due, 'due') - parseDay(asked, 'today') }),
    state: stateOf(answer.status),
    provisional: answer.provisional,
    interruptions: acts.filter((act) => act.kind === 'restart' && act.on <= answer.start).map((act) => act.on),
    steps: [...wages, ...answer.explain],
  };
}
