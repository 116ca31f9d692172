/**
 * A petition (信访事项): registered the same day, sent to the unit that has the power, taken back when it was the wrong
 * one, and led into the procedure that the law provides. The office decides nothing about the wage itself.
 */
import { usedParcel } from '@yimen/casework';
import { clock, command, legalDay, on, type Decider, type Look, type Messages, type Meta } from '@yimen/kernel';
import { distinct, heads, isSameClaim, sum, type ClaimItem } from '@yimen/terms';
import {
  DuplicatePetitionRefused,
  PetitionChanneled,
  PetitionClosed,
  PetitionRecalled,
  PetitionReceiptNotified,
  PetitionRegistered,
  PetitionResultNoted,
  PetitionTransferred,
  RoutingObjected,
} from '@yimen/petition-language';
import { z } from 'zod';
import { takers } from '../hand-overs.ts';
import { PETITIONS, type PetitionRow } from './petitions.view.ts';
import * as no from './refusals.ts';

const by = ['petition.clerk'];
const handOver = z.uuid();
export const RegisterPetition = command({
  name: 'RegisterPetition',
  zh: '信访登记',
  en: 'Register petition',
  by,
  input: PetitionRegistered.schema,
});
/** To others nobody would take the parcel, and the petition would wait for an answer that cannot come. */
const taker = z.enum(takers).meta(PetitionTransferred.schema.shape.to.meta() ?? {});
export const RoutePetition = command({
  name: 'RoutePetition',
  zh: '转送',
  en: 'Route petition',
  by,
  input: PetitionTransferred.schema.extend({ to: taker }),
});
export const UpholdObjection = command({
  name: 'UpholdObjection',
  zh: '同意异议并收回',
  en: 'Uphold the objection and recall',
  by,
  input: z.object({}),
});
export const RefuseDuplicatePetition = command({
  name: 'RefuseDuplicatePetition',
  zh: '重复信访不予受理',
  en: 'Refuse a duplicate petition',
  by,
  input: DuplicatePetitionRefused.schema,
});
export const ClosePetition = command({
  name: 'ClosePetition',
  zh: '信访办结',
  en: 'Close petition',
  by,
  input: PetitionClosed.schema,
});
export const NoteRoutingObjected = command({
  name: 'NoteRoutingObjected',
  zh: '记录转送异议',
  en: 'Note the objection',
  by: [],
  input: RoutingObjected.schema.extend({ handOver }),
});
export const NoteRoutingWithdrawn = command({
  name: 'NoteRoutingWithdrawn',
  zh: '记录转送撤回',
  en: 'Note that the routing was taken back',
  by: [],
  input: z.object({ handOver }),
});
export const NotePetitionReceived = command({
  name: 'NotePetitionReceived',
  zh: '记录受理告知',
  en: 'Note the receipt',
  by: [],
  input: PetitionChanneled.schema.partial().extend({ handOver }),
});
export const NotePetitionResult = command({
  name: 'NotePetitionResult',
  zh: '记录办理结果',
  en: 'Note the result',
  by: [],
  input: PetitionResultNoted.schema.extend({
    /** The procedure that came to an end; absent for a unit that answered the petition itself. */
    channel: z.string().optional(),
    /** The parcel that such a unit answered. */
    handOver: handOver.optional(),
  }),
});
const commands = [
  RegisterPetition,
  RoutePetition,
  UpholdObjection,
  RefuseDuplicatePetition,
  ClosePetition,
  NoteRoutingObjected,
  NoteRoutingWithdrawn,
  NotePetitionReceived,
  NotePetitionResult,
] as const;
const events = [
  PetitionRegistered,
  PetitionTransferred,
  RoutingObjected,
  PetitionRecalled,
  PetitionReceiptNotified,
  PetitionChanneled,
  DuplicatePetitionRefused,
  PetitionResultNoted,
  PetitionClosed,
] as const;

