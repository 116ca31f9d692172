/** The sender's side of a hand-over: one stream for each offer. */
import { command, type Decider, type Messages } from '@yimen/kernel';
import { z } from 'zod';
import { HandOverOffered, HandOverWithdrawn, note, parcel, said, type HandOverRules } from './handover-language.ts';
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
  shown,
  unknownKind,
  type Transfer,
} from './transfer.ts';

/** The sender's own note of what it heard back; it is folded, never published. */
const AnswerNoted = said(
  'AnswerNoted',
  '移交答复',
  'Answer noted',
  z.object({ status: z.enum(['received', 'accepted', 'returned']) }),
);

/** The decider of offers. An agency's policy may offer by it, so that a decision to route and the offer are one act. */
export function sending(agency: string, rules: HandOverRules) {
  const { by } = rules;
  const OfferHandOver = command({ name: 'OfferHandOver', zh: '移交', en: 'Hand over', by, input: parcel });
  const WithdrawHandOver = command({
    name: 'WithdrawHandOver',
    zh: '撤回移交',
    en: 'Withdraw',
    by,
    input: z.object({ note }),
  });
  const NoteAnswer = command({
    name: 'NoteAnswer',
    zh: '记录答复',
    en: 'Note the answer',
    by: [],
    input: AnswerNoted.schema,
  });
  const decider = {
    name: `${agency}.offer`,
    label: { zh: '发出的移交', en: 'Hand-over sent' },
    everywhere: true,
    opens: [OfferHandOver],
    commands: [OfferHandOver, WithdrawHandOver, NoteAnswer],
    events: [HandOverOffered, HandOverWithdrawn, AnswerNoted],
    initial: { status: 'none' } as Transfer,
    facts: { OfferHandOver: ({ caseId }, look) => burningOn(look, caseId) },
    decide: {
      OfferHandOver({ data, id, facts }, state) {
        if (state.status !== 'none') return alreadySent;
        if (!(data.kind in rules.offers)) return unknownKind;
        if (data.ground === 'separateConsent' && !data.consent) return noConsent;
        return [HandOverOffered({ ...data, handOver: id, from: agency, deadlines: facts })];
      },
      WithdrawHandOver({ data }, state) {
        if (state.status === 'none') return notHere;
        return isOpen(state) ? [HandOverWithdrawn({ ...head(state.offer), ...data })] : isAnswered;
      },
      NoteAnswer: ({ data }, state) =>
        state.status === data.status || !isOpen(state) ? alreadyNoted : [AnswerNoted(data)],
    },
    evolve: {
      HandOverOffered: (_, offer): Transfer => ({ status: 'offered', offer }),
      HandOverWithdrawn: (state) => moved(state, 'withdrawn'),
      AnswerNoted: (state, { status }) => moved(state, status),
    },
    show: (state) => shown(state, rules.offers, isOpen(state) ? [WithdrawHandOver] : []),
  } satisfies Decider<
    Messages<[typeof OfferHandOver, typeof WithdrawHandOver, typeof NoteAnswer]>,
    Transfer,
    Messages<[typeof HandOverOffered, typeof HandOverWithdrawn, typeof AnswerNoted]>
  >;
  return { decider, OfferHandOver, NoteAnswer };
}
