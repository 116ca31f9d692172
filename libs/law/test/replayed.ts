import { calendar, type Deadline } from '../src/index.ts';

const DAY_MS = 86_400_000;

const numberOf = (day: string): number => Date.parse(day) / DAY_MS;
const textOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

const rests = new Map<number, boolean>();
/** Asked once a day: the same days come back many thousand times. */
function isRestDay(day: number): boolean {
  const known = rests.get(day) ?? calendar.isRestDay(textOf(day));
  rests.set(day, known);
  return known;
}

/** The corresponding day so many months on, or the last of the month where it has none. */
function monthsOn(start: number, months: number): number {
  const day = new Date(start * DAY_MS);
  const wanted = day.getUTCDate();
  day.setUTCDate(1);
  day.setUTCMonth(day.getUTCMonth() + months + 1, 0);
  if (day.getUTCDate() > wanted) day.setUTCDate(wanted);
  return day.getTime() / DAY_MS;
}

/** Counts again with nothing but the words of the explanation and a list of rest days, one day at a time. */
export function replayed(answer: Deadline): string {
  const text = answer.explain.map((step) => step.en).join('\n');
  const start = numberOf(/(?:Starts|Restarts) on (\S+):/.exec(text)![1]!);
  const [, length, unit, back] = /Length: (\d+) (\w+ day|\w+?)s?( back)? \(/.exec(text)!;
  const extended = [...text.matchAll(/Extended on \S+ by (\d+)/g)].reduce((sum, match) => sum + Number(match[1]), 0);
  const stands = [...text.matchAll(/Stands still from (\S+) to (\S+):/g)].map(
    (match) => [numberOf(match[1]!), numberOf(match[2]!)] as const,
  );
  const total = Number(length) + extended;
  let day = start;
  if (unit === 'month' || unit === 'year') {
    day = monthsOn(start, unit === 'year' ? 12 * total : total);
    // The first day of the period is not counted, so a standstill takes nothing from it.
    for (const [begin, end] of stands) day += Math.max(0, end - Math.max(begin, start + 1));
  } else {
    for (let left = total; left > 0;) {
      day += back ? -1 : 1;
      if (stands.some(([begin, end]) => begin <= day && day < end)) continue;
      if (unit === 'calendar day' || !isRestDay(day)) left -= 1;
    }
  }
  const resumed = /while its end was moving: it ends when it is resumed, on (\S+)\./.exec(text)?.[1];
  if (resumed) day = numberOf(resumed);
  if (/is a rest day/.test(text)) while (isRestDay(day)) day += 1;
  return textOf(day);
}
