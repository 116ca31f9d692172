/** What the joint centre says about a conference (会商研判): convened, resolved, carried out, closed. */
import { event } from '@yimen/kernel';
import { caseId, note, plainDate, titled } from '@yimen/terms';
import { z } from 'zod';
import { riskLevel } from './case.ts';

const agency = z.string().min(1).max(40);

export const ConferenceConvened = event({
  name: 'ConferenceConvened',
  zh: '召开会商',
  en: 'Conference convened',
  data: z.object({
    caseId,
    level: riskLevel,
    agencies: z
      .array(agency)
      .min(1)
      .max(20)
      .meta(titled('参加机关', 'Agencies', { widget: 'agencies' })),
  }),
});

/** Who does what until when. `no` counts from 1 within the conference. */
const measure = z.object({
  what: note.meta(titled('措施', 'Measure')),
  owner: agency.meta(titled('责任机关', 'Owner', { widget: 'agency' })),
  dueOn: plainDate.meta(titled('完成期限', 'Due on')),
});
export type Measure = z.output<typeof measure>;

export const ConferenceResolved = event({
  name: 'ConferenceResolved',
  zh: '会商决议',
  en: 'Conference resolved',
  data: z.object({
    leadAgency: agency.meta(titled('牵头机关', 'Lead agency', { widget: 'agency' })),
    measures: z.array(measure).min(1).max(50).meta(titled('措施清单', 'Measures')),
  }),
});

export const MeasureCompleted = event({
  name: 'MeasureCompleted',
  zh: '措施完成',
  en: 'Measure completed',
  data: z.object({ no: z.int().min(1).max(50).meta(titled('措施序号', 'Number of the measure')) }),
});

export const conferenceOutcome = z.enum(['done', 'averted', 'relevelled']).meta(
  titled('会商结果', 'Outcome', {
    words: {
      done: ['措施落实', 'Measures carried out'],
      averted: ['避免争议', 'Dispute averted'],
      relevelled: ['风险降级', 'Risk lowered'],
    },
  }),
);

export const ConferenceClosed = event({
  name: 'ConferenceClosed',
  zh: '会商办结',
  en: 'Conference closed',
  data: z.object({
    outcome: conferenceOutcome,
    /** How many were spared a dispute; for `averted` only. */
    headCount: z.int().min(1).max(100_000).optional().meta(titled('避免争议人数', 'People spared')),
  }),
});

/** The same project has a new case before the time of watching is over: the dispute was not averted after all. */
export const DisputeRenewed = event({
  name: 'DisputeRenewed',
  zh: '争议再起',
  en: 'Dispute renewed',
  data: z.object({ by: caseId.meta(titled('新案件', 'New case')) }),
});

/** Half a year has passed without a new case on the project. */
export const DisputeAverted = event({
  name: 'DisputeAverted',
  zh: '确认避免争议',
  en: 'Dispute averted',
  data: z.object({}),
});

export const conferenceEvents = [
  ConferenceConvened,
  ConferenceResolved,
  MeasureCompleted,
  ConferenceClosed,
  DisputeRenewed,
  DisputeAverted,
] as const;
