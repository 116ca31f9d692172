import { describe, expect, it } from '@jest/globals';
import { consequencesOf } from './consequences.ts';
import { guard, guards } from './guards.ts';
import { routesFor, startingTier } from './routes.ts';
import type { GuardedCommand, Standing } from './standing.ts';

describe('mutual exclusion on one claim item', () => {
  it.each<[GuardedCommand, Standing[], string, string]>([
    ['lodgeInspection', ['arbitrationPending'], 'in-arbitration-or-court', '监察条例》第21条'],
    ['lodgeInspection', ['titleExists'], 'in-arbitration-or-court', '监察条例》第21条'],
    ['applyArbitration', ['arbitrationPending'], 'arbitration-pending', '第34条'],
    ['applyArbitration', ['arbitrationRefused'], 'arbitration-over', '第34条'],
    ['applyArbitration', ['titleExists', 'arbitrationDecided'], 'title-exists', '第34条'],
    ['applyArbitration', ['arbitrationDeemedWithdrawn'], 'deemed-withdrawn', '第39条'],
    ['applyArbitrationReview', ['agreementConfirmed'], 'agreement-confirmed', '第75条第5项'],
    ['applyArbitrationReview', ['agreementConfirmsRelation'], 'relation-not-reviewable', '第75条第4项'],
    ['applyPaymentOrder', ['preSuitPreservation'], 'preserved-before-suit', '第427条第7项'],
    ['applyPaymentOrder', ['titleExists'], 'title-exists', '第427条'],
    ['applySetAside', ['workerSuedOnFinalAward'], 'worker-has-sued', '第21条'],
    ['fileSuit', [], 'arbitration-first', '第12、15、51条'],
    ['fileSuit', ['mediationOpen'], 'arbitration-first', '第12、15、51条'],
    ['registerPetition', ['petitionPending'], 'petition-pending', '第19条'],
    ['registerPetition', ['petitionRechecked', 'petitionPending'], 'petition-closed-for-good', '第36条'],
    ['fineInsteadOfReferral', ['criminalReferral'], 'no-fine-instead', '第11条'],
    ['openMediation', ['mediationOpen'], 'mediation-open', '只开一个调解'],
  ])('%s after %j: %s', (...[command, already, refused, law]) => {
    const refusal = guard(command, already);
    expect(refusal).toMatchObject({ refused, law: expect.stringContaining(law) });
    expect(refusal?.nextDoor.zh).not.toBe('');
  });

  it.each<[GuardedCommand, Standing[]]>([
    ['applyArbitration', ['mediationOpen']],
    ['applyArbitration', ['inspectionOpen']],
    ['applyArbitration', []],
    ['fileSuit', ['wageIou']],
    ['fileSuit', ['agreementUnpaid']],
    ['fileSuit', ['arbitrationRefused']],
    ['fileSuit', ['arbitrationOverdue', 'paymentOrderPending']],
    ['applyEnforcement', ['titleExists', 'setAsidePending']],
    ['lodgeInspection', ['mediationOpen', 'petitionPending']],
    ['applySetAside', ['arbitrationDecided']],
  ])('%s after %j goes on', (command, already) => {
    expect(guard(command, already)).toBeUndefined();
  });

  it('says what an allowed command does to what was there', () => {
    const effects = (command: GuardedCommand, already: Standing[]) =>
      consequencesOf(command, already).map((line) => line.effect);
    expect(effects('applyArbitration', ['mediationOpen', 'inspectionOpen'])).toEqual(['goesOn', 'restartsLimitation']);
    expect(effects('fileSuit', ['paymentOrderIssued', 'wageIou'])).toEqual(['ends']);
    expect(effects('applyEnforcement', ['setAsidePending'])).toEqual(['stays']);
    expect(effects('fileSuit', [])).toEqual([]);
  });

  it('never lets mediation or inspection bar arbitration (LDMAL 14)', () => {
    const barring = guards.filter((line) => line.command === 'applyArbitration').flatMap((line) => line.when);
    expect(barring).not.toContain('mediationOpen');
    expect(barring).not.toContain('inspectionOpen');
  });
});

describe('routes at the door', () => {
  const names = (asked: Parameters<typeof routesFor>[0]) =>
    routesFor(asked)
      .filter((route) => route.recommended)
      .map((route) => route.name);

  it('sends a group of migrant workers to aid, mediation and inspection', () => {
    expect(names({ claimKinds: ['wages'], headCount: 43, migrantWorker: true })).toEqual([
      'legalAid',
      'mediation',
      'inspectionLead',
    ]);
  });

  it('files first when the limitation is about to end', () => {
    const asked = { claimKinds: ['severance'], limitationExpiry: '2026-03-10', today: '2026-03-05' };
    expect(names(asked)).toEqual(['legalAid', 'applicationDraft']);
  });

  it('goes straight to enforcement where there is a title, and offers nothing that is barred', () => {
    const routes = routesFor({ claimKinds: ['wages'], already: ['titleExists'] }).map((route) => route.name);
    expect(routes[0]).toBe('enforcement');
    expect(routes).not.toContain('applicationDraft');
    expect(routes).not.toContain('paymentOrder');
  });

  it('answers a question, and opens the court for a wage IOU', () => {
    expect(names({ claimKinds: [], onlyQuestion: true })).toEqual(['answer']);
    expect(names({ claimKinds: ['wages'], already: ['wageIou'] })).toEqual(['mediation', 'suit', 'paymentOrder']);
  });

  it('begins where the size of the matter says', () => {
    const tier = (headCount: number, fen: number) => startingTier({ headCount, fen }).tier;
    expect([tier(1, 0), tier(9, 10_000_001), tier(10, 0), tier(30, 0)]).toEqual([
      'outpost',
      'district',
      'district',
      'conference',
    ]);
  });
});
