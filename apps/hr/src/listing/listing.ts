/**
 * Listing of a dishonest wage debtor (拖欠农民工工资失信联合惩戒对象名单): proposed after an order has lapsed on a sum that reaches
 * the criminal threshold; waived once everything is paid and a pledge is signed (管理暂行办法 第五条至第八条).
 */
import { idsOf } from '@yimen/casework';
import {
  ListedForDishonesty,
  ListingDecisionExtended,
  ListingObjected,
  ListingProposed,
  ListingWaived,
} from '@yimen/hr-language';
import { clock, command, legalDay, on, refusal, type Decider, type Look, type Messages } from '@yimen/kernel';
import { deadline } from '@yimen/law';
import { INSPECTIONS, type InspectionRow } from '../inspection/inspections.view.ts';
import { LISTINGS, type ListingRow } from './listings.view.ts';

const by = ['hr.inspector'];
const LAW = '拖欠农民工工资失信联合惩戒对象名单管理暂行办法';

export const ProposeListing = command({
  name: 'ProposeListing',
  zh: '拟列入失信名单',
  en: 'Propose listing',
  by,
  input: ListingProposed.schema.pick({ caseId: true, inspection: true, organisation: true }),
});
export const RecordListingObjection = command({
  name: 'RecordListingObjection',
  zh: '登记异议',
  en: 'Record objection',
  by,
  input: ListingObjected.schema,
});
export const ExtendListingDecision = command({
  name: 'ExtendListingDecision',
  zh: '延长列入决定期限',
  en: 'Extend the decision',
  by,
  input: ListingDecisionExtended.schema,
});
export const ListForDishonesty = command({
  name: 'ListForDishonesty',
  zh: '决定列入',
  en: 'List',
  by,
  input: ListedForDishonesty.schema,
});
export const WaiveListing = command({
  name: 'WaiveListing',
  zh: '决定不予列入',
  en: 'Waive listing',
  by,
  input: ListingWaived.schema,
});
const commands = [
  ProposeListing,
  RecordListingObjection,
  ExtendListingDecision,
  ListForDishonesty,
  WaiveListing,
] as const;
const events = [ListingProposed, ListingObjected, ListingDecisionExtended, ListedForDishonesty, ListingWaived] as const;

interface Proposed {
  readonly inspection: string;
  readonly organisation: string;
  readonly payDate: string;
  readonly proposedOn: string;
  readonly outstanding: number;
  readonly extended: boolean;
}
type Listing = { readonly status: 'none' } | (Proposed & { readonly status: keyof typeof stages });

const stages = {
  proposed: { zh: '已告知，待决定', en: 'Proposed' },
  objected: { zh: '已提出异议，待核实', en: 'Objected' },
  listed: { zh: '已列入', en: 'Listed' },
  waived: { zh: '不予列入', en: 'Waived' },
};

const alreadyProposed = refusal('already-proposed', {
  zh: '该单位在这件监察案件上已拟列入，无需重复',
  en: 'This organisation was proposed on this inspection already',
});
const orderNotLapsed = refusal('order-not-lapsed', {
  zh: '没有逾期未支付的责令事项，不能拟列入，未保存；请先责令限期支付',
  en: 'No order of this case has lapsed, so nobody is listed; nothing was saved. Order payment first.',
  law: `${LAW} 第五条`,
});
const belowThreshold = refusal('below-threshold', {
  zh: '欠薪未达到认定拒不支付劳动报酬罪数额标准，不列入，未保存',
  en: 'The arrears do not reach the criminal threshold, so nobody is listed; nothing was saved',
  law: `${LAW} 第五条第一项`,
});
const notAddressed = refusal('not-addressed', {
  zh: '该单位不是责令对象，未保存；请从责令对象中选择',
  en: 'The order was not addressed to this organisation; nothing was saved. Choose an addressee.',
});
const paidInFull = refusal('paid-in-full', {
  zh: '欠薪已全部付清，不予列入，未保存；请登记书面信用承诺后决定不予列入',
  en: 'All wages are paid, so nobody is listed; nothing was saved. Record the pledge and waive.',
  law: `${LAW} 第七条`,
});
const stillUnpaid = refusal('still-unpaid', {
  zh: '欠薪尚未付清，不能不予列入，未保存；付清并作出书面信用承诺的，才不予列入',
  en: 'Wages are still owed; nothing was saved. Listing is waived once all is paid and a pledge is signed.',
  law: `${LAW} 第七条`,
});
const notPending = refusal('not-pending', {
  zh: '没有待决定的拟列入事项，未保存',
  en: 'No listing waits for a decision; nothing was saved',
});
const objectedBefore = refusal('objected-before', {
  zh: '异议已经登记，未重复保存',
  en: 'The objection is recorded; nothing more was saved',
});
const objectionLate = (due: string) =>
  refusal('objection-late', {
    zh: `异议期限已于 ${due} 届满，未登记；可以依法申请行政复议或者提起诉讼`,
    en: `The time to object ended on ${due}; nothing was recorded. Reconsideration or a suit is open.`,
    law: `${LAW} 第六条`,
    nextDoor: { zh: '行政复议机关或者法院', en: 'Reconsideration organ or court' },
  });
const stillInTime = (due: string) =>
  refusal('still-in-time', {
    zh: `当事人在 ${due} 前可以提出异议，尚不能决定列入，未保存`,
    en: `An objection is possible until ${due}, so the decision waits; nothing was saved`,
    law: `${LAW} 第六条`,
  });
