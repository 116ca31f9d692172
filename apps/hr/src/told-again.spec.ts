/** A claim that is told again, at another door or in a case that is merged, has another id there; it is one claim. */
import { describe, expect, it } from '@jest/globals';
import { CasesMerged } from '@yimen/casework';
import { town } from '@yimen/casework/testing';
import { AgreementConfirmed, ConfirmationApplied } from '@yimen/court-language';
import { CaseRegistered, ClaimsJoined } from '@yimen/joint-centre-language';
import { PARKED, type Happened } from '@yimen/kernel';
import { uuid } from '@yimen/kernel/testing';
import { UnionMediationPaid } from '@yimen/union-language';
import { hr } from './agency.ts';

const [caseId, merged, employer, person, inspection, second] = [1, 2, 3, 4, 5, 6].map(uuid) as [
  ...[string, string, string, string, string, string],
];
const [item, told, told2, mediation] = [7, 8, 9, 10].map(uuid) as [string, string, string, string];
const claim = { id: item, person, kind: 'wages' as const, from: '2026-02', to: '2026-03', fen: 940_000 };
const door = { agency: 'union', door: 'window' as const, on: '2026-05-12' };
/** The union's door tells the claim again in the same case; a petition tells it in a case that is merged. */
const again: Happened[] = [
  CaseRegistered({ ...door, caseId, number: '示〔2026〕1号', agency: 'hr', employer, claimItems: [claim] }),
  ClaimsJoined({ ...door, claimItems: [], same: { [told]: item } }),
  CasesMerged({ survivor: caseId, merged, same: { [told2]: item }, latestAct: '2026-05-12', reason: '同一请求' }),
];

async function ordered() {
  const here = town([hr], '2026-05-12');
  const ask = (command: string, data: object = {}, id = inspection) => here.tell({ agency: 'hr', command, id, data });
  const complaint = { caseId, source: 'complaint', employer, claimItems: [claim] };
  expect(await ask('LodgeComplaint', complaint)).toBe('done');
  for (const event of again) await here.voice({ agency: 'joint-centre', caseId, event });
  expect(await ask('AcceptComplaint')).toBe('done');
  return { ...here, ask };
}

describe('a claim under another id', () => {
  it.each([
    ['told again at another door', caseId, told],
    ['told in a case that is merged', merged, told2],
  ])('%s is paid for the inspection, too', async (_, ofCase, paid) => {
    const { ask, voice, day, said, rows } = await ordered();
    const parts = [{ item, fen: 940_000 }];
    expect(await ask('IssueCorrectionOrder', { addressees: [employer], parts, days: 10 })).toBe('done');
    const event = UnionMediationPaid({ parts: [{ item: paid, fen: 940_000 }] });
    await voice({ agency: 'union', caseId: ofCase, event });
    await day('2026-06-30');
    const types = (await said('hr', inspection)).map(({ type }) => type);
    expect(types.slice(-2)).toEqual(['InspectionPaymentNoted', 'OrderComplied']);
    expect(await rows('hr').count(PARKED)).toBe(0);
  });

  it('is under inspection already, and is not for inspection once a court has confirmed it', async () => {
    const { ask, voice } = await ordered();
    const complaint = { caseId, source: 'complaint', employer, claimItems: [{ ...claim, id: told }] };
    expect(await ask('LodgeComplaint', complaint, second)).toBe('inspection-open');
    expect(await ask('CloseInspection', { outcome: 'withdrawn' })).toBe('done');
    const parts = [{ item: told2, fen: 940_000 }];
    const applied = { body: 'unionStation' as const, mediation, employer, parts, acceleration: false };
    const instalments = [{ no: 1, dueOn: '2026-05-29', parts }];
    const events = [
      ConfirmationApplied({ ...applied, caseId: merged, instalments, appliedOn: '2026-05-12' }),
      AgreementConfirmed({ caseId: merged, mediation, parts, number: '（2026）示0101民特1号', lastDay: '2026-05-29' }),
    ];
    for (const event of events) await voice({ agency: 'court', caseId: merged, event });
    expect(await ask('LodgeComplaint', complaint, second)).toBe('title-exists');
  });
});
