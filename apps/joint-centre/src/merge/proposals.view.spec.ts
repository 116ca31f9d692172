import { describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters/memory';
import { CasesMerged, CasesUnmerged } from '@yimen/casework';
import { CaseRegistered, MergeApproved, MergeDeclined, MergeProposed } from '@yimen/joint-centre-language';
import type { Happened, Row } from '@yimen/kernel';
import { ID, hearing, recorded, seen } from '@yimen/kernel/testing';
import { CASE_CLAIMS, distinctClaims } from '../case-file/case-claims.view.ts';
import { NoteMerge, NoteUnmerge } from '../case-file/commands.ts';
import { CASES } from '../case-file/cases.view.ts';
import { claimsAlikeView, claimsLike } from './claims-alike.view.ts';
import { pairId } from './likeness.ts';
import { ProposeMerge } from './merge.ts';
import { proposalsOf, proposalsView } from './proposals.view.ts';
import { whenClaimsCoincide } from './when-claims-coincide.ts';
import { whenMerged } from './when-merged.ts';

const id = (n: number) => `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;
const [first, second, worker, employer] = [id(1), id(2), id(3), id(4)];
const wages = { id: id(10), person: worker, kind: 'wages' as const, from: '2026-02', to: '2026-03', fen: 940_000 };
const again = { ...wages, id: id(11) };
const pair = { survivor: first, merged: second };
const merged = CasesMerged({ ...pair, same: { [id(11)]: id(10) }, latestAct: '2026-05-12', reason: '同一人' });
const unmerged = CasesUnmerged({ ...pair, reason: '并非同一人' });
const proposed = MergeProposed({
  ...{ caseId: first, ...pair, score: 0.96, because: [{ zh: '同', en: 'same' }], same: {} },
  agencies: ['petition', 'union'],
});
const of = (event: Happened, caseId = ID) => recorded(event, { stream: `joint-centre.merge-${ID}`, meta: { caseId } });

describe('what was merged', () => {
  it.each([
    [940_000, 900_000],
    [900_000, 940_000],
  ])('is one claim, told with %i and %i, for as long as the merge stands', async (one, other) => {
    const claims = [
      { ...wages, fen: one, caseId: first },
      { ...again, fen: other, caseId: second },
    ];
    const rows = claims.map((data) => [CASE_CLAIMS, { key: data.id, caseId: data.caseId, data }] as const);
    const same = { key: second, caseId: first, data: { survivor: first, same: merged.data.same } };
    const distinct = async (...more: (typeof rows)[number][]) =>
      (await distinctClaims(memoryRows(...(more as [string, Row][])), [first, second])).map(({ id: of, fen }) => [
        of,
        fen,
      ]);
    expect(await distinct(...rows, ['same-case', same] as never)).toEqual([[wages.id, 940_000]]);
    expect(await distinct(...rows)).toEqual([
      [wages.id, one],
      [again.id, other],
    ]);
  });

  it('is noted by both case files', async () => {
    const noted = NoteMerge({ ...pair, latestAct: '2026-05-12' });
    expect((await hearing(whenMerged, merged)).map(({ id: to, command }) => [to, command])).toEqual([
      [first, noted],
      [second, noted],
    ]);
    expect((await hearing(whenMerged, unmerged)).map(({ command }) => command)).toEqual([
      NoteUnmerge(pair),
      NoteUnmerge(pair),
    ]);
  });
});

describe('the proposals of a case', () => {
  it('are found from either side, with who has approved', async () => {
    const rows = await seen(proposalsView, of(proposed), of(MergeApproved({ agency: 'union' })));
    const look = memoryRows(...rows.map((row) => ['merge-proposals', row] as [string, typeof row]));
    const expected = { id: ID, ...pair, score: 0.96, approvals: ['union'], status: 'proposed' };
    expect(await proposalsOf(look, first)).toMatchObject([expected]);
    expect(await proposalsOf(look, second)).toMatchObject([expected]);
    expect(await proposalsOf(look, ID)).toEqual([]);
    const approvals = ['union', 'petition'].map((agency) => of(MergeApproved({ agency })));
    const [both] = await seen(proposalsView, of(proposed), ...approvals);
    expect(both?.data).toMatchObject({ approvals: ['union', 'petition'] });
  });

  it.each([
    ['merged', [merged]],
    ['unmerged', [merged, unmerged]],
    ['declined', [MergeDeclined({ agency: 'union', reason: '不是' })]],
  ])('end as %s', async (status, events) => {
    const rows = await seen(proposalsView, of(proposed), ...events.map((event) => of(event)));
    expect(rows[0]?.data).toMatchObject({ status });
  });
});

describe('when claims coincide', () => {
  const row = (caseId: string, on: string, more: object) => ({
    key: caseId,
    caseId,
    data: { caseId, number: `${on}号`, on, employer, liable: [], status: 'open', lastAct: on, ...more },
  });
  const registered = CaseRegistered({
    ...{ caseId: second, number: '2', agency: 'union', door: 'window', employer, liable: [], same: {} },
    ...{ claimItems: [again], on: '2026-05-12' },
  });
  const look = async (other: object = {}) => {
    const claims = await seen(claimsAlikeView, of({ ...registered, data: { claimItems: [wages] } }, first));
    return memoryRows(
      [CASES, row(first, '2026-05-11', { agency: 'petition', ...other })],
      [CASES, row(second, '2026-05-12', { agency: 'union' })],
      [CASE_CLAIMS, { key: `${first}/10`, caseId: first, data: { ...wages, caseId: first } }],
      [CASE_CLAIMS, { key: `${second}/11`, caseId: second, data: { ...again, caseId: second } }],
      ...claims.map((each) => ['claims-alike', each] as [string, typeof each]),
    );
  };

  it('the earlier case is proposed to live on, and both doors are to approve', async () => {
    const rows = await look();
    expect(await claimsLike(rows, again)).toEqual([{ ...wages, caseId: first }]);
    const [order, ...others] = await hearing(whenClaimsCoincide, of(registered, second), rows);
    expect(others).toEqual([]);
    expect([order?.id, order?.command.type]).toEqual([pairId(first, second), ProposeMerge.type]);
    expect(order?.command.data).toMatchObject({
      ...{ caseId: first, ...pair, score: 0.96, same: { [id(11)]: id(10) } },
      agencies: ['petition', 'union'],
    });
  });

  it('nothing is proposed against another employer, a closed case, or the case itself', async () => {
    const none = async (other: object) => hearing(whenClaimsCoincide, of(registered, second), await look(other));
    expect(await none({ employer: id(99) })).toEqual([]);
    expect(await none({ status: 'closed' })).toEqual([]);
    const same = await look();
    await same.transaction((tx) => tx.put('same-case', { key: second, caseId: first, data: { survivor: first } }));
    expect(await hearing(whenClaimsCoincide, of(registered, second), same)).toEqual([]);
    expect(await hearing(whenClaimsCoincide, of(registered, id(77)), same)).toEqual([]);
  });
});
