/**
 * Labour inspection (劳动保障监察): a complaint, the investigation, the order to pay, and what follows when it lapses. Other
 * agencies' payments count as soon as they are heard of; the order is complied with when nothing is left.
 */
import {
  ComplaintDeclined,
  ComplaintLodged,
  CorrectionOrdered,
  EmployerPaymentRecorded,
  InspectionCaseOpened,
  InspectionClosed,
  InvestigationExtended,
  OrderComplied,
  OrderLapsed,
  WageDepositDrawn,
  WageDepositRefilled,
} from '@yimen/hr-language';
import { heardNotices } from '@yimen/casework';
import { clock, legalDay, on, type Decider, type Look, type Messages, type Meta, type Refusal } from '@yimen/kernel';
import { guard, lastDay } from '@yimen/law';
import { byItem, distinct, exceeds, less, sum, within, type ClaimItem, type ClaimPart } from '@yimen/terms';
import { elsewhere, standingOf, type ElsewhereRow } from '../claims-elsewhere.view.ts';
import { drawable, lapse, returned, waiting } from './arrears.ts';
import { commands, LapseOrder, LodgeComplaint } from './commands.ts';
import { claimsInspected, type InspectionRow } from './inspections.view.ts';
import { DepositNoticeCameBack, DepositReturnNoted, InspectionPaymentNoted } from './noted.ts';
import * as no from './refusals.ts';
import { countsPayments, isRunning, isStillAsked, known, lodged, shown, type Inspection, type Known } from './state.ts';

const events = [
  ComplaintLodged,
  ComplaintDeclined,
  InspectionCaseOpened,
  InvestigationExtended,
  CorrectionOrdered,
  OrderComplied,
  OrderLapsed,
  EmployerPaymentRecorded,
  WageDepositDrawn,
  WageDepositRefilled,
  InspectionClosed,
  InspectionPaymentNoted,
  DepositReturnNoted,
  DepositNoticeCameBack,
] as const;

const clocks = [
  clock('insp-accept', {
    start: [on(ComplaintLodged, ({ data }) => ({ on: data.receivedOn }))],
    stop: [InspectionCaseOpened, ComplaintDeclined],
  }),
  clock('insp-investigate', {
    start: [InspectionCaseOpened],
    extend: [InvestigationExtended],
    // What is ordered has been found out (劳动保障监察条例 第十七条).
    stop: [CorrectionOrdered, InspectionClosed],
  }),
  clock('order-pay', {
    start: [on(CorrectionOrdered, ({ data }) => ({ length: data.days }))],
    stop: [OrderComplied],
    cancel: [InspectionClosed],
    breached: ({ due }) => LapseOrder({ payDate: due }),
  }),
  clock('deposit-draw', {
    start: [on(WageDepositDrawn, ({ data }) => ({ key: data.handOver }))],
    stop: [on(DepositReturnNoted, ({ data }) => (data.inFull ? { key: data.handOver } : undefined))],
    cancel: [
      // Whoever closes a case in which wages are owed takes no notice back: the bank is to pay all the same.
      on(InspectionClosed, ({ data }) => (isStillAsked(data.outcome) ? undefined : {})),
      on(DepositNoticeCameBack, ({ data }) => ({ key: data.handOver })),
    ],
  }),
  clock('deposit-refill', {
    start: [on(DepositReturnNoted, ({ data }) => ({ key: data.handOver }))],
    stop: [on(WageDepositRefilled, ({ data }) => ({ key: data.handOver }))],
  }),
];

/** What stands on these claims in other procedures. */
interface Facts {
  readonly elsewhere: readonly ElsewhereRow[];
  readonly inspections: readonly InspectionRow[];
}
async function factsOn(look: Look, caseId: string, items: readonly ClaimItem[]): Promise<Facts> {
  const ids = items.map(({ id }) => id);
  const [others, inspected] = await Promise.all([elsewhere(look, caseId, ids), claimsInspected(look, caseId)]);
  const same = inspected.filter(({ as }) => ids.some((item) => as(item) !== undefined));
  return { elsewhere: others, inspections: same.map(({ row }) => row) };
}

