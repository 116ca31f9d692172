/** To route a petition is to hand it over: the parcel goes out with its parties and claims, nothing typed again. */
import { sending } from '@yimen/casework';
import { on, order, policy, procedureIdOf } from '@yimen/kernel';
import { partiesOf } from '@yimen/terms';
import { PetitionTransferred } from '@yimen/petition-language';
import { handOverRules } from '../hand-overs.ts';
import { PETITIONS, type PetitionRow } from './petitions.view.ts';

const { decider: offers, OfferHandOver } = sending('petition', handOverRules);

export const whenRouted = policy({
  name: 'when-routed',
  on: [
    on(PetitionTransferred, async (heard, look) => {
      const id = procedureIdOf(heard);
      const row = (await look.row<PetitionRow>(PETITIONS, id))?.data;
      if (!row) return [];
      const { handOver, to, unit, reason } = heard.data;
      const { caseId, employer, claimItems, registeredOn } = row;
      const offer = OfferHandOver({
        caseId,
        to,
        unit,
        kind: 'petitionTransfer',
        ground: 'statutoryDuty',
        reason,
        claimItems: [...claimItems],
        parties: partiesOf(employer, claimItems),
        terms: { petition: id, employer, registeredOn },
      });
      return [order(offers, handOver, offer)];
    }),
  ],
});
