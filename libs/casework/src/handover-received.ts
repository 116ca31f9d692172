/** The receiver's side of a hand-over: it arrived, and what was answered. */
import { clock, command, event, type Actor, type CommandType, type Decider, type Messages } from '@yimen/kernel';
import { z } from 'zod';
import {
  HandOverAccepted,
  HandOverReceived,
  HandOverReturned,
  HandOverWithdrawn,
  offerData,
  openTerms,
  type HandOverRules,
  type Offer,
} from './handover-language.ts';
import {
  alreadyHere,
  alreadyNoted,
  burningOn,
  head,
  isAnswered,
  isOpen,
  isOther,
  isTaken,
  moved,
  notHere,
  notWhole,
  notYourDesk,
  shown,
  unknownKind,
  type Transfer,
} from './transfer.ts';

/** The receiver's own note that the sender took it back. */
const ReceiptClosed = event({
  name: 'ReceiptClosed',
  zh: '移交被撤回',
  en: 'Taken back by the sender',
  data: z.object({ handOver: z.uuid() }),
});

const back = HandOverReturned.schema.pick({ reason: true, note: true });
const answer = z.object({ terms: openTerms.meta({ widget: 'hidden' }) });

const accepting = <I extends z.ZodObject>(by: readonly string[], input: I) =>
  command({ name: 'AcceptHandOver', zh: '签收移交', en: 'Accept', by, input });
const returning = (by: readonly string[]) =>
  command({ name: 'ReturnHandOver', zh: '退回移交', en: 'Return', by, input: back });

const commandsOf = ({ by }: HandOverRules) => ({
  ReceiveHandOver: command({ name: 'ReceiveHandOver', zh: '移交到达', en: 'Receive', by: [], input: offerData }),
  CloseHandOver: command({ name: 'CloseHandOver', zh: '撤回', en: 'Close', by: [], input: HandOverWithdrawn.schema }),
  AcceptHandOver: accepting(by, answer),
  ReturnHandOver: returning(by),
});
type Commands = ReturnType<typeof commandsOf>;
type Received = Decider<
  Messages<Commands[keyof Commands][]>,
  Transfer,
  Messages<[typeof HandOverReceived, typeof HandOverAccepted, typeof HandOverReturned, typeof ReceiptClosed]>
>;

const mayAnswer = (roles: readonly string[] | undefined, by: Actor): boolean =>
  !roles || by.roles.some((role) => roles.includes(role));

/** What the parcel itself lacks is no fault of the answer, and nobody can type it in at this desk. */
function isWhole(kind: HandOverRules['accepts'][string], offer: Offer, terms: Record<string, unknown>): boolean {
  try {
    return Boolean(kind.opens(offer, terms));
  } catch (error) {
    if (error instanceof z.ZodError && (kind.asks || Object.keys(terms).length === 0)) return false;
    throw error;
  }
}

const decide = (rules: HandOverRules): Received['decide'] => ({
  ReceiveHandOver: ({ data, facts: taken }, state) =>
    state.status === 'none' && !taken ? [HandOverReceived(data)] : alreadyHere,
  CloseHandOver: ({ data }, state) =>
    isOpen(state) && !isOther(state, data) ? [ReceiptClosed({ handOver: data.handOver })] : alreadyNoted,
  AcceptHandOver({ data, by }, state) {
    if (state.status === 'none') return notHere;
    if (!isOpen(state)) return isAnswered;
    const kind = rules.accepts[state.offer.kind];
    if (!mayAnswer(kind?.by, by)) return notYourDesk;
    if (!kind) return unknownKind;
    // What does not fit the procedure to be opened is refused now, with the fields of the answer, not after it.
    if (kind.asks) z.object({ terms: kind.asks }).parse(data);
    return isWhole(kind, state.offer, data.terms) ? [HandOverAccepted({ ...head(state.offer), ...data })] : notWhole;
  },
  ReturnHandOver({ data, by, facts }, state) {
    if (state.status === 'none') return notHere;
    if (!mayAnswer(rules.accepts[state.offer.kind]?.by, by)) return notYourDesk;
    return isOpen(state) ? [HandOverReturned({ ...head(state.offer), ...data, deadlines: facts })] : isAnswered;
  },
});

/** The answers to each kind, as its desk is shown them: given by who may, and asking for what the kind needs. */
function answersOf(rules: HandOverRules): Readonly<Record<string, readonly CommandType<any, any>[]>> {
  const answers = Object.entries(rules.accepts).map(([kind, { by = rules.by, asks }]) => {
    const input = asks ? z.object({ terms: asks }) : answer;
    return [kind, [accepting(by, input), returning(by)]] as const;
  });
  return Object.fromEntries(answers);
}

const acknowledging = clock('handover-ack', {
  start: [HandOverReceived],
  stop: [HandOverAccepted, HandOverReturned],
  cancel: [ReceiptClosed],
});

export function receiving(agency: string, rules: HandOverRules) {
  const { ReceiveHandOver, CloseHandOver, AcceptHandOver, ReturnHandOver } = commandsOf(rules);
  const answers = answersOf(rules);
  const decider: Received = {
    name: `${agency}.receipt`,
    label: { zh: '收到的移交', en: 'Hand-over received' },
    everywhere: true,
    commands: [ReceiveHandOver, CloseHandOver, AcceptHandOver, ReturnHandOver],
    events: [HandOverReceived, HandOverAccepted, HandOverReturned, ReceiptClosed],
    initial: { status: 'none' },
    clocks: [acknowledging],
    facts: {
      ReceiveHandOver: ({ handOver, from }, look) => isTaken(look, handOver, from),
      ReturnHandOver: async (_, look, state) => (isOpen(state) ? burningOn(look, agency, state.offer.caseId) : []),
    },
    decide: decide(rules),
    evolve: {
      HandOverReceived: (_, offer) => ({ status: 'received', offer }),
      HandOverAccepted: (state) => moved(state, 'accepted'),
      HandOverReturned: (state) => moved(state, 'returned'),
      ReceiptClosed: (state) => moved(state, 'withdrawn'),
    },
    show: (state) => shown(state, rules.accepts, isOpen(state) ? (answers[state.offer.kind] ?? [ReturnHandOver]) : []),
  };
  return { decider, ReceiveHandOver, CloseHandOver };
}
