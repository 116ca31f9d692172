/** A case that was closed comes in again: its limitation, its risk and its conference begin anew. */
import { describe, expect, it } from '@jest/globals';
import { town } from '@yimen/casework/testing';
import { ComplaintLodged, InspectionClosed } from '@yimen/hr-language';
import { PARKED, type Happened } from '@yimen/kernel';
import { uuid } from '@yimen/kernel/testing';
import {
  PeoplesAgreementBreached,
  PeoplesAgreementPerformed,
  PeoplesAgreementReached,
  PeoplesMediationApplied,
  PeoplesMediationFailed,
} from '@yimen/justice-language';
import { PetitionClosed, PetitionRegistered } from '@yimen/petition-language';
import { ClaimItemsAdded, DossierClosed, DossierOpened } from '@yimen/union-language';
import { jointCentre } from './agency.ts';
import { pairId } from './merge/likeness.ts';
import * as reading from './reading/whole-case.ts';

const [caseId, other, firm] = [uuid(1), uuid(2), uuid(3)];
const months = { kind: 'wages' as const, from: '2026-02', to: '2026-03', fen: 940_000 };
const wages = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => ({ ...months, id: uuid(100 + from + n), person: uuid(500 + from + n) }));
const dossier = DossierOpened({ caseId, door: 'window', employer: firm, claimItems: wages(0, 30) });
const closed = DossierClosed({ outcome: 'closedPaid' });
const more = ClaimItemsAdded({ claimItems: wages(30, 31) });

const agreedOn = (items: ReturnType<typeof wages>) => {
  const parts = items.map(({ id: item, fen }) => ({ item, fen }));
  const instalments = [{ no: 1, dueOn: '2026-05-20', parts }];
  return PeoplesAgreementReached({ effectiveOn: '2026-05-12', parts, instalments, acceleration: true });
};

function open() {
  const here = town([jointCentre], '2026-05-11');
  const says = (event: Happened, of = caseId, agency = 'union') => here.voice({ agency, caseId: of, event });
  const whole = async () => (await reading.wholeCase(here.rows('joint-centre'), caseId))!;
  const due = () => here.due('joint-centre', caseId);
  const closedNow = async () => (await whole()).rows.map((row) => row.closed);
  async function mergedWithAPetition(): Promise<void> {
    await here.day('2026-05-12');
    const petition = { caseId: other, door: 'online' as const, level: 'district' as const, employer: firm };
    await says(PetitionRegistered({ ...petition, claimItems: wages(0, 1) }), other, 'petition');
    const approve = { agency: 'joint-centre', command: 'ApproveMerge', id: pairId(caseId, other) };
    for (const agency of ['union', 'petition']) expect(await here.tell({ ...approve, data: { agency } })).toBe('done');
  }
  return { ...here, says, whole, due, closedNow, mergedWithAPetition };
}

describe('a case that comes in again', () => {
  it('has limitation again, also where that is on the day on which it was closed', async () => {
    const { says, due } = open();
    await says(dossier);
    await says(closed);
    expect(await due()).toContain('arb-limitation 2027-05-11 cancelled');
    await says(more);
    expect(await due()).toContain('arb-limitation 2027-05-11 running');
  });

  it('is due for a conference again, though its risk is no higher than it was', async () => {
    const { says, due, day, whole } = open();
    await says(dossier);
    expect(await due()).toContain('conference-convene/orange 2026-05-14 running');
    await says(closed);
    expect(await due()).toContain('conference-convene/orange 2026-05-14 cancelled');
    await day('2026-06-01');
    await says(more);
    expect(await due()).toContain('conference-convene/orange 2026-06-04 running');
    expect(reading.riskOfCase(await whole())).toBe('orange');
  });

  it.each([
    ['itself', caseId],
    ['the other id of its merge', other],
  ])('stays open where an agreement on %s is broken, however it was closed before', async (_, of) => {
    const { voice, says, closedNow, mergedWithAPetition, rows } = open();
    await says(dossier);
    await mergedWithAPetition();
    await says(closed);
    await says(PetitionClosed({}), other, 'petition');
    expect(await closedNow()).toEqual([true, true]);
    const mediated = (event: Happened) => voice({ agency: 'justice', caseId: of, event, id: uuid(9) });
    const applied = { caseId: of, door: 'window' as const, employer: firm, receivedOn: '2026-05-12' };
    await mediated(PeoplesMediationApplied({ ...applied, claimItems: wages(0, 1) }));
    await mediated(agreedOn(wages(0, 30)));
    await mediated(PeoplesAgreementBreached({ no: 1, outstanding: 940_000 }));
    await says(PetitionClosed({}), other, 'petition');
    expect(await closedNow()).toEqual([false, false]);
    await mediated(PeoplesAgreementPerformed({}));
    expect(await closedNow()).toEqual([true, true]);
    expect(await rows('joint-centre').count(PARKED)).toBe(0);
  });

  it('stays open where an agreement that was kept left one of its claims out, until that is dealt with', async () => {
    const { voice, closedNow, rows } = open();
    const mediated = (event: Happened, id = uuid(9)) => voice({ agency: 'justice', caseId, event, id });
    const applied = { caseId, door: 'window' as const, employer: firm, receivedOn: '2026-05-11' };
    await mediated(PeoplesMediationApplied({ ...applied, claimItems: wages(0, 3) }));
    await mediated(agreedOn(wages(0, 2)));
    await mediated(PeoplesAgreementPerformed({}));
    expect(await closedNow()).toEqual([false]);
    await mediated(PeoplesMediationApplied({ ...applied, claimItems: wages(2, 3) }), uuid(8));
    await mediated(PeoplesMediationFailed({ why: '分歧较大' }), uuid(8));
    expect(await closedNow()).toEqual([false]);
    // Told under another id, it is the same claim.
    const again = wages(2, 3).map((claim) => ({ ...claim, id: uuid(7) }));
    await mediated(PeoplesMediationApplied({ ...applied, claimItems: again }), uuid(6));
    await mediated(agreedOn(again), uuid(6));
    await mediated(PeoplesAgreementPerformed({}), uuid(6));
    expect(await closedNow()).toEqual([true]);
    expect(await rows('joint-centre').count(PARKED)).toBe(0);
  });

  it('under an id that was merged is open and assessed under the one that survives', async () => {
    const { says, day, due, closedNow, mergedWithAPetition, rows } = open();
    await says(dossier);
    await mergedWithAPetition();
    await says(closed);
    await says(PetitionClosed({}), other, 'petition');
    expect(await closedNow()).toEqual([true, true]);
    await day('2026-06-01');
    const lodged = { source: 'complaint' as const, receivedOn: '2026-06-01', employer: firm };
    await says(ComplaintLodged({ ...lodged, caseId: other, claimItems: wages(30, 31) }), other, 'hr');
    expect(await closedNow()).toEqual([false, false]);
    expect(await due()).toContain('conference-convene/orange 2026-06-04 running');
    await says(InspectionClosed({ outcome: 'closedPaid', recovered: 940_000 }), other, 'hr');
    expect(await closedNow()).toEqual([true, true]);
    expect(await due()).toContain('conference-convene/orange 2026-06-04 cancelled');
    expect(await rows('joint-centre').count(PARKED)).toBe(0);
  });
});
