/** What the justice bureau says about legal aid (法律援助): asked for, decided, a lawyer titled, done. */
import { event } from '@yimen/kernel';
import { caseId, claimItems, titled, note, personId, plainDate } from '@yimen/terms';
import { z } from 'zod';

export const LegalAidApplied = event({
  name: 'LegalAidApplied',
  zh: '申请法律援助',
  en: 'Legal aid applied for',
  data: z.object({
    caseId,
    claimItems,
    people: z
      .array(personId)
      .min(1)
      .max(5000)
      .meta(titled('申请人', 'Applicants', { widget: 'people' })),
    migrantWorkers: z.boolean().meta(titled('均为农民工', 'All are migrant workers')),
    receivedOn: plainDate.meta(titled('收到日期', 'Received on')),
  }),
});

/** Who need not show that they are poor (法律援助法 第四十二条). */
export const exemption = z.enum(['minor', 'aged', 'disabled', 'welfare', 'migrantWorker']).meta(
  titled('免予核查情形', 'Ground of exemption', {
    words: {
      minor: ['无固定生活来源的未成年人', 'Minor without income'],
      aged: ['无固定生活来源的老年人', 'Aged person without income'],
      disabled: ['无固定生活来源的残疾人', 'Disabled person without income'],
      welfare: ['社会救助、司法救助或优抚对象', 'Receives welfare'],
      migrantWorker: ['农民工请求劳动报酬或工伤赔偿', 'Migrant worker claiming pay or work-injury damages'],
    },
  }),
);

export const MeansCheckExempted = event({
  name: 'MeansCheckExempted',
  zh: '免予核查经济困难状况',
  en: 'Exempted from the means check',
  data: z.object({ ground: exemption }),
});

export const LegalAidGranted = event({
  name: 'LegalAidGranted',
  zh: '决定给予援助',
  en: 'Legal aid granted',
  data: z.object({}),
});

export const LegalAidRefused = event({
  name: 'LegalAidRefused',
  zh: '决定不予援助',
  en: 'Legal aid refused',
  data: z.object({ reason: note.meta(titled('理由', 'Reason')) }),
});

export const AidLawyerDesignated = event({
  name: 'AidLawyerDesignated',
  zh: '指派援助律师',
  en: 'Aid lawyer designated',
  data: z.object({ lawyer: personId.optional().meta(titled('援助律师', 'Aid lawyer', { widget: 'person' })) }),
});

export const LegalAidCompleted = event({
  name: 'LegalAidCompleted',
  zh: '援助事项办结',
  en: 'Legal aid completed',
  data: z.object({}),
});

export const legalAidEvents = [
  LegalAidApplied,
  MeansCheckExempted,
  LegalAidGranted,
  LegalAidRefused,
  AidLawyerDesignated,
  LegalAidCompleted,
] as const;
