import { describe, expect, it } from '@jest/globals';
import { town } from '@yimen/casework/testing';
import {
  AidLawyerDesignated,
  LegalAidApplied,
  LegalAidCompleted,
  LegalAidGranted,
  LegalAidRefused,
  MeansCheckExempted,
} from '@yimen/justice-language';
import { given, uuid } from '@yimen/kernel/testing';
import type { ClaimItem } from '@yimen/terms';
import { justice } from '../agency.ts';
import { handOverRules } from '../hand-overs.ts';
import {
  ApplyLegalAid,
  CheckMeans,
  CompleteLegalAid,
  DesignateAidLawyer,
  ExemptMeansCheck,
  GrantLegalAid,
  legalAid,
  RefuseLegalAid,
} from './legal-aid.ts';

const [caseId, person, item, lawyer, handOver, employer] = [uuid(1), uuid(2), uuid(3), uuid(4), uuid(5), uuid(6)];
const wages: ClaimItem = { id: item, person, kind: 'wages', from: '2025-06', to: '2025-08', fen: 1_800_000 };
const claimItems = [wages];
const applied = LegalAidApplied({
  caseId,
  claimItems,
  people: [person],
  migrantWorkers: true,
  receivedOn: '2025-09-10',
});
const ground = 'migrantWorker' as const;
const exempted = MeansCheckExempted({ ground });
const granted = LegalAidGranted({});
const refused = LegalAidRefused({ reason: '不属于法律援助事项范围' });
const designated = AidLawyerDesignated({ lawyer });
const completed = LegalAidCompleted({});
const at = '2025-09-10T02:00:00.000Z';

describe('an application for legal aid', () => {
  const asking = ApplyLegalAid({ caseId, claimItems, migrantWorkers: true });

  it('counts from the day of registration and for all workers of the claims, unless it says otherwise', () =>
    given(legalAid).when(asking, { at }).then(applied));

  it('is registered once, and not for tomorrow', () => {
    given(legalAid, applied).when(asking, { at }).refused('already-applied');
    const tomorrow = ApplyLegalAid({ caseId, claimItems, receivedOn: '2025-09-11' });
    given(legalAid).when(tomorrow, { at }).refused('not-yet');
    expect(() => ApplyLegalAid({ caseId, claimItems, people: [] })).toThrow(/people/);
  });

  it('is dealt with no earlier than it was received', () => {
    const early = { at: '2025-09-09T02:00:00.000Z' };
    given(legalAid, applied).when(ExemptMeansCheck({ ground }), early).refused('before-receipt');
    given(legalAid, applied)
      .when(CheckMeans({ by: 'pledge' }), early)
      .refused('before-receipt');
    given(legalAid, applied).when(RefuseLegalAid(refused.data), early).refused('before-receipt');
    given(legalAid, applied, exempted).when(GrantLegalAid({}), early).refused('before-receipt');
    const all = [applied, exempted, granted];
    given(legalAid, ...all)
      .when(DesignateAidLawyer({ lawyer }), early)
      .refused('before-receipt');
    given(legalAid, ...all, designated)
      .when(CompleteLegalAid({}), early)
      .refused('before-receipt');
  });

  it('opens from the union’s parcel with nothing typed again', () => {
    const offer = { handOver, caseId, claimItems, terms: { employer, migrantWorkers: true, receivedOn: '2025-09-10' } };
    const [order] = handOverRules.accepts.legalAid?.opens(offer as never, {}) ?? [];
    expect([order?.decider, order?.id]).toEqual([legalAid, handOver]);
    given(legalAid).when(order!.command, { at: '2025-09-11T02:00:00.000Z' }).then(applied);
  });
});

