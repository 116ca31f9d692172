/** The receiver's side of a hand-over: it arrived, and what was answered. */
import { clock, command, type Decider, type Messages } from '@yimen/kernel';
import { z } from 'zod';
import {
  HandOverAccepted,
  HandOverReceived,
  HandOverReturned,
  HandOverWithdrawn,
  note,
  offerData,
  oneOf,
  openTerms,
  returnReasons,
  said,
  type HandOverRules,
} from './handover-language.ts';
import {
  alreadyHere,
  alreadyNoted,
  burningOn,
  head,
  isAnswered,
  isOpen,
  moved,
  notHere,
  shown,
  unknownKind,
  type Transfer,
} from './transfer.ts';

/** The receiver's own note that the sender took it back. */
const ReceiptClosed = said('ReceiptClosed', '移交被撤回', 'Taken back by the sender', z.object({ handOver: z.uuid() }));

export function receiving(agency: string, rules: HandOverRules) {
  const { by } = rules;
  const back = z.object({ reason: oneOf(returnReasons, '退回理由', 'Reason for return'), note });
  const ReceiveHandOver = command({ name: 'ReceiveHandOver', zh: '移交到达', en: 'Receive', by: [], input: offerData });
  const CloseHandOver = command({
    name: 'CloseHandOver',
    zh: '对方撤回',
    en: 'Close',
    by: [],
    input: HandOverWithdrawn.schema,
  });
  const AcceptHandOver = command({
    name: 'AcceptHandOver',
    zh: '签收移交',
    en: 'Accept hand-over',
    by,
    input: z.object({ terms: openTerms.meta({ widget: 'hidden' }) }),
  });
  const ReturnHandOver = command({ name: 'ReturnHandOver', zh: '退回移交', en: 'Return hand-over', by, input: back });
  const decider = {
    name: `${agency}.receipt`,
    label: { zh: '收到的移交', en: 'Hand-over received' },
    everywhere: true,
    commands: [ReceiveHandOver, CloseHandOver, AcceptHandOver, ReturnHandOver],
    events: [HandOverReceived, HandOverAccepted, HandOverReturned, ReceiptClosed],
    initial: { status: 'none' } as Transfer,
    clocks: [
      clock('handover-ack', {
        start: [HandOverReceived],
        stop: [HandOverAccepted, HandOverReturned],
        cancel: [ReceiptClosed],
      }),
    ],
    facts: {
      ReturnHandOver: async (_, look, state: Transfer) => (isOpen(state) ? burningOn(look, state.offer.caseId) : []),
    },
    decide: {
      ReceiveHandOver: ({ data }, state) => (state.status === 'none' ? [HandOverReceived(data)] : alreadyHere),
      CloseHandOver: ({ data: { handOver } }, state) => (isOpen(state) ? [ReceiptClosed({ handOver })] : alreadyNoted),
      AcceptHandOver({ data }, state) {
        if (state.status === 'none') return notHere;
        if (!isOpen(state)) return isAnswered;
        const kind = rules.accepts[state.offer.kind];
        // Terms that do not fit the procedure to be opened are refused now, with their fields, not after the signature.
        kind?.opens(state.offer, data.terms);
        return kind ? [HandOverAccepted({ ...head(state.offer), ...data })] : unknownKind;
      },
      ReturnHandOver({ data, facts }, state) {
        if (state.status === 'none') return notHere;
        return isOpen(state) ? [HandOverReturned({ ...head(state.offer), ...data, deadlines: facts })] : isAnswered;
      },
    },
    evolve: {
      HandOverReceived: (_, offer): Transfer => ({ status: 'received', offer }),
      HandOverAccepted: (state) => moved(state, 'accepted'),
      HandOverReturned: (state) => moved(state, 'returned'),
      ReceiptClosed: (state) => moved(state, 'withdrawn'),
    },
    show: (state) => shown(state, rules.accepts, isOpen(state) ? [AcceptHandOver, ReturnHandOver] : []),
  } satisfies Decider<
    Messages<[typeof ReceiveHandOver, typeof CloseHandOver, typeof AcceptHandOver, typeof ReturnHandOver]>,
    Transfer,
    Messages<[typeof HandOverReceived, typeof HandOverAccepted, typeof HandOverReturned, typeof ReceiptClosed]>
  >;
  return { decider, ReceiveHandOver, CloseHandOver };
}
