/** A referred dossier is offered to its destination in the same breath. */
import { sending } from '@yimen/casework';
import { on, order, policy } from '@yimen/kernel';
import { handOverRules } from '../hand-overs.ts';
import { destinations, DossierReferred } from './referral.ts';

const { decider: offers, OfferHandOver } = sending('union', handOverRules);

export const whenDossierReferred = policy({
  name: 'when-dossier-referred',
  on: [
    on(DossierReferred, ({ data }) => {
      const { handOver, caseId, kind, ground, consent, reason, claimItems, ...terms } = data;
      const people = [...new Set(claimItems.map(({ person }) => person))];
      const parties = [{ id: data.employer, role: 'employer' }, ...people.map((id) => ({ id, role: 'worker' }))];
      const parcel = { caseId, to: destinations[kind], kind, ground, consent, reason, claimItems, parties, terms };
      return [order(offers, handOver, OfferHandOver(parcel))];
    }),
  ],
});
