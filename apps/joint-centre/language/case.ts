/** What the joint centre (联合速调中心) says about a case as a whole: its number, its doors, its risk, its end. */
import { event } from '@yimen/kernel';
import { caseId, claimItems, door, employer, liable, note, plainDate, project, titled } from '@yimen/terms';
import { z } from 'zod';

/** The agency at whose door the worker came in, by its name in the register of languages. */
const agency = z
  .string()
  .min(1)
  .max(40)
  .meta(titled('受理机关', 'Agency', { widget: 'agency' }));
/** Items that were told again under a new id: new id → the id under which the case knows the claim. */
const same = z.record(z.uuid(), z.uuid()).default({});
const number = z.string().meta(titled('统一案号', 'Case number'));

export const CaseRegistered = event({
  name: 'CaseRegistered',
  zh: '统一登记',
  en: 'Case registered',
  data: z.object({
    caseId,
    number,
    agency,
    door,
    employer,
    liable,
    project: project.optional(),
    claimItems,
    same,
    on: plainDate,
  }),
});

/** The same case came in at one more door. A door that another agency opened by a hand-over is a `referral`. */
export const DoorJoined = event({
  name: 'DoorJoined',
  zh: '另一入口并入',
  en: 'Another door joined',
  data: z.object({
    agency,
    door,
    claimItems: z.array(claimItems.element).meta(titled('新增请求', 'New claims', { widget: 'claimItems' })),
    same,
    on: plainDate,
  }),
});

/** Claims that were added at a door which the case has already. */
export const ClaimsJoined = event({
  name: 'ClaimsJoined',
  zh: '请求并入',
  en: 'Claims joined',
  data: z.object({
    agency,
    claimItems: z.array(claimItems.element).meta(titled('新增请求', 'New claims', { widget: 'claimItems' })),
    same,
    on: plainDate,
  }),
});

/** The year of limitation starts anew (劳动争议调解仲裁法 第二十七条). */
export const LimitationInterrupted = event({
  name: 'LimitationInterrupted',
  zh: '仲裁时效中断',
  en: 'Limitation interrupted',
  data: z.object({
    on: plainDate.meta(titled('中断日', 'Interrupted on')),
    because: note.meta(titled('中断事由', 'Because')),
  }),
});

export const riskLevel = z.enum(['none', 'blue', 'yellow', 'orange', 'red']).meta(
  titled('风险等级', 'Risk', {
    words: {
      none: ['无', 'None'],
      blue: ['蓝色', 'Blue'],
      yellow: ['黄色', 'Yellow'],
      orange: ['橙色', 'Orange'],
      red: ['红色', 'Red'],
    },
  }),
);
export type RiskLevel = z.output<typeof riskLevel>;
const words = z.object({ zh: z.string(), en: z.string() });

export const RiskAssessed = event({
  name: 'RiskAssessed',
  zh: '风险评定',
  en: 'Risk assessed',
  data: z.object({
    level: riskLevel,
    /** Within what time a conference is to be convened; null where the weekly list is enough. */
    convene: z.object({ rule: z.string(), length: z.int().positive() }).nullable(),
    because: z.array(words),
  }),
});

export const caseOutcome = z.enum(['closedPaid', 'withdrawn', 'otherRoute', 'closedUnpaid']).meta(
  titled('结案方式', 'Outcome', {
    words: {
      closedPaid: ['全部付清', 'Paid in full'],
      withdrawn: ['撤回', 'Withdrawn'],
      otherRoute: ['转其他途径', 'Another route'],
      closedUnpaid: ['未付清终结', 'Ended unpaid'],
    },
  }),
);

export const CaseClosed = event({
  name: 'CaseClosed',
  zh: '统一结案',
  en: 'Case closed',
  data: z.object({ outcome: caseOutcome }),
});

/** An agency works on it once more, though it came in at no further door and with no further claim. */
export const CaseReopened = event({
  name: 'CaseReopened',
  zh: '恢复在办',
  en: 'Case reopened',
  data: z.object({}),
});

/** By which claims come into a case. */
export const comings = [CaseRegistered, DoorJoined, ClaimsJoined] as const;

export const caseEvents = [...comings, LimitationInterrupted, RiskAssessed, CaseClosed, CaseReopened] as const;
