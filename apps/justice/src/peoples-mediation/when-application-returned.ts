/** The application came back, or was taken back: the agreement may be brought again, while the time for it runs. */
import { HandOverReturned, HANDOVERS, HandOverWithdrawn, type HandOverRow } from '@yimen/casework';
import { on, order, policy, type Look, type Recorded } from '@yimen/kernel';
import { NoteAgreementCameBack } from './commands.ts';
import { peoplesMediation } from './peoples-mediation.ts';

async function back({ data: { handOver, from } }: Recorded<{ handOver: string; from: string }>, look: Look) {
  if (from !== 'justice') return [];
  const row = await look.row<HandOverRow>(HANDOVERS, handOver);
  const { mediation } = row?.data.offer.terms ?? {};
  return typeof mediation === 'string' ? [order(peoplesMediation, mediation, NoteAgreementCameBack({ handOver }))] : [];
}

export const whenApplicationReturned = policy({
  name: 'when-application-returned',
  on: [on(HandOverReturned, back), on(HandOverWithdrawn, back)],
});
