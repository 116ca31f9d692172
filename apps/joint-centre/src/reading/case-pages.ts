/** The list of cases (总台账), page by page. A cursor names the last row of the page before, so new cases move nothing. */
import type { Look, Row } from '@yimen/kernel';
import { casesOfPerson } from '../case-file/case-claims.view.ts';
import { CASES, type CaseRow } from '../case-file/cases.view.ts';

export interface Sought {
  readonly first: number;
  readonly after?: string | undefined;
  readonly search?: string | undefined;
  readonly status?: string | undefined;
  /** Of these only; of all if left out. */
  readonly within?: ReadonlySet<string> | undefined;
}

export interface CasePage {
  readonly total: number;
  readonly ids: readonly string[];
  readonly next: string | null;
}

const MOST = 100;
const BATCH = 500;
type Place = { readonly order: string; readonly key: string };

const cursorOf = ({ order = '', key }: Row): string => `${order}~${key}`;

function placeOf(cursor: string | undefined): Place | undefined {
  const at = cursor?.lastIndexOf('~') ?? -1;
  return cursor && at >= 0 ? { order: cursor.slice(0, at), key: cursor.slice(at + 1) } : undefined;
}

/** Merged cases are found under their survivor, unless somebody asks for them. */
export async function casePage(look: Look, { first, after, search, status, within }: Sought): Promise<CasePage> {
  const size = Math.min(Math.max(first, 1), MOST);
  const place = placeOf(after);
  const text = search?.trim();
  const right: Fits = (row) => inStatus(status)(row) && (within?.has(row.caseId) ?? true);
  const { total, rows } =
    text || within
      ? await sought(look, { fits: text ? await matching(look, text, right) : right, place, size })
      : { total: await totalOf(look, status), rows: await pageFrom(look, { fits: inStatus(status), place, size }) };
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return { total, ids: shown.map(({ key }) => key), next: rows.length > size && last ? cursorOf(last) : null };
}

type Fits = (row: CaseRow) => boolean;
interface Page {
  readonly fits: Fits;
  readonly place: Place | undefined;
  readonly size: number;
}

const inStatus =
  (status: string | undefined): Fits =>
  (row) =>
    status ? row.status === status : row.status !== 'merged';

async function totalOf(look: Look, status: string | undefined): Promise<number> {
  if (status) return look.count(CASES, { where: { status } });
  return (await look.count(CASES)) - (await look.count(CASES, { where: { status: 'merged' } }));
}

/** One row more than the page, to know whether there is a next one. */
async function pageFrom(look: Look, { fits, place, size }: Page): Promise<Row<CaseRow>[]> {
  const rows: Row<CaseRow>[] = [];
  for await (const row of all(look, place)) {
    if (fits(row.data)) rows.push(row);
    if (rows.length > size) break;
  }
  return rows;
}

/** A search has no index to count by: it reads the register once. */
async function sought(look: Look, { fits, place, size }: Page) {
  const rows: Row<CaseRow>[] = [];
  let total = 0;
  for await (const row of all(look)) {
    if (!fits(row.data)) continue;
    total += 1;
    if (rows.length <= size && isBeyond(row, place)) rows.push(row);
  }
  return { total, rows };
}

/** Newest first: a later row sorts before the place of the cursor. */
function isBeyond({ order = '', key }: Row, place: Place | undefined): boolean {
  if (!place) return true;
  return order === place.order ? key < place.key : order < place.order;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Words are looked for in numbers and projects; ids mean cases, organisations or people. Any of them is enough. */
async function matching(look: Look, search: string, right: Fits): Promise<Fits> {
  const parts = search.toLowerCase().split(/\s+/);
  const ids = parts.filter((part) => ID.test(part));
  const text = parts.filter((part) => !ID.test(part)).join(' ');
  const ofPeople = new Set((await Promise.all(ids.map((id) => casesOfPerson(look, id)))).flat());
  return (row) => {
    const { caseId, number, project = '', employer, liable } = row;
    const named = text !== '' && (number.includes(text) || project.toLowerCase().includes(text));
    const meant = [caseId, employer, ...liable].some((id) => ids.includes(id)) || ofPeople.has(caseId);
    return right(row) && (named || meant);
  };
}

async function* all(look: Look, from?: Place): AsyncGenerator<Row<CaseRow>> {
  let after = from;
  for (;;) {
    const rows = await look.rows<CaseRow>(CASES, { descending: true, limit: BATCH, ...(after ? { after } : {}) });
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = { order: last.order ?? '', key: last.key };
  }
}
