/** What the union says about consultations and the dossiers that come out of them. */
import { event } from '@yimen/kernel';
import { caseId, claimItems, door, note, organisationId, personId } from '@yimen/terms';
import { z } from 'zod';

const titled = (title: string, titleEn: string) => ({ title, titleEn });

export const ConsultationRegistered = event({
  name: 'ConsultationRegistered',
  zh: '咨询登记',
  en: 'Consultation registered',
  data: z.object({
    door,
    /** Who asked; absent when the caller gave no name. */
    person: personId.optional().meta(titled('来访人', 'Visitor')),
    headCount: z.int().min(1).max(100_000).meta(titled('人数', 'People')),
    subject: note.meta(titled('事由', 'Subject')),
  }),
});

export const DossierOpened = event({
  name: 'DossierOpened',
  zh: '立案卷',
  en: 'Dossier opened',
  data: z.object({
    caseId,
    door,
    employer: organisationId.meta({ ...titled('用人单位', 'Employer'), widget: 'organisation' }),
    /** Who answers besides the employer, for example a general contractor (总包). */
    liable: z.array(organisationId).max(20).default([]).meta(titled('其他责任单位', 'Others liable')),
    project: z.string().trim().max(120).optional().meta(titled('工程项目', 'Construction project')),
    claimItems,
  }),
});

export const ClaimItemsAdded = event({
  name: 'ClaimItemsAdded',
  zh: '补充请求',
  en: 'Claim items added',
  data: z.object({ claimItems }),
});

/** How many are elected depends on where they speak: 3–5 in arbitration, 2–5 in court, up to 5 on a petition visit. */
export const forum = z.enum(['arbitration', 'court', 'petition']).meta({
  ...titled('用于', 'For'),
  words: { arbitration: ['仲裁', 'Arbitration'], court: ['诉讼', 'Court'], petition: ['信访', 'Petition'] },
});

export const RepresentativesElected = event({
  name: 'RepresentativesElected',
  zh: '推举代表人',
  en: 'Representatives elected',
  data: z.object({
    forum,
    people: z.array(personId).meta({ ...titled('代表人', 'Representatives'), widget: 'people' }),
  }),
});

export const closure = z.enum(['closedPaid', 'withdrawn', 'otherRoute']).meta({
  ...titled('结案方式', 'Outcome'),
  words: {
    closedPaid: ['全部付清', 'Paid in full'],
    withdrawn: ['撤回', 'Withdrawn'],
    otherRoute: ['转其他途径', 'Another route'],
  },
});

export const DossierClosed = event({
  name: 'DossierClosed',
  zh: '结案',
  en: 'Dossier closed',
  data: z.object({ outcome: closure, note: note.optional() }),
});

export const dossierEvents = [
  ConsultationRegistered,
  DossierOpened,
  ClaimItemsAdded,
  RepresentativesElected,
  DossierClosed,
] as const;
