/** How far insight has heard each agency. Figures that were counted stay right until somebody says something more. */
import { change, on, view, type Look } from '@yimen/kernel';
import { languages } from '../heard.ts';

interface HeardRow {
  /** How many of its events: the same number in whatever order a broker hands on the cases. */
  readonly events: number;
  /** The first and the last of them. */
  readonly first: string;
  readonly at: string;
}

const HEARD_UNTIL = 'heard-until';

function heardOf(row: HeardRow | undefined, at: string): HeardRow {
  if (!row) return { events: 1, first: at, at };
  const { events, first, at: last } = row;
  return { events: events + 1, first: at < first ? at : first, at: at > last ? at : last };
}

const between = (from: string, to: string): number => Date.parse(to) - Date.parse(from);

const everything = [...new Set(languages.flatMap(({ events }) => events))];

export const heardUntilView = view<HeardRow>({
  name: HEARD_UNTIL,
  on: everything.map((type) =>
    on(type, ({ meta: { agency, recordedAt } }) => [change<HeardRow>(agency, (row) => heardOf(row, recordedAt))]),
  ),
});

/** Another text as soon as anything more was heard. */
export async function heardUntil(look: Look): Promise<string> {
  const rows = await look.rows<HeardRow>(HEARD_UNTIL);
  return rows.map(({ key, data }) => `${key}:${data.events}`).join('|');
}

/** Weekends and holidays are no silence, and neither is a few times the usual interval. */
const LEAST_MS = 7 * 86_400_000;
const TIMES = 10;

/** When an agency was last heard of, on whatever case, and whether that is unusually long ago. */
export async function lastHeard(
  look: Look,
  now: string,
): Promise<ReadonlyMap<string, { at: string; silent: boolean }>> {
  const rows = await look.rows<HeardRow>(HEARD_UNTIL);
  const usual = ({ events, first, at }: HeardRow) => between(first, at) / Math.max(1, events - 1);
  const isLong = (row: HeardRow) => between(row.at, now) > Math.max(TIMES * usual(row), LEAST_MS);
  return new Map(rows.map(({ key, data }) => [key, { at: data.at, silent: isLong(data) }]));
}