type Status = 'registered' | 'transferred' | 'objected' | 'accepted' | 'channelled' | 'duplicate' | 'closed';
type Petition =
  | { status: 'none' }
  | {
      status: Status;
      /** The legal day of the last act; the next one lies no earlier. */
      since: string;
      registeredOn: string;
      employer: string;
      items: readonly ClaimItem[];
      /** The parcels in which it went out; the last one is the one that counts. */
      parcels: readonly string[];
      channel: string | undefined;
      /** How often it went to a unit that had not the power. */
      wrongRoutes: number;
    };

const isRouted = (state: Petition, parcel: string): boolean =>
  state.status === 'transferred' && state.parcels.at(-1) === parcel;

const recalled = (state: Petition, more: { takenBack?: boolean } = {}) =>
  PetitionRecalled(state.status === 'none' ? more : { ...more, registeredOn: state.registeredOn });

/** A unit may take it in the moment in which the office takes it back: then the unit has it. */
const isTaken = (state: Petition, parcel: string): boolean =>
  isRouted(state, parcel) || (state.status === 'registered' && state.parcels.at(-1) === parcel);

/** Every claim of the new petition is pending with the same employer in the other. */
const sameMatter = (items: readonly ClaimItem[], pending: readonly ClaimItem[]): boolean =>
  items.every((item) => pending.some((other) => isSameClaim(item, other)));

