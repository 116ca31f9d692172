/** Court or commission sent the application back, or the station took it back: the agreement may be brought again. */
import { HandOverReturned, HANDOVERS, HandOverWithdrawn, type HandOverRow } from '@yimen/casework';
import { on, order, policy, type Look, type Recorded } from '@yimen/kernel';
import { NoteUnionAgreementCameBack } from './commands.ts';
import { mediation } from './mediation.ts';

const agreements = ['judicialConfirmation', 'arbitrationReview'];

async function back({ data }: Recorded<{ handOver: string; from: string; kind: string }>, look: Look) {
  if (data.from !== 'union' || !agreements.includes(data.kind)) return [];
  const row = await look.row<HandOverRow>(HANDOVERS, data.handOver);
  const id = row?.data.offer.terms.mediation;
  return typeof id === 'string' ? [order(mediation, id, NoteUnionAgreementCameBack({ handOver: data.handOver }))] : [];
}

export const whenUnionApplicationReturned = policy({
  name: 'when-union-application-returned',
  on: [on(HandOverReturned, back), on(HandOverWithdrawn, back)],
});
