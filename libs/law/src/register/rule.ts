import type { PlainDate } from '../day.ts';
import type { Step } from '../step.ts';
import { titleOf, type Law } from './laws.ts';

/**
 * The unit belongs to the deadline and never to the number: "5 days" are working days in arbitration
 * (《劳动人事争议仲裁办案规则》80) and calendar days in court.
 */
export type Unit = 'calendarDay' | 'workingDay' | 'month' | 'year' | 'hour' | 'agreed';

/** How sure we are of the text: T read in the article, S from a second hand, M from memory, P local practice. */
export type Confidence = 'T' | 'S' | 'M' | 'P';

export type Area =
  'union' | 'arbitration' | 'inspection' | 'injury' | 'justice' | 'court' | 'enforcement' | 'petition' | 'local';

/**
 * What the day means for whoever lets it pass (性质). `duty` (职责): an office has to act by then, so not to have acted is
 * its breach. `obligation` (当事人义务): a party has to pay or act; the breach is the party's, and of no office. `right`
 * (权利): somebody may act until then and no longer; the right, or the defence against it, is settled, and nobody is at
 * fault. `option` (选择): the day only opens what may come next, and nothing is lost.
 */
export type Nature = 'duty' | 'obligation' | 'right' | 'option';

export interface Extension {
  /** In the unit of the rule. Absent where the parties or the court fix it; then the act must say it. */
  readonly length?: number;
  /** Who may extend. */
  readonly who: Step;
  /** How often; once unless said. */
  readonly times?: number;
  /** True where the extension may be asked for after the period has ended (《民事诉讼法》86). */
  readonly afterExpiry?: boolean;
}

/** One line of the register of deadlines. Lines are data: a change of the law is a change here and nowhere else. */
export interface Rule {
  readonly id: string;
  readonly area: Area;
  readonly name: Step;
  readonly law: Law;
  /** Article number in `law`, or the words that stand for it. */
  readonly article: string;
  /** Further articles of other texts. */
  readonly see?: readonly (readonly [Law, string])[];
  /** Absent where an order or an agreement gives it. */
  readonly length?: number;
  readonly unit: Unit;
  readonly direction: 'forward' | 'backward';
  /** Whether a last day on which nobody works moves to the next working day (《民法典》203). */
  readonly rolls: boolean;
  readonly start: Step;
  readonly stop: Step;
  readonly extension?: Extension;
  /** What stands the clock still; absent where nothing does. */
  readonly pause?: Step;
  /** What sets the clock back to zero; absent where nothing does. */
  readonly restart?: Step;
  /** For limitations: an interruption after the period has ended brings nothing back. */
  readonly restartOnlyInTime?: boolean;
  readonly nature: Nature;
  readonly expiry: Step;
  readonly effectiveFrom: PlainDate;
  readonly confidence: Confidence;
  /** The line of the same article with another length, e.g. for simple cases. */
  readonly variantOf?: string;
  /** The length is a parameter or is named in an order, so a request may give it. */
  readonly lengthIsOpen?: boolean;
  /** Who may make it shorter; then a request may give a smaller length. Absent where nobody may. */
  readonly shortens?: Step;
  /** Texts that were in force before, the oldest first: facts of their time are counted by them. */
  readonly older?: readonly OlderRule[];
}

/** A line as it read before the law was changed; `effectiveUntil` is the first day on which it is not in force. */
export interface OlderRule extends Rule {
  readonly effectiveUntil: PlainDate;
}

type Pair = readonly [zh: string, en: string];

/** A line as it is written in the data files: pairs for words, defaults left out. */
export interface Line {
  readonly name: Pair;
  readonly law: Law;
  readonly article: string;
  readonly see?: readonly (readonly [Law, string])[];
  readonly term: readonly [length: number | null, unit: Unit];
  readonly from: Pair;
  readonly until: Pair;
  readonly extends?: { length?: number; who: Pair; times?: number; afterExpiry?: boolean };
  readonly pause?: Pair;
  readonly restart?: Pair;
  readonly restartOnlyInTime?: boolean;
  readonly nature: Nature;
  readonly expiry: Pair;
  readonly sure: Confidence;
  readonly backward?: boolean;
  readonly rolls?: boolean;
  readonly variantOf?: string;
  readonly open?: boolean;
  readonly shortens?: Pair;
  /** What the law said of the same clock before. */
  readonly older?: readonly OlderLine[];
}

