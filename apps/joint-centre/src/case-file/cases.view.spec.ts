import { describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters/memory';
import { CasesMerged, CasesUnmerged } from '@yimen/casework';
import {
  CaseClosed,
  CaseRegistered,
  ClaimsJoined,
  DoorJoined,
  LimitationInterrupted,
  RiskAssessed,
} from '@yimen/joint-centre-language';
import type { Happened } from '@yimen/kernel';
import { ID, recorded, seen } from '@yimen/kernel/testing';
import { RepresentativesElected } from '@yimen/union-language';
import { CASE_CLAIMS, caseClaimsView, casesOfPerson, claimsOf } from './case-claims.view.ts';
import { CASES, casesView, type CaseRow } from './cases.view.ts';
import { ProcedureEnded, ProcedureJoined } from './inside.ts';
import { representativesOf, representativesView } from './representatives.view.ts';

const id = (n: number) => `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;
const [worker, employer, other] = [id(1), id(2), id(3)];
const wages = { id: id(10), person: worker, kind: 'wages' as const, from: '2025-06', to: '2025-08', fen: 1_800_000 };
const overtime = { ...wages, id: id(11), kind: 'overtime' as const, fen: 60_000 };
const door = { agency: 'union', door: 'window' as const, same: {}, on: '2025-09-08' };
const registered = CaseRegistered({
  ...{ ...door, caseId: ID, number: '云岚〔2025〕0001号', employer, liable: [] },
  claimItems: [wages],
});
const of = (event: Happened) => recorded(event, { meta: { caseId: ID } });
const rowAfter = async (...events: Happened[]) =>
  (await seen(casesView, ...[registered, ...events].map(of)))[0]?.data as CaseRow;

describe('the register of cases', () => {
  it('has a row for each case, sorted by day and number', async () => {
    const [row] = await seen(casesView, of(registered));
    expect(row).toMatchObject({ key: ID, caseId: ID, order: '2025-09-08|云岚〔2025〕0001号' });
    expect(row?.data).toMatchObject({ status: 'open', level: 'none', lastAct: '2025-09-08', underWay: [] });
  });

  it('follows doors, procedures, risk and limitation', async () => {
    const row = await rowAfter(
      DoorJoined({ ...door, agency: 'hr', door: 'referral', claimItems: [] }),
      ProcedureJoined({ procedure: 'union.dossier-1', agency: 'union' }),
      ProcedureJoined({ procedure: 'hr.inspection-1', agency: 'hr' }),
      ProcedureEnded({ procedure: 'union.dossier-1' }),
      RiskAssessed({ level: 'orange', convene: null, because: [] }),
      LimitationInterrupted({ on: '2025-09-10', because: '付款' }),
      LimitationInterrupted({ on: '2025-09-09', because: '催讨' }),
    );
    expect(row.doors.map(({ agency }) => agency)).toEqual(['union', 'hr']);
    expect(row).toMatchObject({ underWay: ['hr.inspection-1'], level: 'orange', lastAct: '2025-09-10' });
  });

  it('forgets how procedures ended where something more is claimed, and only there', async () => {
    const ended = ProcedureEnded({ procedure: 'union.dossier-1', outcome: 'closedPaid' });
    const join = (claimItems: (typeof wages | typeof overtime)[]) => DoorJoined({ ...door, agency: 'hr', claimItems });
    expect((await rowAfter(ended, join([]))).outcome).toBe('closedPaid');
    expect((await rowAfter(ended, join([overtime]))).outcome).toBeUndefined();
  });

  it('is closed and opened again, merged and parted', async () => {
    const closed = CaseClosed({ outcome: 'closedPaid' });
    expect(await rowAfter(closed)).toMatchObject({ status: 'closed', outcome: 'closedPaid' });
    expect(await rowAfter(closed, ClaimsJoined({ ...door, claimItems: [overtime] }))).toMatchObject({ status: 'open' });
    const pair = { survivor: other, merged: ID };
    const merged = CasesMerged({ ...pair, same: {}, latestAct: '2025-09-10', reason: '同一人' });
    expect(await rowAfter(merged)).toMatchObject({ status: 'merged', survivor: other });
    const parted = await rowAfter(closed, merged, CasesUnmerged({ ...pair, reason: '并非同一人' }));
    expect(parted).toMatchObject({ status: 'closed' });
    expect(parted.survivor).toBeUndefined();
  });

  it('forgets what concerns no case', async () =>
    expect(await seen(casesView, CaseClosed({ outcome: 'withdrawn' }))).toEqual([]));
});

describe('the claims of a case', () => {
  it('have a row each, and are looked up by case and by person', async () => {
    const joined = DoorJoined({ ...door, agency: 'hr', claimItems: [overtime] });
    const claims = await seen(caseClaimsView, of(registered), of(joined));
    const cases = await seen(casesView, of(registered));
    const look = memoryRows(
      ...claims.map((row) => [CASE_CLAIMS, row] as [string, typeof row]),
      ...cases.map((row) => [CASES, row] as [string, typeof row]),
    );
    expect(await claimsOf(look, [ID])).toEqual([
      { ...wages, employer },
      { ...overtime, employer },
    ]);
    expect(await casesOfPerson(look, worker)).toEqual([ID]);
    expect(await casesOfPerson(look, other)).toEqual([]);
  });

  it('stand in the order in which they were told', async () => {
    const told = [overtime, wages].map((item, at) => ({ ...item, id: id(99 - at) }));
    const rows = await seen(caseClaimsView, of(DoorJoined({ ...door, claimItems: told })));
    const look = memoryRows(...rows.map((row) => [CASE_CLAIMS, row] as [string, typeof row]));
    expect((await claimsOf(look, [ID])).map((item) => item.id)).toEqual([id(99), id(98)]);
  });
});

describe('the representatives of a case', () => {
  it('are those of the last election for each forum', async () => {
    const elected = (people: string[]) => of(RepresentativesElected({ forum: 'arbitration', people }));
    const rows = await seen(representativesView, elected([worker]), elected([other]));
    const look = memoryRows(...rows.map((row) => ['representatives', row] as [string, typeof row]));
    expect([...(await representativesOf(look, [ID]))]).toEqual([other]);
  });
});
