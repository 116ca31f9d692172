/** The sender's side of a hand-over: one stream for each offer. */
import { command, event, type Decider, type Messages } from '@yimen/kernel';
import { z } from 'zod';
import {
  HandOverOffered,
  HandOverWithdrawn,
  note,
  oneOf,
  parcel,
  titled,
  type HandOverRules,
} from './handover-language.ts';
import {
  alreadyNoted,
  alreadySent,
  burningOn,
  head,
  isAnswered,
  isOpen,
  moved,
  noConsent,
  notHere,
  notTheirs,
  reached,
  shown,
  unknownKind,
  type Transfer,
} from './transfer.ts';

/** The sender's own note of what it heard back; it is folded, never published. */
const AnswerNoted = event({
  name: 'AnswerNoted',
  zh: '移交答复',
  en: 'Answer noted',
  data: z.object({ status: z.enum(['received', 'accepted', 'returned']) }),
});

type Offers = HandOverRules['offers'];

const kindOf = (offers: Offers) =>
  oneOf(
    Object.fromEntries(Object.entries(offers).map(([kind, { zh, en }]) => [kind, [zh, en]] as const)),
    '移交事项',
    'Kind of hand-over',
  );

const offering = <I extends z.ZodObject>(by: readonly string[], input: I) =>
  command({ name: 'OfferHandOver', zh: '移交', en: 'Hand over', by, input });

/** The offer as the desk is shown it: only what can be offered by hand, and only to those that take it. */
function byHand({ by, offers }: HandOverRules) {
  const kinds = Object.fromEntries(Object.entries(offers).filter(([, { byAct }]) => !byAct));
  const takers = [...new Set(Object.values(kinds).flatMap(({ to }) => to))];
  const to = z.enum(takers).meta(titled('接收机关', 'Receiving agency', { widget: 'agency' }));
  return takers.length > 0 ? [offering(by, parcel.extend({ to, kind: kindOf(kinds) }))] : [];
}

/** The kinds are a closed list: what this agency sends. Whoever sends nothing is not asked. */
function commandsOf(rules: HandOverRules) {
  const by = Object.keys(rules.offers).length > 0 ? rules.by : [];
  return {
    OfferHandOver: offering(by, parcel.extend({ kind: kindOf(rules.offers) })),
    WithdrawHandOver: command({
      ...{ name: 'WithdrawHandOver', zh: '撤回移交', en: 'Withdraw' },
      ...{ by, input: z.object({ note }) },
    }),
    NoteAnswer: command({ name: 'NoteAnswer', zh: '记录答复', en: 'Note it', by: [], input: AnswerNoted.schema }),
  };
}
type Commands = ReturnType<typeof commandsOf>;
type Sent = Decider<
  Messages<Commands[keyof Commands][]>,
  Transfer,
  Messages<[typeof HandOverOffered, typeof HandOverWithdrawn, typeof AnswerNoted]>
>;

const decide = (agency: string, rules: HandOverRules): Sent['decide'] => ({
  OfferHandOver({ data, id, facts }, state) {
    if (state.status !== 'none') return alreadySent;
    const kind = rules.offers[data.kind];
    if (!kind) return unknownKind;
    if (!kind.to.includes(data.to)) return notTheirs;
    if (data.ground === 'separateConsent' && !data.consent) return noConsent;
    return [HandOverOffered({ ...data, handOver: id, from: agency, deadlines: facts })];
  },
  WithdrawHandOver({ data }, state) {
    if (state.status === 'none') return notHere;
    return isOpen(state) ? [HandOverWithdrawn({ ...head(state.offer), ...data })] : isAnswered;
  },
  NoteAnswer: ({ data }, state) =>
    state.status !== 'none' && reached[data.status] > reached[state.status] ? [AnswerNoted(data)] : alreadyNoted,
});

/** The decider of offers. An agency's policy may offer by it, so that a decision to route and the offer are one act. */
export function sending(agency: string, rules: HandOverRules) {
  const { OfferHandOver, WithdrawHandOver, NoteAnswer } = commandsOf(rules);
  const decider: Sent = {
    name: `${agency}.offer`,
    label: { zh: '发出的移交', en: 'Hand-over sent' },
    everywhere: true,
    opens: byHand(rules),
    commands: [OfferHandOver, WithdrawHandOver, NoteAnswer],
    events: [HandOverOffered, HandOverWithdrawn, AnswerNoted],
    initial: { status: 'none' },
    facts: { OfferHandOver: ({ caseId }, look) => burningOn(look, agency, caseId) },
    decide: decide(agency, rules),
    evolve: {
      HandOverOffered: (_, offer) => ({ status: 'offered', offer }),
      HandOverWithdrawn: (state) => moved(state, 'withdrawn'),
      AnswerNoted: (state, { status }) => moved(state, status),
    },
    show: (state) => shown(state, rules.offers, isOpen(state) ? [WithdrawHandOver] : []),
  };
  return { decider, OfferHandOver, NoteAnswer };
}
