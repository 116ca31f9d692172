import { parseDay, type PlainDate } from '../day.ts';
import { LawError } from '../law-error.ts';
import { say, type Step } from '../step.ts';
import { fen as checkedFen, wholeWithin, yuan } from '../calculators/result.ts';
import type { Unit } from '../register/rule.ts';

export type Level = 'blue' | 'yellow' | 'orange' | 'red';

/** How far the matter has spread. */
export type Media = 'none' | 'localPost' | 'trendingLocally' | 'provincial';

/** Other reasons to meet; each raises the matter to yellow at least. */
export type Trigger =
  | 'returnedTwice'
  | 'criminalTestMet'
  | 'systemicRisk'
  | 'employerUnreachable'
  | 'payDayMissedTwice'
  | 'holidayCampaign';

export interface ConferenceInput {
  readonly headCount?: number;
  readonly fen?: number;
  readonly daysWithoutProgress?: number;
  /** Petitions for the same facts. */
  readonly petitions?: number;
  /** People who came together on a visit. */
  readonly visitHeadCount?: number;
  /** A visit to a level above the competent one (越级上访). */
  readonly crossLevelVisit?: boolean;
  readonly media?: Media;
  readonly triggers?: readonly Trigger[];
}

/** One line of the decision table; reaching any of its figures is enough. */
export interface LevelLine {
  readonly level: Level;
  readonly headCount: number;
  readonly fen: number;
  readonly days: number;
  readonly petitions?: number;
  readonly visit?: number;
  readonly media?: Media;
  readonly convene: { readonly rule: string; readonly length: number; readonly unit: Unit };
  readonly chair: Step;
}

export interface DatedLevels {
  readonly from: PlainDate;
  /** From the lowest to the highest. */
  readonly lines: readonly LevelLine[];
}

export interface ConferenceLevel {
  /** Nothing where no line is reached. */
  readonly level?: Level;
  /** What the deadline of the meeting is counted by. */
  readonly convene?: LevelLine['convene'];
  readonly chair?: Step;
  /** Red is reported upwards at once (PET 25; LSIR 14), and the police are invited. */
  readonly report: boolean;
  readonly because: Step[];
}

const inDays = (length: number) => ({ rule: 'conference-convene', length, unit: 'workingDay' }) as const;

/** Local practice: a district replaces or adds a dated table. */
export const conferenceLevels: readonly DatedLevels[] = [
  {
    from: '2022-05-01',
    lines: [
      {
        level: 'blue',
        headCount: 5,
        fen: 5_000_000,
        days: 15,
        petitions: 1,
        convene: inDays(5),
        chair: say('服务站站长（列入每周清单）', 'station manager, on the weekly list'),
      },
      {
        level: 'yellow',
        headCount: 10,
        fen: 20_000_000,
        days: 30,
        petitions: 2,
        media: 'localPost',
        convene: inDays(5),
        chair: say('区总工会', 'district union'),
      },
      {
        level: 'orange',
        headCount: 30,
        fen: 50_000_000,
        days: 45,
        petitions: 3,
        visit: 5,
        media: 'trendingLocally',
        convene: inDays(3),
        chair: say('区总工会与区人社局共同', 'union and HR bureau jointly'),
      },
      {
        level: 'red',
        headCount: 100,
        fen: 100_000_000,
        days: 60,
        media: 'provincial',
        convene: { rule: 'conference-convene-red', length: 24, unit: 'hour' },
        chair: say('政府负责人，邀请公安参加', 'government leader; police invited'),
      },
    ],
  },
];

const NAMES: Readonly<Record<Level, Step>> = {
  blue: say('蓝色', 'blue'),
  yellow: say('黄色', 'yellow'),
  orange: say('橙色', 'orange'),
  red: say('红色', 'red'),
};
const SPREAD: readonly Media[] = ['none', 'localPost', 'trendingLocally', 'provincial'];
const TRIGGERS: Readonly<Record<Trigger, Step>> = {
  returnedTwice: say('同一移送被退回两次', 'one hand-over was returned twice'),
  criminalTestMet: say('达到拒不支付劳动报酬的数额标准', 'the criminal test is met'),
  systemicRisk: say('健康查体发现系统性风险', 'a health check found a systemic risk'),
  employerUnreachable: say('用人单位或者负责人失联', 'the employer cannot be reached'),
  payDayMissedTwice: say('同一项目两次未按期发薪', 'a project missed two pay days'),
  holidayCampaign: say('节前集中治理', 'the campaign before the holidays'),
};

