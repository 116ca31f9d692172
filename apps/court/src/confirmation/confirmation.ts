/**
 * Judicial confirmation (司法确认): both sides bring an agreement that a mediator made, and the ruling makes it a title.
 * What is decided is the agreement as it was handed over; the court does not change its sums.
 */
import { clock, command, event, legalDay, on, refusal, type Decider, type Look, type Messages } from '@yimen/kernel';
import { sum, titled, type Fen, type Instalment } from '@yimen/terms';
import {
  AgreementConfirmed,
  ConfirmationAccepted,
  ConfirmationApplied,
  ConfirmationRejected,
} from '@yimen/court-language';
import { z } from 'zod';
import { TITLES, type Title } from './titles.view.ts';

export const RegisterConfirmation = command({
  name: 'RegisterConfirmation',
  zh: '登记司法确认申请',
  en: 'Register an application for confirmation',
  by: ['court.filing'],
  input: ConfirmationApplied.schema,
});
export const AcceptConfirmation = command({
  name: 'AcceptConfirmation',
  zh: '受理司法确认申请',
  en: 'Accept the application',
  by: ['court.filing', 'court.judge'],
  input: z.object({}),
});
export const ConfirmAgreement = command({
  name: 'ConfirmAgreement',
  zh: '裁定确认协议有效',
  en: 'Confirm the agreement',
  by: ['court.judge'],
  input: AgreementConfirmed.schema.pick({ number: true }).extend({
    bothPresent: z.boolean().meta(titled('双方当事人均到场', 'Both parties were present')),
  }),
});
export const RejectConfirmation = command({
  name: 'RejectConfirmation',
  zh: '裁定驳回申请',
  en: 'Reject the application',
  by: ['court.judge'],
  input: ConfirmationRejected.schema,
});

/** The court's own note that somebody asked for enforcement: it ends the two years. Folded, never published. */
const EnforcementSought = event({
  name: 'EnforcementSought',
  zh: '已申请执行',
  en: 'Enforcement sought',
  data: z.object({ lastDay: z.iso.date() }),
});
export const NoteEnforcementSought = command({
  name: 'NoteEnforcementSought',
  zh: '记录执行申请',
  en: 'Note that enforcement is sought',
  by: [],
  input: z.object({}),
});

const commands = [
  RegisterConfirmation,
  AcceptConfirmation,
  ConfirmAgreement,
  RejectConfirmation,
  NoteEnforcementSought,
] as const;
const events = [
  ConfirmationApplied,
  ConfirmationAccepted,
  AgreementConfirmed,
  ConfirmationRejected,
  EnforcementSought,
] as const;

interface Application {
  caseId: string;
  body: string;
  mediation: string;
  employer: string;
  parts: readonly { item: string; fen: Fen }[];
  instalments: readonly Instalment[];
  appliedOn: string;
}
type Confirmation =
  | { status: 'none' }
  | ({
      status: 'applied' | 'accepted' | 'confirmed' | 'rejected';
      acceptedOn: string;
      sought: boolean;
    } & Application);

const here = refusal('already-registered', {
  zh: '这份司法确认申请已登记',
  en: 'This application is registered already',
});
const confirmedBefore = (number: string) =>
  refusal('already-confirmed', {
    zh: `这份协议已由 ${number} 裁定确认，未保存；需要执行的请申请强制执行`,
    en: `This agreement was confirmed by ${number}; nothing was saved. To collect, apply for enforcement`,
    law: '民事诉讼法 第二百零六条',
  });
const notApplied = refusal('not-applied', {
  zh: '没有待受理的司法确认申请，请核对案件状态',
  en: 'No application waits to be accepted; check the state of the case',
});
const tooEarly = refusal('before-application', {
  zh: '受理日期早于申请日期，未保存；请核对',
  en: 'The day of acceptance lies before the application; nothing was saved. Check it',
});
const beforeAcceptance = refusal('before-acceptance', {
  zh: '裁定日期早于受理日期，未保存；请核对',
  en: 'The day of the ruling lies before the acceptance; nothing was saved. Check it',
});
const notAccepted = refusal('not-accepted', {
  zh: '申请尚未受理或已裁定，未保存；请先受理',
  en: 'The application is not accepted yet or is decided; nothing was saved. Accept it first',
  law: '民事诉讼法 第二百零六条',
});
const absent = refusal('party-absent', {
  zh: '审查须双方当事人到场，未作出裁定；请另定日期通知双方',
  en: 'Both parties must be present; no ruling was made. Fix another day and tell both',
  law: '民事诉讼法司法解释 第三百五十六条',
});
const noTitle = refusal('not-confirmed', { zh: '协议未经确认', en: 'The agreement is not confirmed' });
const noted = refusal('already-noted', { zh: '执行申请已记录', en: 'Noted already' });