const notExtendable = refusal('not-extendable', {
  zh: '列入决定期限已经延长过或者已经届满，未保存',
  en: 'The time to decide was extended before or is over; nothing was saved',
  law: `${LAW} 第八条`,
});

const dueOf = (rule: string, on: string): string => deadline({ rule, acts: [{ kind: 'start', on }] }).due;
const isPending = (state: Listing): state is Proposed & { status: 'proposed' | 'objected' } =>
  state.status === 'proposed' || state.status === 'objected';

interface Facts {
  readonly inspection: InspectionRow | undefined;
  readonly proposed: boolean;
}

/** The inspection as it is now, if it is one of this case, and whether the organisation was proposed on it before. */
async function factsOn(
  look: Look,
  asked: { caseId: string; inspection: string; organisation: string },
): Promise<Facts> {
  const { caseId, inspection, organisation } = asked;
  const row = (await look.row<InspectionRow>(INSPECTIONS, inspection))?.data;
  const isOfTheCase = row && (await idsOf(look, caseId)).includes(row.caseId);
  const before = await look.rows<ListingRow>(LISTINGS, { where: { inspection, organisation }, limit: 1 });
  return { inspection: isOfTheCase ? row : undefined, proposed: before.length > 0 };
}

const owedOn = async (look: Look, state: Listing): Promise<number | undefined> =>
  isPending(state) ? (await look.row<InspectionRow>(INSPECTIONS, state.inspection))?.data.owed : undefined;

export const listing = {
  name: 'hr.listing',
  label: { zh: '失信名单', en: 'Dishonesty listing' },
  commands,
  opens: [ProposeListing],
  events,
  clocks: [
    clock('bl-object', { start: [ListingProposed], stop: [ListingObjected, ListedForDishonesty, ListingWaived] }),
    clock('bl-verify', { start: [ListingObjected], stop: [ListedForDishonesty, ListingWaived] }),
    clock('bl-decide', {
      start: [on(ListingProposed, ({ data }) => ({ on: data.payDate }))],
      extend: [ListingDecisionExtended],
      stop: [ListedForDishonesty, ListingWaived],
    }),
  ],
  initial: { status: 'none' } as Listing,
  facts: {
    ProposeListing: (data, look) => factsOn(look, data),
    ListForDishonesty: (_, look, state) => owedOn(look, state),
    WaiveListing: (_, look, state) => owedOn(look, state),
  },
  decide: {
    ProposeListing({ data, facts }, state) {
      const { inspection, proposed }: Facts = facts;
      if (state.status !== 'none' || proposed) return alreadyProposed;
      if (inspection?.status !== 'lapsed' || !inspection.payDate) return orderNotLapsed;
      if (!inspection.criminalTest) return belowThreshold;
      if (!inspection.addressees.includes(data.organisation)) return notAddressed;
      if (inspection.owed === 0) return paidInFull;
      return [ListingProposed({ ...data, payDate: inspection.payDate, outstanding: inspection.owed })];
    },

    RecordListingObjection({ on: today }, state) {
      if (state.status === 'objected') return objectedBefore;
      if (state.status !== 'proposed') return notPending;
      const due = dueOf('bl-object', state.proposedOn);
      return today > due ? objectionLate(due) : [ListingObjected({})];
    },

    ExtendListingDecision({ on: today }, state) {
      if (!isPending(state)) return notPending;
      const isOver = today > dueOf('bl-decide', state.payDate);
      return state.extended || isOver ? notExtendable : [ListingDecisionExtended({})];
    },

    ListForDishonesty({ on: today, facts: owed }, state) {
      if (!isPending(state)) return notPending;
      if (owed === 0) return paidInFull;
      const due = dueOf('bl-object', state.proposedOn);
      return state.status === 'proposed' && today <= due ? stillInTime(due) : [ListedForDishonesty({})];
    },

    WaiveListing({ data, facts: owed }, state) {
      if (!isPending(state)) return notPending;
      return owed === 0 ? [ListingWaived(data)] : stillUnpaid;
    },
  },
  evolve: {
    ListingProposed: (_, { inspection, organisation, payDate, outstanding }, { occurredAt }): Listing => ({
      status: 'proposed',
      ...{ inspection, organisation, payDate, outstanding },
      proposedOn: legalDay(occurredAt),
      extended: false,
    }),
    ListingObjected: (state) => (state.status === 'none' ? state : { ...state, status: 'objected' }),
    ListingDecisionExtended: (state) => (state.status === 'none' ? state : { ...state, extended: true }),
    ListedForDishonesty: (state) => (state.status === 'none' ? state : { ...state, status: 'listed' }),
    ListingWaived: (state) => (state.status === 'none' ? state : { ...state, status: 'waived' }),
  },
  show(state) {
    if (state.status === 'none') return undefined;
    const { status, organisation, payDate, outstanding, extended } = state;
    const object = status === 'proposed' ? [RecordListingObjection] : [];
    const extend = extended ? [] : [ExtendListingDecision];
    return {
      status,
      label: stages[status],
      facts: [
        { label: { zh: '拟列入单位', en: 'Organisation' }, value: organisation, kind: 'organisation' },
        { label: { zh: '限期届满日', en: 'Pay date' }, value: payDate, kind: 'date' },
        { label: { zh: '告知时尚欠', en: 'Outstanding when proposed' }, value: outstanding, kind: 'money' },
      ],
      next: isPending(state) ? [...object, ListForDishonesty, WaiveListing, ...extend] : [],
      closed: !isPending(state),
    };
  },
} satisfies Decider<Messages<typeof commands>, Listing, Messages<typeof events>>;
