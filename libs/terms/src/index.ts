/**
 * The few value types that every agency shares. A type belongs here only when three agencies mean the same thing by it;
 * everything else belongs to the agency that says it.
 */
import { z } from 'zod';

export { handOverKinds } from './hand-over-kinds.ts';
export * from './parts.ts';
export { uuidOf } from './uuid.ts';

/** Chinese first: the console shows `title`, and `titleEn` after the language switch. */
export const titled = (title: string, titleEn: string, rest: Record<string, unknown> = {}) => ({
  title,
  titleEn,
  ...rest,
});

/** One conflict between workers and an employer (案件), whatever number of procedures it runs through. UUIDv7. */
export const caseId = z.uuid().meta(titled('案件', 'Case', { widget: 'case' }));
/** A natural person (自然人) in the party register; the only way in which an event may point at somebody. */
export const personId = z.uuid().meta(titled('人员', 'Person', { widget: 'person' }));
/** An organisation (单位) in the party register. */
export const organisationId = z.uuid().meta(titled('单位', 'Organisation', { widget: 'organisation' }));
/** One claim of one worker (请求事项). */
export const claimItemId = z.uuid().meta(titled('请求事项', 'Claim item', { widget: 'claimItem' }));

/** Money in whole fen (分), never a fraction. Safe up to 90 trillion yuan. */
export const fen = z
  .int()
  .nonnegative()
  .meta(titled('金额（元）', 'Amount (yuan)', { widget: 'money', scalar: 'Fen' }));
export type Fen = z.output<typeof fen>;

/** Who owes the pay (用人单位). */
export const employer = organisationId.meta(titled('用人单位', 'Employer', { widget: 'organisation' }));
/** Who answers besides the employer, for example a general contractor (总包). */
export const liable = z.array(organisationId).max(20).default([]).meta(titled('其他责任单位', 'Others liable'));
/** The construction project (工程项目) that the claims come from. */
export const project = z.string().trim().min(1).max(120).meta(titled('工程项目', 'Construction project'));

/** What a check of our own says of a value that is well formed and cannot be right; who answers a client reads it. */
const telling = (zh: string, en: string) => ({ params: { zh, en } });

/** From 1900 to 2100. Beyond that no deadline can be counted: a digit of the year was mistyped. */
const isOurTime = (text: string): boolean => !/^\d{4}-/.test(text) || (text >= '1900' && text < '2101');
const otherTime = telling('年份须在 1900 至 2100 之间，请核对', 'has a year before 1900 or after 2100; check it');

/** A legal day in Asia/Shanghai, `YYYY-MM-DD`. */
export const plainDate = z.iso
  .date()
  .refine(isOurTime, otherTime)
  .meta(titled('日期', 'Date', { widget: 'date' }));
/** A wage month, `YYYY-MM`. */
export const month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .refine(isOurTime, otherTime)
  .meta(titled('月份', 'Month', { widget: 'month' }));

/** What a worker may claim. The kind decides the calculator, the final-award test and what counts as the same claim. */
export const claimKind = z
  .enum([
    'wages',
    'overtime',
    'doubleWage',
    'severance',
    'unlawfulDismissal',
    'annualLeave',
    'socialInsurance',
    'workInjury',
    'other',
  ])
  .meta(titled('诉求', 'Claim', { words: claimKindWords() }));

function claimKindWords() {
  return {
    wages: ['拖欠工资', 'Wage arrears'],
    overtime: ['加班费', 'Overtime pay'],
    doubleWage: ['未签合同二倍工资', 'Double wages without a contract'],
    severance: ['经济补偿', 'Severance'],
    unlawfulDismissal: ['违法解除赔偿金', 'Unlawful dismissal damages'],
    annualLeave: ['未休年休假工资', 'Unused annual leave'],
    socialInsurance: ['社会保险', 'Social insurance'],
    workInjury: ['工伤待遇', 'Work injury'],
    other: ['其他', 'Other'],
  };
}

/** The unit of money, of duplicates and of the final-award test (请求事项). */
export const claimItem = z
  .object({
    id: claimItemId,
    person: personId,
    kind: claimKind,
    from: month.meta(titled('起始月份', 'First month', { widget: 'month' })),
    to: month.meta(titled('截止月份', 'Last month', { widget: 'month' })),
    fen: fen.min(1),
  })
  // Months in the other order overlap with nothing, so the same claim would be taken twice.
  .refine(({ from, to }) => from <= to, {
    path: ['to'],
    ...telling('早于起始月份，请核对', 'is before the first month; check both'),
  })
  .meta(titled('请求事项', 'Claim item'));
export type ClaimItem = z.output<typeof claimItem>;
export const claimItems = z
  .array(claimItem)
  .min(1)
  .max(5000)
  .meta(titled('请求事项', 'Claim items', { widget: 'claimItems' }));

/** A part of a claim item that was agreed, ordered or paid. */
export const claimPart = z.object({ item: claimItemId, fen: fen.min(1) });
export type ClaimPart = z.output<typeof claimPart>;
export const claimParts = z
  .array(claimPart)
  .min(1)
  .max(5000)
  .meta(titled('分项金额', 'Amounts by item', { widget: 'claimParts' }));

/** What is to be paid by a day that the parties agreed (分期). An agreement to pay at once has one. */
export const instalment = z.object({ no: z.int().min(1).max(120), dueOn: plainDate, parts: claimParts });
export type Instalment = z.output<typeof instalment>;
export const instalments = z
  .array(instalment)
  .min(1)
  .max(120)
  .meta(titled('分期付款', 'Instalments', { widget: 'instalments' }));

/** Where a case came in (入口). */
export const door = z.enum(['window', 'hotline', 'online', 'visit', 'letter', 'outpost', 'referral']).meta(
  titled('渠道', 'Door', {
    words: {
      window: ['窗口', 'Window'],
      hotline: ['热线', 'Hotline'],
      online: ['网上', 'Online'],
      visit: ['来访', 'Visit'],
      letter: ['来信', 'Letter'],
      outpost: ['村居前哨', 'Village outpost'],
      referral: ['移送', 'Referral'],
    },
  }),
);

/** A short official note. It names nobody: text about persons is a document, not an event. */
export const note = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .meta(titled('说明', 'Note', { widget: 'text' }));

/** A document by its digest and where it can be fetched, never its content (文书). */
export const documentRef = z.object({
  title: z.string().max(200),
  sha256: z.string().length(64),
  href: z.string().max(500),
});

export const sum = (parts: readonly { fen: number }[]): Fen => parts.reduce((total, part) => total + part.fen, 0);
/** How many different workers the items belong to. */
export const heads = (items: readonly { person: string }[]): number => new Set(items.map((item) => item.person)).size;
