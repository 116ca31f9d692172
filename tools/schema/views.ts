/**
 * What each view makes of the stored examples of all events, as a digest beside the view's edition. Rows that change
 * without a new edition would stay as they are in every running district, so that is refused.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { examplesIn } from '@yimen/casework/history';
import type { Desk } from '@yimen/edge';
import { changesBy, type Recorded, type Row, type View } from '@yimen/kernel';
import { recorded, uuid } from '@yimen/kernel/testing';

export interface Shown {
  readonly edition: number;
  /** The examples that it hears. */
  readonly heard: string;
  /** What it makes of them. */
  readonly rows: string;
}

/** By agency, then by view. */
export type ShownByViews = Readonly<Record<string, Readonly<Record<string, Shown>>>>;

/** What nobody else hears comes last: one example more of it leaves the places of all others as they are. */
const folders = (agency: string) => [
  new URL(`../../apps/${agency}/language/history/`, import.meta.url),
  new URL('../../libs/casework/src/history/', import.meta.url),
  new URL(`../../apps/${agency}/src/history/`, import.meta.url),
];

/** Everything that an agency has ever said in public or noted for itself, each version once. */
export function historyOf({ agency: { name, speaks, deciders } }: Desk) {
  const types = [...new Set([speaks, ...deciders].flatMap(({ events }) => events))];
  const known = new Set(types.map(({ type }) => type));
  const all = folders(name).filter((folder) => existsSync(folder)).flatMap(examplesIn);
  return { types, examples: all.filter(({ type }) => known.has(type)) };
}

/** Each example twice, for a view may count; in streams of the procedures that say such things. */
function examples(desk: Desk): Recorded[] {
  const { name: agency, deciders } = desk.agency;
  const said = historyOf(desk).examples;
  return [1, 2].flatMap((round) =>
    said.map(({ type, version: shape, data }, at) => {
      const { caseId = uuid(1) } = data as { caseId?: string };
      const procedure = deciders.find(({ events }) => events.some((each) => each.type === type))?.name ?? agency;
      const place = { id: uuid(round * 1_000 + at), stream: `${procedure}-${uuid(2)}`, version: at + 1 };
      return recorded({ type, data } as never, { ...place, meta: { agency, caseId, shape } });
    }),
  );
}

const digest = (shown: readonly unknown[]): string =>
  shown.length === 0 ? 'none' : createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 16);

/** Every row that it writes on the way, since one that goes again is a row too. */
function shownBy(view: View, said: readonly Recorded[]): Shown {
  const rows = new Map<string, Row | undefined>();
  const written: unknown[] = [];
  const types = new Set(view.on.map(({ type }) => type.type));
  const heard = said.filter(({ type }) => types.has(type));
  for (const event of heard)
    try {
      for (const { key, to } of changesBy(view, event)) {
        const row = to(rows.get(key));
        rows.set(key, row);
        written.push(row ?? key);
      }
    } catch {
      // Examples do not belong together, so a view may miss what should have come before.
      written.push(`cannot hear ${event.type}`);
    }
  const examples = heard.map(({ type, data }) => [type, data]);
  return { edition: view.edition ?? 1, heard: digest(examples), rows: digest(written) };
}

export function viewsShown(desks: readonly Desk[]): ShownByViews {
  const told = new Map(desks.map((desk) => [desk.agency.name, examples(desk)]));
  const all: Record<string, Record<string, Shown>> = {};
  for (const { agency } of desks) {
    const heard = new Set([agency.name, ...agency.hears.map((language) => language.agency)]);
    const events = [...told].flatMap(([from, said]) => (heard.has(from) ? said : []));
    all[agency.name] = Object.fromEntries(agency.views.map((view) => [view.name, shownBy(view, events)]));
  }
  return all;
}

/** The views that show other rows of the same examples than before, and are of the same edition still. */
export function unraised(before: ShownByViews, now: ShownByViews): string[] {
  return Object.entries(now).flatMap(([agency, views]) =>
    Object.entries(views).flatMap(([view, { edition, heard, rows }]) => {
      const known = before[agency]?.[view];
      const isSame = known?.edition === edition && known.heard === heard;
      return isSame && known.rows !== rows ? [`${agency}: ${view}`] : [];
    }),
  );
}