function barred({ elsewhere: others, inspections }: Facts, id: string): Refusal | undefined {
  const standing = others.flatMap(standingOf);
  if (guard('lodgeInspection', standing))
    return standing.includes('titleExists') ? no.titleExists : no.elsewherePending;
  const same = inspections.find((row) => row.id !== id && row.open);
  return same && no.alreadyInspected(same.id);
}

const isLate = ({ status, payDate = '' }: Known, on: string): boolean => status === 'lapsed' && on > payDate;

/**
 * The order is complied with as soon as nothing is left of it; also after it has lapsed, where all was paid in time and
 * is only heard of later.
 */
function complied(state: Known, paid: readonly ClaimPart[], on: string) {
  const inTime = state.status === 'lapsed' && !state.paidLate && !isLate(state, on);
  return (state.status === 'ordered' || inTime) && less(state.owed, paid).length === 0 ? [OrderComplied({})] : [];
}

/** What mediation, enforcement or another inspection brought in is no longer owed, but not recovered by this one. */
const broughtElsewhere: ReadonlySet<string> = new Set(['mediation', 'enforcement', 'employer']);
type Settling = { parts: ClaimPart[]; route?: string };
const settle = (state: Known, { parts, route }: Settling, { occurredAt }: Meta): Partial<Known> => ({
  owed: less(state.owed, parts),
  paidLate: state.paidLate || isLate(state, legalDay(occurredAt)),
  recovered: state.recovered + (route && broughtElsewhere.has(route) ? 0 : sum(parts)),
});

