import { describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters/memory';
import { HandOverAccepted, HandOverReceived, HandOverReturned, HandOverWithdrawn } from '@yimen/casework';
import { CaseClosed, CaseRegistered, CaseReopened, ClaimsJoined, DoorJoined } from '@yimen/joint-centre-language';
import type { Happened, View } from '@yimen/kernel';
import { ID, recorded, seen } from '@yimen/kernel/testing';
import { caseAgenciesView, takesPart } from './case-agencies.view.ts';
import { caseMembersView, closedCasesView, hasOpenCase, isMember } from './case-members.view.ts';

const id = (n: number) => `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;
const [worker, colleague, stranger, employer] = [id(1), id(2), id(3), id(4)];
const claim = (person: string, n: number) => ({
  ...{ id: id(n), person, kind: 'wages' as const, from: '2025-06', to: '2025-08', fen: 1 },
});
const door = { agency: 'union', door: 'window' as const, same: {}, on: '2025-09-08' };
const registered = CaseRegistered({
  ...{ ...door, caseId: ID, number: 'n', employer, liable: [], claimItems: [claim(worker, 10), claim(worker, 11)] },
});
const joined = DoorJoined({ ...door, agency: 'hr', claimItems: [claim(colleague, 12)] });
const closed = CaseClosed({ outcome: 'closedPaid' });

async function after(views: readonly View[], ...events: Happened[]) {
  const told = events.map((event) => recorded(event, { meta: { caseId: ID } }));
  const rows = await Promise.all(views.map(async (view) => (await seen(view, ...told)).map((row) => ({ view, row }))));
  return memoryRows(...rows.flat().map(({ view, row }) => [view.name, row] as [string, typeof row]));
}

describe('the members of a case', () => {
  it('are those who claim something in it', async () => {
    const look = await after([caseMembersView], registered, joined);
    const are = (person: string) => isMember(look, [ID], person);
    expect([await are(worker), await are(colleague), await are(stranger)]).toEqual([true, true, false]);
    expect(await isMember(look, [id(99)], worker)).toBe(false);
  });

  it('have an open case until it is closed', async () => {
    const open = async (...events: Happened[]) =>
      hasOpenCase(await after([caseMembersView, closedCasesView], registered, ...events), worker);
    expect(await open()).toBe(true);
    expect(await open(closed)).toBe(false);
    expect(await open(closed, CaseReopened({}))).toBe(true);
    expect(await open(closed, ClaimsJoined({ ...door, claimItems: [claim(worker, 13)] }))).toBe(true);
    expect(await hasOpenCase(await after([caseMembersView, closedCasesView], registered), stranger)).toBe(false);
  });
});

describe('the agencies of a case', () => {
  it('have a door in it or were handed work of it', async () => {
    const offer = { handOver: id(50), from: 'union', to: 'justice', kind: 'legalAid', caseId: ID, reason: '申请援助' };
    const received = HandOverReceived({ ...offer, ground: 'statutoryDuty', deadlines: [] });
    const look = await after([caseAgenciesView], registered, joined, received);
    const take = (agency: string) => takesPart(look, [ID], agency);
    expect(await Promise.all(['union', 'hr', 'justice', 'court'].map(take))).toEqual([true, true, true, false]);
  });

  it('are no longer of it once the work was taken back or sent back, however the two logs are heard', async () => {
    const head = { handOver: id(50), from: 'union', to: 'justice', kind: 'legalAid' };
    const received = HandOverReceived({
      ...{ ...head, caseId: ID, reason: '申请援助', ground: 'statutoryDuty' as const, deadlines: [] },
    });
    const withdrawn = HandOverWithdrawn({ ...head, note: '已撤回' });
    const returned = HandOverReturned({ ...head, reason: 'notOurPower', note: '不属职权', deadlines: [] });
    const accepted = HandOverAccepted({ ...head, terms: {} });
    const takes = async (...events: Happened[]) =>
      takesPart(await after([caseAgenciesView], registered, ...events), [ID], 'justice');
    expect(await takes(received, withdrawn)).toBe(false);
    expect(await takes(withdrawn, received)).toBe(false);
    expect(await takes(received, returned)).toBe(false);
    expect(await takes(received, accepted, withdrawn)).toBe(true);
    expect(await takes(withdrawn, received, accepted)).toBe(true);
    expect(await takes(received, returned, joined)).toBe(false);
  });
});
