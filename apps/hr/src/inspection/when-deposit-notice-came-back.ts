/** A notice to the bank comes back as any hand-over may: the inspection that drew may draw again, on another bank. */
import { HandOverReturned, HANDOVERS, HandOverWithdrawn, type HandOverRow } from '@yimen/casework';
import { on, order, policy, type Look, type Order, type Recorded } from '@yimen/kernel';
import { NoteDepositNoticeCameBack } from './commands.ts';
import { inspection } from './inspection.ts';
import { inspectionsOf } from './inspections.view.ts';

type Answer = Recorded<{ readonly handOver: string; readonly from: string; readonly kind: string }>;

/** Of the inspections of the case the one that drew takes it. */
async function back({ data: { handOver, from, kind } }: Answer, look: Look): Promise<readonly Order[]> {
  if (from !== 'hr' || kind !== 'depositPayment') return [];
  const sent = await look.row<HandOverRow>(HANDOVERS, handOver);
  const rows = sent ? await inspectionsOf(look, sent.data.offer.caseId) : [];
  return rows.map(({ id }) => order(inspection, id, NoteDepositNoticeCameBack({ handOver })));
}

export const whenDepositNoticeCameBack = policy({
  name: 'when-deposit-notice-came-back',
  on: [on(HandOverReturned, back), on(HandOverWithdrawn, back)],
});