/** What differs from the present line, and from which day to which (that day not included) it was the law. */
export interface OlderLine extends Pick<Line, 'term' | 'article' | 'sure'> {
  readonly since: PlainDate;
  readonly to: PlainDate;
}

function words(pair: Pair): Step {
  return { zh: pair[0], en: pair[1] };
}

function isRolling(line: Line): boolean {
  if (line.backward || line.term[1] === 'hour' || line.term[1] === 'agreed') return false;
  return line.rolls ?? true;
}

function extensionOf(line: Line): { extension?: Extension } {
  return line.extends ? { extension: { ...line.extends, who: words(line.extends.who) } } : {};
}

function toRule(id: string, area: Area, line: Line): Rule {
  const [length, unit] = line.term;
  return {
    id,
    area,
    name: words(line.name),
    law: line.law,
    article: line.article,
    ...(line.see ? { see: line.see } : {}),
    ...(length === null ? {} : { length }),
    unit,
    direction: line.backward ? 'backward' : 'forward',
    rolls: isRolling(line),
    start: words(line.from),
    stop: words(line.until),
    ...extensionOf(line),
    ...(line.pause ? { pause: words(line.pause) } : {}),
    ...(line.restart ? { restart: words(line.restart) } : {}),
    ...(line.restartOnlyInTime ? { restartOnlyInTime: true } : {}),
    nature: line.nature,
    expiry: words(line.expiry),
    effectiveFrom: line.law.since,
    confidence: line.sure,
    ...(line.variantOf ? { variantOf: line.variantOf } : {}),
    ...(line.open || (line.sure === 'P' && unit !== 'agreed') ? { lengthIsOpen: true } : {}),
    ...(line.shortens ? { shortens: words(line.shortens) } : {}),
    ...olderOf(id, area, line),
  };
}

function olderOf(id: string, area: Area, { older, ...line }: Line): { older?: readonly OlderRule[] } {
  if (!older) return {};
  return {
    older: older.map(({ since, to, ...then }) => ({
      ...toRule(id, area, { ...line, ...then }),
      effectiveFrom: since,
      effectiveUntil: to,
    })),
  };
}

/** Turns the lines of one area into rules, in the order in which they are written. */
export function register(area: Area, lines: Readonly<Record<string, Line>>): readonly Rule[] {
  return Object.entries(lines).map(([id, line]) => toRule(id, area, line));
}

const UNITS: Readonly<Record<Unit, Pair>> = {
  calendarDay: ['日', 'calendar day'],
  workingDay: ['个工作日', 'working day'],
  month: ['个月', 'month'],
  year: ['年', 'year'],
  hour: ['小时', 'hour'],
  agreed: ['（约定日期）', 'agreed date'],
};

/** "5 个工作日" / "5 working days". */
export function lengthInWords(length: number, unit: Unit): Step {
  const [zh, en] = UNITS[unit];
  return { zh: `${length} ${zh}`, en: `${length} ${en}${length === 1 ? '' : 's'}` };
}

const isNumbered = (text: string): boolean => /^\d/.test(text);

/** Numbered articles in the words of each language; a passage that has no number is named in Chinese only. */
function article(text: string): string {
  return isNumbered(text) ? `第${text}条` : text;
}

function inEnglish(law: Law, text: string): string {
  return isNumbered(text) ? `${law.en}, art. ${text.replaceAll('、', ', ')}` : law.en;
}

/** The article in words: of the rule's own law first, then the others with their names. */
export function articleOf(rule: Rule): string {
  const more = (rule.see ?? []).map(([law, text]) => `${titleOf(law)}${article(text)}`);
  return [article(rule.article), ...more].join('；');
}

/** Law and article together, as a citation. */
export function citationOf(rule: Rule): Step {
  const gap = isNumbered(rule.article) ? '' : '：';
  const all = [[rule.law, rule.article] as const, ...(rule.see ?? [])];
  return {
    zh: `${titleOf(rule.law)}${gap}${articleOf(rule)}`,
    en: all.map(([law, text]) => inEnglish(law, text)).join('; '),
  };
}