export const inspection = {
  name: 'hr.inspection',
  label: { zh: '劳动保障监察', en: 'Labour inspection' },
  commands,
  opens: [LodgeComplaint],
  events,
  clocks,
  initial: { status: 'none' } as Inspection,
  facts: {
    LodgeComplaint: ({ caseId, claimItems }, look) => factsOn(look, caseId, claimItems),
    AcceptComplaint: async (_, look, state) =>
      state.status === 'received' ? factsOn(look, state.caseId, state.items) : undefined,
    ExtendInvestigation: (_, look) => heardNotices(look),
  },
  decide: {
    LodgeComplaint({ data, id, on: today, facts }, state) {
      if (state.status !== 'none') return no.alreadyLodged;
      const { receivedOn = today } = data;
      const said = [ComplaintLodged({ ...data, receivedOn, claimItems: distinct(data.claimItems) })];
      // What another agency handed over is here: it is refused, if at all, by the decision whether to open.
      if (data.handOver) return said;
      return receivedOn > today ? no.notYetReceived : (barred(facts, id) ?? said);
    },

    DeclineComplaint({ data, on: today }, state) {
      if (state.status !== 'received') return no.notReceived;
      return today < state.receivedOn ? no.beforeReceipt : [ComplaintDeclined(data)];
    },

    AcceptComplaint({ id, on: today, facts }, state) {
      if (state.status !== 'received') return no.notReceived;
      if (today < state.receivedOn) return no.beforeReceipt;
      // Of two complaints that wait one is opened; the other is then a duplicate.
      const inspections = (facts as Facts).inspections.filter(({ status }) => status !== 'received');
      return barred({ ...facts, inspections }, id) ?? [InspectionCaseOpened({})];
    },

    ExtendInvestigation({ on: today, facts: notices }, state) {
      if (state.status !== 'investigating') return no.notUnderInvestigation;
      if (state.extended) return no.extendedBefore;
      const due = lastDay('insp-investigate', state.openedOn, notices);
      return today > due ? no.tooLateToExtend(due) : [InvestigationExtended({})];
    },

    IssueCorrectionOrder({ data, on: today }, state) {
      if (state.status !== 'investigating') return no.notInvestigating;
      if (today < state.openedOn) return no.beforeOpening;
      if (data.addressees.some((each) => !state.parties.includes(each))) return no.notAParty;
      if (exceeds(data.parts, state.owed)) return no.aboveOwed;
      return [CorrectionOrdered({ ...data, parts: byItem(data.parts) })];
    },

    RecordEmployerPayment({ data, on: today }, state) {
      if (!countsPayments(state)) return no.notOpen;
      if (exceeds(data.parts, state.owed)) return no.aboveOwed;
      return [EmployerPaymentRecorded(data), ...complied(state, data.parts, today)];
    },

    UseWageDeposit({ data, on: today }, state) {
      if (state.status !== 'lapsed' || !isLate(state, today)) return no.notLapsed;
      if (state.draws.some(({ handOver }) => handOver === data.handOver)) return no.alreadyDrawn;
      if (!state.parties.includes(data.contractor) || !state.parties.includes(data.subcontractor)) return no.notAParty;
      const left = drawable(state.owed, state.draws);
      if (left.length === 0) return no.nothingToDraw;
      const parts = data.parts ?? left;
      return exceeds(parts, left) ? no.aboveOwed : [WageDepositDrawn({ ...data, parts })];
    },

    CloseInspection({ data: { outcome } }, state) {
      if (!isRunning(state)) return no.notOpen;
      if (outcome === 'closedPaid' && state.owed.length > 0) return no.stillOwed;
      return [InspectionClosed({ outcome, recovered: state.recovered })];
    },

    LapseOrder({ data: { payDate } }, state) {
      if (state.status !== 'ordered') return no.alreadySettled;
      return [OrderLapsed(lapse(state.items, state.owed, payDate))];
    },

    NoteWagesPaid({ data: { parts, route, cause, handOver }, on: today }, state) {
      if (!countsPayments(state)) return no.alreadyOver;
      const paid = within(parts, state.owed);
      const draw = state.draws.find((each) => each.handOver === handOver);
      // What somebody else has paid meanwhile the bank need not pay any more.
      const left = draw ? within(waiting(returned(draw, parts)), less(state.owed, paid)) : [];
      return [
        ...(paid.length > 0 ? [InspectionPaymentNoted({ parts: paid, route, cause })] : []),
        ...(draw ? [DepositReturnNoted({ handOver: draw.handOver, parts, inFull: left.length === 0 })] : []),
        ...complied(state, paid, today),
      ];
    },

    NoteDepositNoticeCameBack({ data: { handOver } }, state) {
      const isOut = state.status !== 'none' && state.draws.some((draw) => draw.handOver === handOver && !draw.back);
      return isOut ? [DepositNoticeCameBack({ handOver })] : no.alreadyBack;
    },

    /** Also after the inspection has ended, for the contractor owes the deposit to everybody who may need it. */
    NoteDepositRefilled({ data: { handOver } }, state) {
      const draw = state.status === 'none' ? undefined : state.draws.find((each) => each.handOver === handOver);
      return draw && draw.paid.length > 0 && !draw.refilled ? [WageDepositRefilled({ handOver })] : no.alreadyRefilled;
    },
  },
  evolve: {
    ComplaintLodged: (_, data): Inspection => lodged(data),
    ComplaintDeclined: known(() => ({ status: 'declined' })),
    InspectionCaseOpened: known((_, __, { occurredAt }) => ({
      status: 'investigating',
      openedOn: legalDay(occurredAt),
    })),
    InvestigationExtended: known(() => ({ extended: true })),
    CorrectionOrdered: known((_, { parts }: { parts: ClaimPart[] }) => ({ status: 'ordered', owed: parts })),
    OrderComplied: known(() => ({ status: 'complied' })),
    OrderLapsed: known((_, { payDate }: { payDate: string }) => ({ status: 'lapsed', payDate })),
    EmployerPaymentRecorded: known(settle),
    InspectionPaymentNoted: known(settle),
    WageDepositDrawn: known(({ draws }, { handOver, parts }: Drawn) => ({
      draws: [...draws, { handOver, parts, paid: [], refilled: false }],
    })),
    DepositReturnNoted: known(({ draws }, { handOver, parts }: Drawn) => ({
      draws: draws.map((draw) => (draw.handOver === handOver ? returned(draw, parts) : draw)),
    })),
    DepositNoticeCameBack: known(({ draws }, { handOver }: { handOver: string }) => ({
      draws: draws.map((draw) => (draw.handOver === handOver ? { ...draw, back: true } : draw)),
    })),
    WageDepositRefilled: known(({ draws }, data: { handOver?: string | undefined }) => ({
      draws: draws.map((draw) => (draw.handOver === data.handOver ? { ...draw, refilled: true } : draw)),
    })),
    InspectionClosed: known(() => ({ status: 'closed' })),
  },
  show: shown,
} satisfies Decider<Messages<typeof commands>, Inspection, Messages<typeof events>>;

type Drawn = { handOver: string; parts: ClaimPart[] };
