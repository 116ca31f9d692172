import { describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters';
import { CASE_CLAIMS, caseClaimsView } from '../case-file/case-claims.view.ts';
import { CASES, casesView, type CaseRow } from '../case-file/cases.view.ts';
import { casePage } from './case-pages.ts';

const id = (n: number) => `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;
const number = (n: number) => `云岚〔2025〕${String(n).padStart(4, '0')}号`;
const [firm, worker] = [id(900), id(901)];

const rowOf = (n: number, more: Partial<CaseRow> = {}) => {
  const on = `2025-09-${String((n % 28) + 1).padStart(2, '0')}`;
  const row = { caseId: id(n), number: number(n), status: 'open', on, employer: firm, liable: [], ...more };
  return { key: id(n), caseId: id(n), order: `${on}|${number(n)}`, data: row, foundBy: casesView.foundBy };
};

async function register(count: number) {
  const rows = memoryRows();
  const put = (n: number, more: Partial<CaseRow> = {}) => rows.transaction((tx) => tx.put(CASES, rowOf(n, more)));
  for (let n = 1; n <= count; n += 1) await put(n);
  return { rows, put };
}

describe('the list of cases', () => {
  it('is read page by page, newest first, each case once', async () => {
    const { rows } = await register(63);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await casePage(rows, { first: 25, after });
      expect(page.total).toBe(63);
      seen.push(...page.ids);
      after = page.next ?? undefined;
    } while (after);
    expect(new Set(seen).size).toBe(63);
    const days = seen.map((caseId) => rowOf(Number(caseId.slice(-4))).order);
    expect(days).toEqual([...days].sort().reverse());
  });

  it('finds the oldest of more than five hundred', async () => {
    const { rows } = await register(520);
    expect(await casePage(rows, { first: 25, search: firm })).toMatchObject({ total: 520 });
    expect((await casePage(rows, { first: 25, search: '0028号' })).ids).toEqual([id(28)]);
  });

  it('does not move when cases come in meanwhile', async () => {
    const { rows, put } = await register(30);
    const first = await casePage(rows, { first: 10 });
    const expected = (await casePage(rows, { first: 10, after: first.next ?? '' })).ids;
    await put(500, { on: '2025-12-01' });
    expect((await casePage(rows, { first: 10, after: first.next ?? '' })).ids).toEqual(expected);
  });

  it('leaves merged cases out, unless they are asked for', async () => {
    const { rows, put } = await register(3);
    await put(2, { status: 'merged' });
    await put(3, { status: 'closed' });
    const ids = async (status?: string) => (await casePage(rows, { first: 9, status })).ids;
    expect(await ids()).toEqual([id(3), id(1)]);
    expect(await ids('merged')).toEqual([id(2)]);
    expect(await casePage(rows, { first: 9, status: 'closed' })).toMatchObject({ total: 1, ids: [id(3)] });
  });

  it('is searched by number, project, and the ids of cases, organisations and people', async () => {
    const { rows, put } = await register(40);
    await put(7, { project: '示例安置房一期', liable: [id(800)] });
    const { foundBy } = caseClaimsView;
    const claim = { key: 'x', caseId: id(9), data: { caseId: id(9), person: worker }, foundBy };
    await rows.transaction((tx) => tx.put(CASE_CLAIMS, claim));
    const found = async (search: string) => (await casePage(rows, { first: 25, search })).ids;
    expect(await found(' 0012号 ')).toEqual([id(12)]);
    expect(await found('安置房')).toEqual([id(7)]);
    expect(await found(id(800))).toEqual([id(7)]);
    expect(await found(worker)).toEqual([id(9)]);
    expect((await found(`示例壬 ${id(3)} ${worker}`)).toSorted()).toEqual([id(3), id(9)]);
    const page = await casePage(rows, { first: 25, search: firm });
    const rest = await casePage(rows, { first: 25, search: firm, after: page.next ?? '' });
    expect([page.total, page.ids.length, rest.total, rest.ids.length, rest.next]).toEqual([40, 25, 40, 15, null]);
    expect(new Set([...page.ids, ...rest.ids]).size).toBe(40);
    expect(await casePage(rows, { first: 25, search: '没有' })).toEqual({ total: 0, ids: [], next: null });
  });

  it('keeps its size within bounds and takes no harm from a cursor it did not write', async () => {
    const { rows } = await register(3);
    expect((await casePage(rows, { first: 0 })).ids).toHaveLength(1);
    expect((await casePage(rows, { first: 1e9 })).ids).toHaveLength(3);
    expect((await casePage(rows, { first: 5, after: 'nonsense' })).ids).toHaveLength(3);
  });
});
