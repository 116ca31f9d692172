/**
 * Listing of a dishonest wage debtor (拖欠农民工工资失信联合惩戒对象名单): proposed after an order has lapsed on a sum that reaches
 * the criminal threshold, or on arrears that brought about a mass incident; waived once everything is paid and a pledge
 * is signed (管理暂行办法 第五条至第八条).
 */
import {
  ListedForDishonesty,
  ListingDecisionExtended,
  ListingObjected,
  ListingProposed,
  ListingWaived,
} from '@yimen/hr-language';
import { heardNotices } from '@yimen/casework';
import { clock, command, legalDay, on, type Decider, type Look, type Messages } from '@yimen/kernel';
import { lastDay } from '@yimen/law';
import { INSPECTIONS, inspectionsOf, type InspectionRow } from '../inspection/inspections.view.ts';
import { isStillAsked } from '../inspection/state.ts';
import { LISTINGS, type ListingRow } from './listings.view.ts';
import * as no from './refusals.ts';

const by = ['hr.inspector'];

/** Without an inspection it is the one of the case whose order has lapsed. */
export const ProposeListing = command({
  name: 'ProposeListing',
  zh: '拟列入失信名单',
  en: 'Propose listing',
  by,
  input: ListingProposed.schema
    .pick({ caseId: true, inspection: true, organisation: true, ground: true })
    .partial({ inspection: true }),
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

const isPending = (state: Listing): state is Proposed & { status: 'proposed' | 'objected' } =>
  state.status === 'proposed' || state.status === 'objected';

interface Facts {
  readonly inspection: InspectionRow | undefined;
  /** Several orders of the case have lapsed and nobody said which is meant. */
  readonly isUnclear: boolean;
  readonly proposed: boolean;
}
type Asked = { readonly caseId: string; readonly organisation: string; readonly inspection?: string | undefined };

/** Its order has lapsed, and is not done with by a case that was closed with wages owed. */
const hasLapsed = ({ status, outcome = '', owed }: InspectionRow): boolean =>
  status === 'lapsed' || (status === 'closed' && isStillAsked(outcome) && owed > 0);

/** The inspection as it is now, if it is one of this case, and whether the organisation was proposed on it before. */
async function factsOn(look: Look, { caseId, organisation, inspection: id }: Asked): Promise<Facts> {
  const rows = await inspectionsOf(look, caseId);
  const meant = rows.filter((row) => (id ? row.id === id : hasLapsed(row) && row.payDate));
  const inspection = meant.length === 1 ? meant[0] : undefined;
  const where = { inspection: inspection?.id ?? '', organisation };
  const before = await look.rows<ListingRow>(LISTINGS, { where, limit: 1 });
  return { inspection, isUnclear: meant.length > 1, proposed: before.length > 0 };
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
    RecordListingObjection: (_, look) => heardNotices(look),
    ExtendListingDecision: (_, look) => heardNotices(look),
    ListForDishonesty: async (_, look, state) => ({
      owed: await owedOn(look, state),
      notices: await heardNotices(look),
    }),
    WaiveListing: (_, look, state) => owedOn(look, state),
  },
  decide: {
    ProposeListing({ data, on: today, facts }, state) {
      const { inspection, isUnclear, proposed }: Facts = facts;
      if (state.status !== 'none' || proposed) return no.alreadyProposed;
      if (isUnclear) return no.whichInspection;
      if (!inspection?.payDate || !hasLapsed(inspection)) return no.orderNotLapsed;
      if (today <= inspection.payDate) return no.notBefore(inspection.payDate);
      if (data.ground !== 'massIncident' && !inspection.criminalTest) return no.belowThreshold;
      if (!inspection.addressees.includes(data.organisation)) return no.notAddressed;
      if (inspection.owed === 0) return no.paidInFull;
      const { id, payDate, owed } = inspection;
      return [ListingProposed({ ...data, inspection: id, payDate, outstanding: owed })];
    },

    RecordListingObjection({ on: today, facts: notices }, state) {
      if (state.status === 'objected') return no.objectedBefore;
      if (state.status !== 'proposed') return no.notPending;
      if (today < state.proposedOn) return no.notBefore(state.proposedOn);
      const due = lastDay('bl-object', state.proposedOn, notices);
      return today > due ? no.objectionLate(due) : [ListingObjected({})];
    },

    ExtendListingDecision({ on: today, facts: notices }, state) {
      if (!isPending(state)) return no.notPending;
      const isOver = today > lastDay('bl-decide', state.payDate, notices);
      return state.extended || isOver ? no.notExtendable : [ListingDecisionExtended({})];
    },

    ListForDishonesty({ on: today, facts: { owed, notices } }, state) {
      if (!isPending(state)) return no.notPending;
      if (owed === 0) return no.paidInFull;
      const due = lastDay('bl-object', state.proposedOn, notices);
      return state.status === 'proposed' && today <= due ? no.stillInTime(due) : [ListedForDishonesty({})];
    },

    WaiveListing({ data, facts: owed }, state) {
      if (!isPending(state)) return no.notPending;
      return owed === 0 ? [ListingWaived(data)] : no.stillUnpaid;
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
