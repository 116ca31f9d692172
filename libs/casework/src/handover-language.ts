/** What crosses a border when work is handed over (移交): the parcel, and the five things that are said about it. */
import { event, type Label, type Order, type Recorded } from '@yimen/kernel';
import { handOverKinds } from '@yimen/terms';
import { z } from 'zod';

export const titled = (title: string, titleEn: string, rest: object = {}) => ({ title, titleEn, ...rest });
export const note = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .meta(titled('说明', 'Note', { widget: 'text' }));

/** Why work may come back (退回理由), a closed list. */
export const returnReasons = {
  notOurPower: ['不属职权', 'Not our power'],
  notOurPlace: ['不属管辖', 'Not our place'],
  incomplete: ['材料不齐', 'Incomplete'],
  duplicate: ['重复', 'Duplicate'],
  alreadyDecided: ['已终结', 'Already decided'],
  needsConsent: ['缺少同意', 'Consent missing'],
} as const;
/** Why personal data may travel with the work (个人信息保护法 第十三条、第二十三条). */
const grounds = {
  statutoryDuty: ['法定职责', 'Statutory duty'],
  separateConsent: ['单独同意', 'Separate consent'],
  vitalInterest: ['紧急情况', 'Vital interest'],
} as const;
export const oneOf = <T extends Record<string, readonly [string, string]>>(words: T, zh: string, en: string) =>
  z.enum(Object.keys(words) as [keyof T & string]).meta(titled(zh, en, { words }));

export const burning = z.object({
  rule: z.string(),
  name: z.object({ zh: z.string(), en: z.string() }),
  due: z.iso.date(),
});
export const openTerms = z.record(z.string(), z.unknown()).default({});

const kindWords = titled('移交事项', 'Kind of hand-over', { words: handOverKinds });

/** What travels: ids, sums and dates, never the content of a document and never a name. */
export const parcel = z.object({
  caseId: z.uuid().meta(titled('案件', 'Case', { widget: 'case' })),
  to: z
    .string()
    .min(1)
    .max(40)
    .meta(titled('接收机关', 'Receiving agency', { widget: 'agency' })),
  unit: z.string().max(60).optional().meta(titled('接收单位', 'Receiving unit')),
  kind: z.string().min(1).max(60).meta(kindWords),
  ground: oneOf(grounds, '共享依据', 'Ground for sharing'),
  consent: z.string().max(200).optional().meta(titled('同意书编号', 'Consent reference')),
  reason: note,
  claimItems: z
    .array(z.record(z.string(), z.unknown()))
    .max(5000)
    .default([])
    .meta(titled('请求事项', 'Claim items', { widget: 'claimItems' })),
  parties: z
    .array(z.object({ id: z.uuid(), role: z.string().max(40) }))
    .max(5000)
    .default([])
    .meta({ widget: 'hidden' }),
  documents: z
    .array(z.object({ title: z.string().max(200), sha256: z.string().length(64), href: z.string().max(500) }))
    .max(100)
    .default([])
    .meta({ widget: 'hidden' }),
  /** What the receiver's procedure needs besides; each kind has its own shape, read by the receiver. */
  terms: openTerms.meta({ widget: 'hidden' }),
});
export const offerData = parcel.extend({ handOver: z.uuid(), from: z.string(), deadlines: z.array(burning) });
const answer = z.object({ handOver: z.uuid(), from: z.string(), to: z.string(), kind: z.string().meta(kindWords) });
export type Offer = z.output<typeof offerData>;

export const HandOverOffered = event({
  name: 'HandOverOffered',
  zh: '移交发出',
  en: 'Hand-over offered',
  data: offerData,
});
export const HandOverWithdrawn = event({
  name: 'HandOverWithdrawn',
  zh: '移交撤回',
  en: 'Hand-over withdrawn',
  data: answer.extend({ note }),
});
export const HandOverReceived = event({ name: 'HandOverReceived', zh: '移交到达', en: 'Received', data: offerData });
export const HandOverAccepted = event({
  name: 'HandOverAccepted',
  zh: '移交签收',
  en: 'Hand-over accepted',
  data: answer.extend({ terms: openTerms }),
});
export const HandOverReturned = event({
  name: 'HandOverReturned',
  zh: '移交退回',
  en: 'Hand-over returned',
  data: answer.extend({
    reason: oneOf(returnReasons, '退回理由', 'Reason for return'),
    note,
    deadlines: z.array(burning),
  }),
});
/** What crosses every border. The answers are heard by the sender and by whoever keeps the ledger. */
export const handOverEvents = [
  HandOverOffered,
  HandOverWithdrawn,
  HandOverReceived,
  HandOverAccepted,
  HandOverReturned,
] as const;

const sides = new Map<string, 'from' | 'to'>([
  ...[HandOverOffered, HandOverWithdrawn].map(({ type }) => [type, 'from'] as const),
  ...[HandOverReceived, HandOverAccepted, HandOverReturned].map(({ type }) => [type, 'to'] as const),
]);

/**
 * Whether an event is for its agency to say: a hand-over is offered and taken back by its sender and answered by its
 * receiver, though everybody knows the words. What says nothing of its sides is left to whoever reads it.
 */
export function isForItToSay({ type, data, meta }: Recorded): boolean {
  const side = sides.get(type);
  const named: unknown = side && data?.[side];
  return named === undefined || named === meta.agency;
}

interface Offered extends Label {
  /** The agencies that take this kind. */
  readonly to: readonly string[];
  /** An act of the procedure that it comes of fills its parcel; offered by hand it would arrive without it. */
  readonly byAct?: true;
}

interface Opening {
  /** Roles that may accept or return this kind; all of the agency's hand-over roles if left out. */
  readonly by?: readonly string[];
  /** What the receiver must say when it accepts, where this kind leaves it a choice. */
  readonly asks?: z.ZodObject;
  /** Turns an accepted offer into the receiver's own first commands; throws when the terms do not fit. */
  opens(offer: Offer, terms: unknown): readonly Order[];
}

/** What an agency sends and takes. */
export interface HandOverRules {
  /** Roles that may offer, accept and return. */
  readonly by: readonly string[];
  readonly offers: Readonly<Record<string, Offered>>;
  readonly accepts: Readonly<Record<string, Label & Opening>>;
}