export const petition = {
  name: 'petition.petition',
  label: { zh: '信访件', en: 'Petition' },
  commands,
  opens: [RegisterPetition],
  events,
  initial: { status: 'none' } as Petition,
  clocks: [
    clock('pet-route', {
      start: [PetitionRegistered, on(PetitionRecalled, ({ data }) => data.registeredOn && { on: data.registeredOn })],
      stop: [PetitionTransferred, DuplicatePetitionRefused],
      cancel: [PetitionReceiptNotified],
    }),
    clock('pet-object', {
      start: [PetitionTransferred],
      stop: [RoutingObjected],
      cancel: [PetitionReceiptNotified, PetitionRecalled],
    }),
    clock('pet-notify', { start: [PetitionTransferred], stop: [PetitionReceiptNotified], cancel: [PetitionRecalled] }),
  ],
  facts: {
    RefuseDuplicatePetition: async ({ pending }: { pending: string }, look: Look) =>
      (await look.row<PetitionRow>(PETITIONS, pending))?.data,
  },
  decide: {
    RegisterPetition: ({ data }, state) =>
      state.status === 'none' ? [PetitionRegistered({ ...data, claimItems: distinct(data.claimItems) })] : no.here,
    RoutePetition({ data, on }, state) {
      if (state.status !== 'registered') return no.notToRoute;
      if (on < state.since) return no.tooEarly(state.since);
      if (state.parcels.includes(data.handOver)) return usedParcel;
      return [PetitionTransferred(data)];
    },
    NoteRoutingObjected: ({ data }, state) =>
      isRouted(state, data.handOver) ? [RoutingObjected({ reason: data.reason })] : no.otherRoute,
    NoteRoutingWithdrawn: ({ data }, state) =>
      isRouted(state, data.handOver) ? [recalled(state, { takenBack: true })] : no.otherRoute,
    UpholdObjection({ on }, state) {
      if (state.status !== 'objected') return no.noObjection;
      return on < state.since ? no.tooEarly(state.since) : [recalled(state)];
    },
    NotePetitionReceived({ data }, state) {
      if (!isTaken(state, data.handOver)) return no.otherRoute;
      const { channel } = data;
      return [PetitionReceiptNotified({}), ...(channel ? [PetitionChanneled({ channel })] : [])];
    },
    RefuseDuplicatePetition({ data, id, on, facts }, state) {
      if (state.status !== 'registered') return no.notNew;
      if (on < state.since) return no.tooEarly(state.since);
      const pending = facts as PetitionRow | undefined;
      if (!pending?.open || data.pending === id) return no.notPending;
      if (pending.employer !== state.employer || !sameMatter(state.items, pending.claimItems)) return no.otherMatter;
      return [DuplicatePetitionRefused(data)];
    },
    NotePetitionResult({ data: { channel, handOver: parcel, ...result } }, state) {
      const awaited = state.status === (channel ? 'channelled' : 'accepted') && state.channel === channel;
      return awaited && (!parcel || state.parcels.at(-1) === parcel)
        ? [PetitionResultNoted(result), PetitionClosed({})]
        : no.notAwaited;
    },
    ClosePetition({ on }, state) {
      if (state.status !== 'accepted' && state.status !== 'channelled') return no.notAccepted;
      return on < state.since ? no.tooEarly(state.since) : [PetitionClosed({})];
    },
  },
  evolve: {
    PetitionRegistered: (_, { employer, claimItems: items }, { occurredAt }): Petition => ({
      status: 'registered',
      since: legalDay(occurredAt),
      registeredOn: legalDay(occurredAt),
      employer,
      items,
      parcels: [],
      channel: undefined,
      wrongRoutes: 0,
    }),
    PetitionTransferred: (state, { handOver: parcel }, meta) =>
      state.status === 'none' ? state : to({ ...state, parcels: [...state.parcels, parcel] }, 'transferred', meta),
    RoutingObjected: (state, _, meta) => to(state, 'objected', meta),
    PetitionRecalled: (state, { takenBack }, meta) =>
      state.status === 'none' || takenBack
        ? to(state, 'registered', meta)
        : to({ ...state, wrongRoutes: state.wrongRoutes + 1 }, 'registered', meta),
    PetitionReceiptNotified: (state, _, meta) => to(state, 'accepted', meta),
    PetitionChanneled: (state, { channel }, meta) =>
      state.status === 'none' ? state : to({ ...state, channel }, 'channelled', meta),
    DuplicatePetitionRefused: (state, _, meta) => to(state, 'duplicate', meta),
    PetitionResultNoted: (state) => state,
    PetitionClosed: (state, _, meta) => to(state, 'closed', meta),
  },
  show(state) {
    if (state.status === 'none') return undefined;
    const { label, next } = cards[state.status];
    return {
      status: state.status,
      label,
      facts: [
        { label: { zh: '单位', en: 'Employer' }, value: state.employer, kind: 'organisation' },
        { label: { zh: '涉及人数', en: 'People' }, value: heads(state.items), kind: 'count' },
        { label: { zh: '诉求金额', en: 'Claimed' }, value: sum(state.items), kind: 'money' },
        ...(state.wrongRoutes > 0
          ? [{ label: { zh: '转送有误', en: 'Wrong routings' }, value: state.wrongRoutes, kind: 'count' as const }]
          : []),
      ],
      next,
      closed: next.length === 0 && state.status !== 'transferred',
    };
  },
} satisfies Decider<Messages<typeof commands>, Petition, Messages<typeof events>>;

function to(state: Petition, status: Status, { occurredAt }: Meta): Petition {
  if (state.status === 'none') return state;
  const on = legalDay(occurredAt);
  return { ...state, status, since: on > state.since ? on : state.since };
}

const cards = {
  registered: { label: { zh: '待转送', en: 'To be routed' }, next: [RoutePetition, RefuseDuplicatePetition] },
  transferred: { label: { zh: '已转送', en: 'Routed' }, next: [] },
  objected: { label: { zh: '承办单位有异议', en: 'Objected to' }, next: [UpholdObjection] },
  accepted: { label: { zh: '已受理', en: 'Accepted' }, next: [ClosePetition] },
  channelled: { label: { zh: '已导入法定途径', en: 'Channelled' }, next: [ClosePetition] },
  duplicate: { label: { zh: '重复不予受理', en: 'Refused as a duplicate' }, next: [] },
  closed: { label: { zh: '已办结', en: 'Closed' }, next: [] },
};
