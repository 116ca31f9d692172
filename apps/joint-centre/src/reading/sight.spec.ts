/** What of a case is shown to whom: to those who answer for the debt, to those who were told of it, and to others. */
import { describe, expect, it } from '@jest/globals';
import { casesNaming, HandOverOffered } from '@yimen/casework';
import { town } from '@yimen/casework/testing';
import { CorrectionOrdered } from '@yimen/hr-language';
import type { Happened } from '@yimen/kernel';
import { DossierOpened } from '@yimen/union-language';
import { jointCentre } from '../agency.ts';
import { sightOf, type Part } from './sight.ts';

const id = (n: number) => `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;
const [caseId, other, notice] = [id(1), id(2), id(8)];
const [employer, contractor, builder, bank, worker] = [id(3), id(4), id(5), id(6), id(7)];
const claim = { id: id(10), person: worker, kind: 'wages' as const, from: '2025-06', to: '2025-08', fen: 1_800_000 };

async function opened() {
  const here = town([jointCentre], '2025-09-08');
  const look = here.rows('joint-centre');
  const said = (agency: string, event: Happened) => here.voice({ agency, caseId, event });
  const dossier = { door: 'window' as const, project: '示例安置房一期', claimItems: [claim] };
  await said('union', DossierOpened({ ...dossier, caseId, employer, liable: [contractor] }));
  await here.voice({
    agency: 'union',
    caseId: other,
    event: DossierOpened({ ...dossier, caseId: other, employer: id(20), claimItems: [{ ...claim, id: id(11) }] }),
  });
  const sight = async (organisation?: string, reads: 'all' | 'own' | 'none' = 'own') => {
    const found = await sightOf(look, [caseId], { reads, ...(organisation ? { organisation } : {}) });
    return (['outline', 'claims', 'whole'] as Part[]).filter((part) => found.shows(part));
  };
  const merging = (command: string, data: object) => here.tell({ agency: 'joint-centre', command, id: id(30), data });
  return { look, said, sight, merging };
}

const offered = HandOverOffered({
  ...{ handOver: notice, from: 'hr', to: 'departments', kind: 'depositPayment', caseId, reason: '动用保证金' },
  ...{ ground: 'statutoryDuty', deadlines: [] },
  parties: [
    { id: bank, role: 'bank' },
    { id: worker, role: 'worker' },
  ],
});

describe('what is shown of a case', () => {
  it('is all of it to an office, and nothing to who keeps the services alive', async () => {
    const { sight } = await opened();
    expect(await sight(undefined, 'all')).toEqual(['outline', 'claims', 'whole']);
    expect(await sight(contractor, 'none')).toEqual([]);
  });

  it('is to those who answer for the debt who claims what, but not what the offices do', async () => {
    const { sight } = await opened();
    for (const debtor of [employer, contractor]) expect(await sight(debtor)).toEqual(['outline', 'claims']);
  });

  it('is as much to whom an order to pay is addressed, once it is given', async () => {
    const { said, sight } = await opened();
    expect(await sight(builder)).toEqual([]);
    await said(
      'hr',
      CorrectionOrdered({ addressees: [builder], parts: [{ item: claim.id, fen: claim.fen }], days: 10 }),
    );
    expect(await sight(builder)).toEqual(['outline', 'claims']);
  });

  it('is its outline to a bank that was sent a notice, with this one hand-over', async () => {
    const { said, sight, look } = await opened();
    await said('hr', offered);
    expect(await sight(bank)).toEqual(['outline']);
    const { isShown } = await sightOf(look, [caseId], { reads: 'own', organisation: bank });
    expect([isShown(notice), isShown(id(9))]).toEqual([true, false]);
  });

  it('is to a bank also the claims that its notice asks it to pay, and no other', async () => {
    const { said, look, sight } = await opened();
    await said('hr', HandOverOffered({ ...offered.data, terms: { parts: [{ item: claim.id, fen: 900_000 }] } }));
    expect(await sight(bank)).toEqual(['outline', 'claims']);
    const { isClaimShown } = await sightOf(look, [caseId], { reads: 'own', organisation: bank });
    expect([isClaimShown(claim.id), isClaimShown(id(12))]).toEqual([true, false]);
  });

  it('is no hand-over between offices that is about a debtor, who would be warned by its reason', async () => {
    const { said, look } = await opened();
    const about = { ...offered.data, to: 'justice', kind: 'legalAid', parties: [{ id: employer, role: 'employer' }] };
    await said('hr', HandOverOffered(about));
    const { shows, isShown } = await sightOf(look, [caseId], { reads: 'own', organisation: employer });
    expect([shows('claims'), isShown(notice)]).toEqual([true, false]);
  });

  it('is nothing to others: to workers, to parties of other cases, to accounts without an organisation', async () => {
    const { said, sight } = await opened();
    await said('hr', offered);
    for (const organisation of [worker, id(20), undefined]) expect(await sight(organisation)).toEqual([]);
  });

  it('is found from the organisation', async () => {
    const { said, look } = await opened();
    await said('hr', offered);
    for (const organisation of [employer, contractor, bank])
      expect([...(await casesNaming(look, organisation))]).toEqual([caseId]);
    expect((await casesNaming(look, '')).size).toBe(0);
  });

  it('is found under the case that survives a merge, as long as they are one', async () => {
    const { look, merging } = await opened();
    await merging('RequestMerge', { survivor: other, merged: caseId, reason: '同一争议' });
    await merging('ApproveMerge', { agency: 'union' });
    expect([...(await casesNaming(look, contractor))]).toEqual([caseId, other]);
    const { shows } = await sightOf(look, [other, caseId], { reads: 'own', organisation: contractor });
    expect(shows('claims')).toBe(true);
    await merging('UndoMerge', { reason: '并非同一争议' });
    expect([...(await casesNaming(look, contractor))]).toEqual([caseId]);
  });
});