/** Fifteen days for a people's committee's agreement (SPC-JC 5), thirty for others (民事诉讼法 第一百八十七条). */
const daysFor = (body: string): number => (body === 'peoplesCommittee' ? 15 : 30);
const lastDayOf = (instalments: readonly Instalment[]): string =>
  instalments.reduce((last, { dueOn }) => (dueOn > last ? dueOn : last), '');

const words = {
  applied: { zh: '待受理', en: 'To be accepted' },
  accepted: { zh: '审查中', en: 'Under review' },
  confirmed: { zh: '已确认', en: 'Confirmed' },
  rejected: { zh: '已驳回', en: 'Rejected' },
};
const next = {
  applied: [AcceptConfirmation],
  accepted: [ConfirmAgreement, RejectConfirmation],
  confirmed: [],
  rejected: [],
};

/** The case number of the ruling that made this agreement a title, if there is one. */
async function rulingOn(mediation: string, look: Look): Promise<string | undefined> {
  const titles = await look.rows<Title>(TITLES, { where: { mediation } });
  return titles.find(({ data }) => data.number)?.data.number;
}

export const confirmation = {
  name: 'court.confirmation',
  label: { zh: '司法确认', en: 'Judicial confirmation' },
  commands,
  opens: [RegisterConfirmation],
  events,
  initial: { status: 'none' } as Confirmation,
  clocks: [
    clock('jc-accept', {
      start: [on(ConfirmationApplied, ({ data }) => ({ on: data.appliedOn }))],
      stop: [ConfirmationAccepted],
    }),
    clock('jc-decide', {
      start: [on(ConfirmationAccepted, ({ data }) => ({ length: data.days }))],
      stop: [AgreementConfirmed, ConfirmationRejected],
    }),
    clock('enf-apply', {
      start: [on(AgreementConfirmed, ({ data }) => ({ on: data.lastDay }))],
      stop: [on(EnforcementSought, ({ data, meta }) => ({ on: later(data.lastDay, legalDay(meta.occurredAt)) }))],
    }),
  ],
  facts: {
    RegisterConfirmation: ({ mediation }: Pick<Application, 'mediation'>, look: Look) => rulingOn(mediation, look),
    ConfirmAgreement: async (_: unknown, look: Look, state: Confirmation) =>
      state.status === 'none' ? undefined : rulingOn(state.mediation, look),
  },
  decide: {
    RegisterConfirmation({ data, facts: number }, state) {
      if (state.status !== 'none') return here;
      return number ? confirmedBefore(number) : [ConfirmationApplied(data)];
    },
    AcceptConfirmation({ on: today }, state) {
      if (state.status !== 'applied') return notApplied;
      return today < state.appliedOn ? tooEarly : [ConfirmationAccepted({ days: daysFor(state.body) })];
    },
    ConfirmAgreement({ data: { number, bothPresent }, on: today, facts: before }, state) {
      if (state.status !== 'accepted') return notAccepted;
      if (today < state.acceptedOn) return beforeAcceptance;
      if (before) return confirmedBefore(before);
      if (!bothPresent) return absent;
      const { caseId, mediation, parts, instalments } = state;
      return [AgreementConfirmed({ caseId, mediation, parts: [...parts], number, lastDay: lastDayOf(instalments) })];
    },
    RejectConfirmation({ data, on: today }, state) {
      if (state.status !== 'accepted') return notAccepted;
      return today < state.acceptedOn ? beforeAcceptance : [ConfirmationRejected(data)];
    },
    NoteEnforcementSought(_, state) {
      if (state.status !== 'confirmed') return noTitle;
      return state.sought ? noted : [EnforcementSought({ lastDay: lastDayOf(state.instalments) })];
    },
  },
  evolve: {
    ConfirmationApplied: (_, data): Confirmation => ({ status: 'applied', acceptedOn: '', sought: false, ...data }),
    ConfirmationAccepted: (state, _, { occurredAt }) =>
      state.status === 'none' ? state : { ...state, status: 'accepted', acceptedOn: legalDay(occurredAt) },
    AgreementConfirmed: (state) => to(state, 'confirmed'),
    ConfirmationRejected: (state) => to(state, 'rejected'),
    EnforcementSought: (state) => (state.status === 'none' ? state : { ...state, sought: true }),
  },
  show(state) {
    if (state.status === 'none') return undefined;
    const { status, employer, parts, instalments } = state;
    return {
      status,
      label: words[status],
      facts: [
        { label: { zh: '用人单位', en: 'Employer' }, value: employer, kind: 'organisation' },
        { label: { zh: '协议金额', en: 'Agreed' }, value: sum(parts), kind: 'money' },
        { label: { zh: '最后履行日', en: 'Last day to perform' }, value: lastDayOf(instalments), kind: 'date' },
      ],
      next: next[status],
      closed: status === 'rejected',
    };
  },
} satisfies Decider<Messages<typeof commands>, Confirmation, Messages<typeof events>>;

function to(state: Confirmation, status: Exclude<Confirmation['status'], 'none'>): Confirmation {
  return state.status === 'none' ? state : { ...state, status };
}

const later = (one: string, other: string): string => (one > other ? one : other);
