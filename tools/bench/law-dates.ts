/** A million due dates by the register, against a plain loop over a table of days that knows nothing but to count. */
import { calendar, deadline, dueDate, rules, type Rule } from '@yimen/law';
import type { Measured } from './measured.ts';

const DATES = 1_000_000;
const DAY_MS = 86_400_000;
const FIRST = Date.UTC(2020, 0, 1);
const STARTS = 500;

const dayText = (number: number): string => new Date(FIRST + number * DAY_MS).toISOString().slice(0, 10);
const numberOf = (time: number): number => Math.round((time - FIRST) / DAY_MS);

/** One entry a day of 2020–2029: 1 where nobody works. */
const rest = Uint8Array.from({ length: 3653 }, (_, day) => Number(calendar.isRestDay(dayText(day))));
const asked = rules.filter(
  ({ unit, direction, length }) =>
    direction === 'forward' && unit !== 'hour' && unit !== 'agreed' && length !== undefined,
);
const from = numberOf(Date.UTC(2024, 6, 1));
const starts = Array.from({ length: STARTS }, (_, day) => ({ day: from + day, on: dayText(from + day) }));

function months(day: number, count: number): number {
  const at = new Date(FIRST + day * DAY_MS);
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth() + count];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return numberOf(Date.UTC(year, month, Math.min(at.getUTCDate(), last)));
}

function plain({ unit, length = 0, rolls }: Rule, start: number): number {
  let at = start;
  if (unit === 'workingDay') {
    for (let left = length; left > 0;) {
      at += 1;
      if (rest[at] === 0) left -= 1;
    }
  } else at = unit === 'calendarDay' ? start + length : months(start, unit === 'year' ? length * 12 : length);
  while (rolls && rest[at] === 1) at += 1;
  return at;
}

/** Questions a second, each date another. */
function rate(count: (rule: Rule, start: (typeof starts)[number]) => unknown): number {
  const began = performance.now();
  for (let n = 0; n < DATES; n += 1) count(asked[n % asked.length]!, starts[n % STARTS]!);
  return (DATES * 1_000) / (performance.now() - began);
}

/** The floor must answer what the register answers, or the ratio says nothing. */
function agree(): void {
  for (const rule of asked)
    for (const { day, on } of starts.slice(0, 50)) {
      const { due } = dueDate({ rule: rule.id, acts: [{ kind: 'start', on }] });
      if (due !== dayText(plain(rule, day))) throw new Error(`${rule.id} from ${on}: ${due} is not what the loop says`);
    }
}

export function dateFigures(): Measured[] {
  agree();
  const floor = rate((rule, { day }) => plain(rule, day));
  const question = (rule: Rule, on: string) => ({ rule: rule.id, acts: [{ kind: 'start' as const, on }] });
  const bare = rate((rule, { on }) => dueDate(question(rule, on)));
  const explained = rate((rule, { on }) => deadline(question(rule, on)));
  const figure = (name: string, value: number) => ({ name, value, unit: 'dates/s', floor, ratio: value / floor });
  return [
    figure('due dates ÷ plain loop over the days', bare),
    figure('due dates with their explanation ÷ plain loop over the days', explained),
  ];
}
