/** Referring a dossier: one decision of the clerk, from which the hand-over is offered with nothing typed again. */
import { oneOf } from '@yimen/casework';
import { event } from '@yimen/kernel';
import { claimItems, employer, liable, note, plainDate, project, titled } from '@yimen/terms';
import { z } from 'zod';

/** What the union refers, and to whom. */
export const destinations = { arrearsLead: 'hr', legalAid: 'justice' } as const;
const kinds = {
  arrearsLead: ['欠薪线索（人社）', 'Arrears lead (HR)'],
  legalAid: ['法律援助（司法）', 'Legal aid (justice)'],
} as const;
const grounds = {
  separateConsent: ['劳动者单独同意', 'Separate consent of the workers'],
  vitalInterest: ['紧急情况', 'Vital interest'],
} as const;

/** The union is no state organ: it passes data on only with consent or in an emergency (个人信息保护法 第二十三条). */
export const referral = z.object({
  handOver: z.uuid().meta(titled('移交编号', 'Hand-over', { widget: 'newId' })),
  kind: oneOf(kinds, '移交事项', 'What is referred'),
  ground: oneOf(grounds, '共享依据', 'Ground for sharing'),
  consent: z.string().trim().min(1).max(200).optional().meta(titled('同意书编号', 'Consent reference')),
  reason: note,
  migrantWorkers: z.boolean().default(false).meta(titled('均为农民工', 'All are migrant workers')),
});

/** Private: what others hear is the hand-over itself. */
export const DossierReferred = event({
  name: 'DossierReferred',
  zh: '移交案卷',
  en: 'Dossier referred',
  data: referral.extend({
    caseId: z.uuid(),
    employer,
    liable,
    project: project.optional(),
    claimItems,
    receivedOn: plainDate,
  }),
});