interface Figure {
  readonly name: Step;
  readonly value: number;
  readonly line: number | undefined;
}

function figures(input: ConferenceInput, line: LevelLine): Figure[] {
  const limits = { from: 0, to: 10_000_000 };
  const whole = (value: number | undefined, field: string): number => wholeWithin(value ?? 0, field, limits);
  const stuck = whole(input.daysWithoutProgress, 'daysWithoutProgress');
  return [
    { name: say('人数', 'people'), value: whole(input.headCount, 'headCount'), line: line.headCount },
    { name: say('无进展天数', 'days without progress'), value: stuck, line: line.days },
    { name: say('同一事实信访次数', 'petitions'), value: whole(input.petitions, 'petitions'), line: line.petitions },
    { name: say('来访人数', 'visitors'), value: whole(input.visitHeadCount, 'visitHeadCount'), line: line.visit },
  ];
}

function reasons(input: ConferenceInput, line: LevelLine): Step[] {
  const reached = figures(input, line).filter((figure) => figure.line !== undefined && figure.value >= figure.line);
  const steps = reached.map(({ name, value, line: limit }) =>
    say(`${name.zh} ${value}，达到 ${limit}。`, `${name.en}: ${value}, the line is ${limit}.`),
  );
  const sum = checkedFen(input.fen ?? 0, 'fen');
  const sums =
    sum >= line.fen ? [say(`金额 ${yuan(sum)} 元，达到 ${yuan(line.fen)} 元。`, `Sum: ${yuan(sum)} yuan.`)] : [];
  const spread = line.media !== undefined && SPREAD.indexOf(input.media ?? 'none') >= SPREAD.indexOf(line.media);
  const crossed = line.level === 'red' && input.crossLevelVisit === true;
  return [
    ...steps,
    ...sums,
    ...(spread ? [say('舆情达到本级标准。', 'The media line is reached.')] : []),
    ...(crossed ? [say('发生越级上访。', 'There was a visit above the competent level.')] : []),
    ...(line.level === 'yellow' ? (input.triggers ?? []).map((trigger) => TRIGGERS[trigger]) : []),
  ].filter((step) => step !== undefined);
}

function checkWords(input: ConferenceInput): void {
  const triggers: unknown = input.triggers ?? [];
  const unknown = (field: string, known: readonly string[]): LawError =>
    new LawError('unknown-word', field, {
      zh: `${field} 只能是 ${known.join('、')}。`,
      en: `${field} is one of ${known.join(', ')}.`,
    });
  const names = Object.keys(TRIGGERS);
  if (!Array.isArray(triggers) || !triggers.every((each) => names.some((name) => name === each)))
    throw unknown('triggers', names);
  if (!SPREAD.includes(input.media ?? 'none')) throw unknown('media', SPREAD);
}

function linesOn(day: PlainDate | undefined, dated: readonly DatedLevels[]): readonly LevelLine[] {
  const sorted = [...dated].sort((a, b) => parseDay(a.from, 'from') - parseDay(b.from, 'from'));
  const inForce =
    day === undefined ? sorted : sorted.filter((each) => parseDay(each.from, 'from') <= parseDay(day, 'on'));
  return (inForce.at(-1) ?? sorted[0])?.lines ?? [];
}

/** The level of a joint conference (会商): the highest line of which any figure is reached. */
export function conferenceLevel(
  input: ConferenceInput,
  on?: PlainDate,
  dated: readonly DatedLevels[] = conferenceLevels,
): ConferenceLevel {
  checkWords(input);
  for (const line of linesOn(on, dated).toReversed()) {
    const because = reasons(input, line);
    if (because.length === 0) continue;
    const { level, convene, chair } = line;
    const head = say(`${NAMES[level].zh}级别。`, `Level ${NAMES[level].en}.`);
    return { level, convene, chair, report: level === 'red', because: [head, ...because] };
  }
  return { report: false, because: [say('未达到会商级别。', 'No level is reached.')] };
}

const ORDER: readonly Level[] = ['blue', 'yellow', 'orange', 'red'];

/** One level up: what a measure missed for the second time does. */
export function raisedLevel(level: Level): Level {
  return ORDER[Math.min(ORDER.indexOf(level) + 1, ORDER.length - 1)] ?? level;
}