describe('the means check', () => {
  it('is spared migrant workers for pay and injury, and for nothing else', () => {
    given(legalAid, applied).when(ExemptMeansCheck({ ground })).then(exempted);
    const more = LegalAidApplied({ ...applied.data, claimItems: [wages, { ...wages, kind: 'socialInsurance' }] });
    given(legalAid, more).when(ExemptMeansCheck({ ground })).refused('not-of-migrant-workers');
    given(legalAid, more)
      .when(ExemptMeansCheck({ ground: 'disabled' }))
      .then(MeansCheckExempted({ ground: 'disabled' }));
  });

  it('is made once, before the decision', () => {
    expect(given(legalAid, applied).when(CheckMeans({ by: 'pledge' })).decision).toEqual([
      { type: 'MeansChecked', data: { by: 'pledge' } },
    ]);
    given(legalAid, applied, exempted)
      .when(CheckMeans({ by: 'pledge' }))
      .refused('already-decided');
    given(legalAid, applied, exempted).when(ExemptMeansCheck({ ground })).refused('already-decided');
    given(legalAid)
      .when(CheckMeans({ by: 'pledge' }))
      .refused('no-application');
    given(legalAid).when(ExemptMeansCheck({ ground })).refused('no-application');
  });
});

describe('the decision', () => {
  it('grants only after the means check or its exemption', () => {
    given(legalAid, applied).when(GrantLegalAid({})).refused('means-not-checked');
    given(legalAid, applied, exempted).when(GrantLegalAid({}), { at }).then(granted);
    given(legalAid, applied, exempted, granted).when(GrantLegalAid({})).refused('already-decided');
    given(legalAid).when(GrantLegalAid({})).refused('no-application');
  });

  it('may refuse at any time before it, in writing', () => {
    const no = RefuseLegalAid(refused.data);
    given(legalAid, applied).when(no).then(refused);
    given(legalAid, applied, exempted).when(no).then(refused);
    given(legalAid, applied, refused).when(no).refused('already-decided');
    given(legalAid).when(no).refused('no-application');
    expect(() => RefuseLegalAid({ reason: ' ' })).toThrow(/reason/);
  });
});

describe('the days of an application', () => {
  async function asked() {
    const { tell, due, day } = town([justice], '2025-09-10');
    const ask = (command: string, data: object = {}) => tell({ agency: 'justice', command, id: handOver, data });
    expect(await ask('ApplyLegalAid', { caseId, claimItems, migrantWorkers: true })).toBe('done');
    expect(await due('justice')).toEqual(['la-review 2025-09-17 running']);
    await day('2025-09-12');
    return { ask, due };
  }

  it('are seven to decide, and three to name a lawyer once it is granted', async () => {
    const { ask, due } = await asked();
    expect(await ask('ExemptMeansCheck', { ground })).toBe('done');
    expect(await ask('GrantLegalAid')).toBe('done');
    expect(await due('justice')).toEqual(['la-designate 2025-09-15 running', 'la-review 2025-09-17 met']);
    expect(await ask('DesignateAidLawyer')).toBe('done');
    expect(await due('justice')).toEqual(['la-designate 2025-09-15 met', 'la-review 2025-09-17 met']);
  });

  it('end with a refusal', async () => {
    const { ask, due } = await asked();
    expect(await ask('RefuseLegalAid', refused.data)).toBe('done');
    expect(await due('justice')).toEqual(['la-review 2025-09-17 met']);
  });
});

describe('the aid', () => {
  it('is given by a lawyer, and completed', () => {
    given(legalAid, applied, exempted, granted).when(DesignateAidLawyer({ lawyer })).then(designated);
    given(legalAid, applied, exempted, granted, designated).when(CompleteLegalAid({})).then(completed);
  });

  it('has no lawyer before the grant, and no end before the lawyer', () => {
    given(legalAid, applied).when(DesignateAidLawyer({ lawyer })).refused('not-granted');
    given(legalAid, applied, exempted, granted).when(CompleteLegalAid({})).refused('not-assigned');
  });

  it('shows what can be done now', () => {
    const shown = (...past: Parameters<typeof given>[1][]) => legalAid.show(given(legalAid, ...past).state);
    expect(shown()).toBeUndefined();
    expect(shown(applied)).toMatchObject({ next: [ExemptMeansCheck, CheckMeans, RefuseLegalAid], closed: false });
    expect(shown(applied)?.facts.map(({ value }) => value)).toEqual([1, 'migrant', 1_800_000]);
    expect(shown(applied, exempted)).toMatchObject({ next: [GrantLegalAid, RefuseLegalAid] });
    expect(shown(applied, refused)).toMatchObject({ status: 'refused', closed: true });
    expect(shown(applied, exempted, granted, designated, completed)).toMatchObject({ closed: true });
  });
});
