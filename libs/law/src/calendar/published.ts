import { formatDay, parseDay, weekday, yearOf, type DayNumber, type PlainDate } from '../day.ts';
import { say, type Step } from '../step.ts';
import { notices, type DaysOff, type NoticeDays } from './notices.ts';
import { statutoryDays, type StatutoryDay } from './statutory.ts';
import { calendarFrom, type WorkCalendar } from './work-calendar.ts';

/** A yearly notice as an office types it in: single days, in any order. */
export interface PublishedDays {
  readonly year: number;
  readonly number: string;
  readonly daysOff: readonly PlainDate[];
  readonly makeUpDays: readonly PlainDate[];
}

/** What is wrong with a notice: a stable code, the field to look at, and words that name the days. */
export interface NoticeFault extends Step {
  readonly code: 'day-of-another-year' | 'make-up-on-a-working-day' | 'day-off-and-worked' | 'make-up-on-a-holiday';
  readonly field: 'daysOff' | 'makeUpDays';
}

const dayNumbers = (days: readonly PlainDate[], field: string): DayNumber[] =>
  [...new Set(days.map((text) => parseDay(text, field)))].sort((one, other) => one - other);

const isWeekend = (day: DayNumber): boolean => weekday(day) === 0 || weekday(day) === 6;
const listed = (days: readonly DayNumber[]): string => days.map(formatDay).join('、');
const inEnglish = (days: readonly DayNumber[]): string => days.map(formatDay).join(', ');

/** A notice that is amended moves days off, and never what is statutory: that is as this build knows it of the year. */
function statutoryIn(year: number): readonly StatutoryDay[] {
  const built = notices.find((notice) => notice.year === year);
  if (!built) return statutoryDays(year);
  return built.statutory.map((text) => {
    const name = built.off.find(({ from, to }) => from <= text && text <= to)?.name ?? say('公共', 'public');
    return { day: parseDay(text, 'statutory'), name };
  });
}

type Found = readonly [days: readonly DayNumber[], fault: (zh: string, en: string) => NoticeFault];

function another(field: NoticeFault['field'], year: number): Found[1] {
  return (zh, en) => ({
    code: 'day-of-another-year',
    field,
    zh: `${zh} 不在 ${year} 年；跨年的放假日请随所在年份的通知公布。`,
    en: `${en}: not in ${year}; publish a day with the notice of its own year.`,
  });
}

/** The first thing that is wrong with a notice; nothing where it can be published. */
export function faultOf({ year, daysOff, makeUpDays }: PublishedDays): NoticeFault | undefined {
  const off = dayNumbers(daysOff, 'daysOff');
  const worked = dayNumbers(makeUpDays, 'makeUpDays');
  const statutory = new Set(statutoryIn(year).map(({ day }) => day));
  const found: readonly Found[] = [
    [off.filter((day) => yearOf(day) !== year), another('daysOff', year)],
    [worked.filter((day) => yearOf(day) !== year), another('makeUpDays', year)],
    [worked.filter((day) => off.includes(day)), asBoth],
    [worked.filter((day) => statutory.has(day)), onHoliday],
    [worked.filter((day) => !isWeekend(day)), onWorkingDay],
  ];
  const wrong = found.find(([days]) => days.length > 0);
  return wrong?.[1](listed(wrong[0]), inEnglish(wrong[0]));
}

const asBoth: Found[1] = (zh, en) => ({
  code: 'day-off-and-worked',
  field: 'makeUpDays',
  zh: `${zh} 既是放假日又是调休上班日；请只留其一。`,
  en: `${en}: both a day off and a working day; keep one of them.`,
});

const onHoliday: Found[1] = (zh, en) => ({
  code: 'make-up-on-a-holiday',
  field: 'makeUpDays',
  zh: `${zh} 是法定节假日，不能调休上班；请核对日期。`,
  en: `${en}: a statutory holiday cannot be worked as a make-up day; check the date.`,
});

const onWorkingDay: Found[1] = (zh, en) => ({
  code: 'make-up-on-a-working-day',
  field: 'makeUpDays',
  zh: `${zh} 不是周末，本来就要上班；调休上班日只能是星期六、星期日，请核对日期。`,
  en: `${en}: no weekend day, so it is worked anyway; a make-up day is a Saturday or a Sunday. Check the date.`,
});

/** Stretches of days off, each under the names of the statutory holidays in it. */
function stretches(days: readonly DayNumber[], statutory: readonly StatutoryDay[]): DaysOff[] {
  const starts = days.filter((day, at) => days[at - 1] !== day - 1);
  return starts.map((first, at) => {
    const last = days.filter((day) => day < (starts[at + 1] ?? Infinity)).at(-1) ?? first;
    const names = new Set(statutory.filter(({ day }) => day >= first && day <= last).map(({ name }) => name));
    const name =
      names.size > 0
        ? say([...names].map(({ zh }) => zh).join('、'), [...names].map(({ en }) => en).join(' and '))
        : say('公共', 'public');
    return { name, from: formatDay(first), to: formatDay(last) };
  });
}

/** A statutory holiday is off whether or not the notice lists it (《全国年节及纪念日放假办法》 art. 2). */
export function noticeOf({ year, number, daysOff, makeUpDays }: PublishedDays): NoticeDays {
  const statutory = statutoryIn(year);
  const own = statutory.map(({ day }) => formatDay(day));
  return {
    year,
    number,
    off: stretches(dayNumbers([...daysOff, ...own], 'daysOff'), statutory),
    makeUp: dayNumbers(makeUpDays, 'makeUpDays').map(formatDay),
    statutory: [...own].sort(),
  };
}

/** The notices in force: those of this build, each overtaken by what was heard of its year, the latest last. */
function inForce(heard: readonly PublishedDays[]): NoticeDays[] {
  const byYear = new Map<number, NoticeDays>(notices.map((notice) => [notice.year, notice]));
  for (const published of heard) byYear.set(published.year, noticeOf(published));
  return [...byYear.values()];
}

/** The calendar of this build, continued and amended by the notices that were heard since, in their order. */
export const calendarWith = (heard: readonly PublishedDays[]): WorkCalendar => calendarFrom(inForce(heard));

const contentOf = ({ number, off, makeUp }: NoticeDays): string =>
  JSON.stringify([number, off.map(({ from, to }) => [from, to]), makeUp]);

/** Whether a notice says something new, says what is known already, or amends what was said of its year before. */
export function newsOf(published: PublishedDays, heard: readonly PublishedDays[]): 'new' | 'known' | 'amendment' {
  const before = inForce(heard).find(({ year }) => year === published.year);
  if (!before) return 'new';
  return contentOf(before) === contentOf(noticeOf(published)) ? 'known' : 'amendment';
}
