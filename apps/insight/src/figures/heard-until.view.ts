/** How far insight has heard each agency. Figures that were counted stay right until somebody says something more. */
import { change, on, view, type Look } from '@yimen/kernel';
import { languages } from '../heard.ts';

interface HeardRow {
  /** How many of its events: the same number in whatever order a broker hands on the cases. */
  readonly events: number;
}

const HEARD_UNTIL = 'heard-until';

const everything = [...new Set(languages.flatMap(({ events }) => events))];

export const heardUntilView = view<HeardRow>({
  name: HEARD_UNTIL,
  on: everything.map((type) =>
    on(type, ({ meta: { agency } }) => [change<HeardRow>(agency, (row) => ({ events: (row?.events ?? 0) + 1 }))]),
  ),
});

/** Another text as soon as anything more was heard. */
export async function heardUntil(look: Look): Promise<string> {
  const rows = await look.rows<HeardRow>(HEARD_UNTIL);
  return rows.map(({ key, data }) => `${key}:${data.events}`).join('|');
}
