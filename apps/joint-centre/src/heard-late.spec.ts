/** The agencies are heard in any order, and much of them at once: after an outage, or by a joint centre that is new. */
import { describe, expect, it } from '@jest/globals';
import { town } from '@yimen/casework/testing';
import { EnforcementApplied, EnforcementCompleted } from '@yimen/court-language';
import { WagesAdvanced } from '@yimen/departments-language';
import { ComplaintLodged, OrderLapsed } from '@yimen/hr-language';
import { PARKED } from '@yimen/kernel';
import { uuid } from '@yimen/kernel/testing';
import { DossierClosed, DossierOpened, UnionMediationAgreed } from '@yimen/union-language';
import { jointCentre } from './agency.ts';
import * as reading from './reading/whole-case.ts';

const [caseId, worker, firm, contractor, confirmation] = [uuid(1), uuid(2), uuid(3), uuid(4), uuid(5)];
const wages = { id: uuid(10), person: worker, kind: 'wages' as const, from: '2026-02', to: '2026-03', fen: 940_000 };
const parts = [{ item: wages.id, fen: 900_000 }];
const dossier = DossierOpened({ caseId, door: 'window', employer: firm, claimItems: [wages] });

function open() {
  const here = town([jointCentre], '2026-05-20');
  const say = (agency: string, event: typeof dossier | { type: string; data: unknown }, on = '2026-05-20') => ({
    ...{ agency, caseId, event, on },
  });
  const whole = async () => (await reading.wholeCase(here.rows('joint-centre'), caseId))!;
  return { ...here, say, whole, status: async () => reading.statusOfCase(await whole()) };
}

describe('what is heard before the door that it stands behind', () => {
  it('holds the case open for its enforcement, and closes it with that', async () => {
    const { voice, say, status } = open();
    const dues = [{ dueOn: '2026-05-01', fen: 900_000 }];
    await voice(say('court', EnforcementApplied({ caseId, confirmation, debtor: firm, parts, dues })));
    await voice(say('union', dossier, '2026-05-11'), say('union', DossierClosed({ outcome: 'otherRoute' })));
    expect(await status()).toBe('open');
    await voice(say('court', EnforcementCompleted({})));
    expect(await status()).toBe('closed');
  });

  it('interrupts limitation', async () => {
    const { voice, say, due } = open();
    const advance = WagesAdvanced({ caseId, by: contractor, onBehalfOf: firm, project: '示例', parts });
    await voice(say('departments', advance, '2026-05-18'));
    await voice(say('union', dossier, '2026-05-11'));
    expect(await due('joint-centre', caseId)).toEqual(['arb-limitation 2027-05-18 running']);
  });
});

describe('what is heard after the end', () => {
  it('does not set the limitation of a closed case going again', async () => {
    const { voice, say, due, rows } = open();
    await voice(say('union', dossier, '2026-05-11'), say('union', DossierClosed({ outcome: 'closedPaid' })));
    const advance = WagesAdvanced({ caseId, by: contractor, onBehalfOf: firm, project: '示例', parts });
    await voice(say('departments', advance, '2026-05-19'));
    expect(await due('joint-centre', caseId)).toEqual(['arb-limitation 2027-05-11 cancelled']);
    expect(await rows('joint-centre').count(PARKED)).toBe(0);
  });
});

describe('what is heard together with the door', () => {
  it('interrupts limitation on its own day', async () => {
    const { voice, say, due } = open();
    const agreed = UnionMediationAgreed({ parts, payBy: '2026-05-29', effectiveOn: '2026-05-19' });
    await voice(say('union', dossier, '2026-05-11'), say('union', agreed, '2026-05-19'));
    expect(await due('joint-centre', caseId)).toEqual(['arb-limitation 2027-05-19 running']);
  });

  it('raises the risk where an order has lapsed above the criminal line', async () => {
    const { voice, say, whole } = open();
    const source = 'complaint' as const;
    const lodged = ComplaintLodged({ caseId, source, receivedOn: '2026-05-11', employer: firm, claimItems: [wages] });
    const lapsed = { workers: 10, outstanding: 21_500_000, payDate: '2026-05-19', criminalTest: true };
    await voice(say('hr', lodged, '2026-05-11'), say('hr', OrderLapsed(lapsed)));
    expect(reading.riskOfCase(await whole())).toBe('yellow');
  });
});
