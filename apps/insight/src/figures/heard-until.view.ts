/** How far insight has heard each agency. Figures that were counted stay right until somebody says something more. */
import { change, on, view, type Look } from '@yimen/kernel';
import { languages } from '../heard.ts';

interface HeardRow {
  readonly event: string;
}

const HEARD_UNTIL = 'heard-until';

const everything = [...new Set(languages.flatMap(({ events }) => events))];

export const heardUntilView = view<HeardRow>({
  name: HEARD_UNTIL,
  on: everything.map((type) =>
    on(type, ({ id: event, meta: { agency } }) => [change<HeardRow>(agency, () => ({ event }))]),
  ),
});

/** Another text as soon as anything more was heard. */
export async function heardUntil(look: Look): Promise<string> {
  const rows = await look.rows<HeardRow>(HEARD_UNTIL);
  return rows.map(({ key, data }) => `${key}:${data.event}`).join('|');
}
