/**
 * The yearly notice on holidays (放假通知) as it reaches every house: whoever keeps the calendar says it once, each house
 * keeps it in its own rows and counts with it from then on.
 */
import { change, event, on, view, type Look, type Recorded, type Row } from '@yimen/kernel';
import { plainDate, titled } from '@yimen/terms';
import { z } from 'zod';

const days = (most: number) => z.array(plainDate).max(most);

/** What a notice says: single legal days, in any order. */
export const notice = z.object({
  year: z.int().min(2000).max(2099).meta(titled('年份', 'Year')),
  number: z.string().trim().min(1).max(60).meta(titled('通知文号', 'Number of the notice')),
  daysOff: days(80).min(1).meta(titled('放假日', 'Days off')),
  makeUpDays: days(40).default([]).meta(titled('调休上班日', 'Make-up working days')),
});
export type Notice = z.output<typeof notice>;

const published = notice.extend({
  /** The year had a notice before, so that dates which were final may move too. */
  amends: z.boolean(),
});
export const CalendarPublished = event({
  name: 'CalendarPublished',
  zh: '发布放假通知',
  en: 'Holiday notice published',
  data: published,
});

/** All notices that a house has heard. `edition` is their number, and names the state of the calendar in this house. */
export interface Notices {
  readonly edition: number;
  /** The latest edition that changed a year which was known before; 0 if none did. */
  readonly amended: number;
  readonly heard: readonly Notice[];
  /** When the latest was published, and by which event. */
  readonly publishedAt: string;
  readonly cause: string;
}

const NOTICES = 'holiday-notices';
const ALL = 'all';
const none: Notices = { edition: 0, amended: 0, heard: [], publishedAt: '', cause: '' };

const textOf = (said: unknown): string => JSON.stringify(notice.parse(said));

function hear(before: Notices, { data, id: cause, meta }: Recorded<z.output<typeof published>>): Notices {
  const latest = before.heard.findLast(({ year }) => year === data.year);
  if (latest && textOf(latest) === textOf(data)) return before;
  const edition = before.edition + 1;
  const amended = data.amends ? edition : before.amended;
  return { edition, amended, heard: [...before.heard, notice.parse(data)], publishedAt: meta.occurredAt, cause };
}

export const noticesView = view<Notices>({
  name: NOTICES,
  on: [on(CalendarPublished, (event) => [change<Notices>(ALL, (row) => hear(row ?? none, event))])],
});

export const noticesOf = async (look: Look): Promise<Notices> => (await look.row<Notices>(NOTICES, ALL))?.data ?? none;

/** The notices by which a decision counts its days, so that it counts as the clocks of the house do. */
export const heardNotices = async (look: Look): Promise<readonly Notice[]> => (await noticesOf(look)).heard;

/** For where nothing was fetched: nothing has been heard. */
export const orNone = (heard: Notices | undefined): Notices => heard ?? none;

/** Looks as before, but has the notices at hand. */
export const knowing = (look: Look, notices: Notices): Look => ({
  rows: (name, query) => look.rows(name, query),
  count: (name, query) => look.count(name, query),
  row: async (name, key) => (name === NOTICES ? ({ key, data: notices } as unknown as Row<any>) : look.row(name, key)),
});
