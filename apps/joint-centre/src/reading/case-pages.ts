/** The list of cases (总台账), page by page. A cursor names the last row of the page before, so new cases move nothing. */
import type { Look, Row } from '@yimen/kernel';
import { casesOfPerson } from '../case-file/case-claims.view.ts';
import { CASES, type CaseRow } from '../case-file/cases.view.ts';

export interface Sought {
  readonly first: number;
  readonly after?: string | undefined;
  readonly search?: string | undefined;
  readonly status?: string | undefined;
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
export async function casePage(look: Look, { first, after, search, status }: Sought): Promise<CasePage> {
  const size = Math.min(Math.max(first, 1), MOST);
  const fits = await matching(look, search?.trim() ?? '', status);
  const place = placeOf(after);
  const page: Row<CaseRow>[] = [];
  let total = 0;
  for await (const row of all(look)) {
    if (!fits(row.data)) continue;
    total += 1;
    if (page.length <= size && isBeyond(row, place)) page.push(row);
  }
  const shown = page.slice(0, size);
  const last = shown.at(-1);
  return { total, ids: shown.map(({ key }) => key), next: page.length > size && last ? cursorOf(last) : null };
}

/** Newest first: a later row sorts before the place of the cursor. */
function isBeyond({ order = '', key }: Row, place: Place | undefined): boolean {
  if (!place) return true;
  return order === place.order ? key < place.key : order < place.order;
}

type Fits = (row: CaseRow) => boolean;

/** A number or a project by its letters; a case, an employer or a person by id. */
async function matching(look: Look, search: string, status: string | undefined): Promise<Fits> {
  const inStatus: Fits = (row) => (status ? row.status === status : row.status !== 'merged');
  if (!search) return inStatus;
  const ofPerson = new Set(/^[0-9a-f-]{36}$/i.test(search) ? await casesOfPerson(look, search) : []);
  const text = search.toLowerCase();
  return (row) => {
    const { caseId, number, project = '', employer, liable } = row;
    const named = number.toLowerCase().includes(text) || project.toLowerCase().includes(text);
    const meant = [caseId, employer, ...liable].includes(text) || ofPerson.has(caseId);
    return inStatus(row) && (named || meant);
  };
}

async function* all(look: Look): AsyncGenerator<Row<CaseRow>> {
  let after: Place | undefined;
  for (;;) {
    const rows = await look.rows<CaseRow>(CASES, { descending: true, limit: BATCH, ...(after ? { after } : {}) });
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = { order: last.order ?? '', key: last.key };
  }
}
