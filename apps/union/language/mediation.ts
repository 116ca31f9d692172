/** What the union's mediation station (工会调解站) says: from the application to the payment, or to its failure. */
import { event } from '@yimen/kernel';
import { caseId, claimItems, claimParts, employer, fen, titled, note, plainDate } from '@yimen/terms';
import { z } from 'zod';

export const UnionMediationApplied = event({
  name: 'UnionMediationApplied',
  zh: '申请工会调解',
  en: 'Union mediation applied for',
  data: z.object({ caseId, employer, claimItems, receivedOn: plainDate.meta(titled('收到日期', 'Received on')) }),
});

/** Binding once both sides, the mediator and the station have signed (劳动争议调解仲裁法 第十四条). */
export const UnionMediationAgreed = event({
  name: 'UnionMediationAgreed',
  zh: '达成工会调解协议',
  en: 'Union mediation agreement',
  data: z.object({
    parts: claimParts.meta(titled('协议金额', 'Agreed amounts')),
    payBy: plainDate.meta(titled('付款期限', 'Pay by')),
    effectiveOn: plainDate.meta(titled('生效日期', 'Effective on')),
  }),
});

export const UnionMediationPaid = event({
  name: 'UnionMediationPaid',
  zh: '调解款支付',
  en: 'Paid under the union agreement',
  data: z.object({ parts: claimParts }),
});

export const UnionMediationPerformed = event({
  name: 'UnionMediationPerformed',
  zh: '工会调解协议履行完毕',
  en: 'Union agreement performed',
  data: z.object({}),
});

export const UnionMediationFailed = event({
  name: 'UnionMediationFailed',
  zh: '工会调解不成',
  en: 'Union mediation failed',
  data: z.object({ why: note.meta(titled('原因', 'Why')) }),
});

export const UnionAgreementBreached = event({
  name: 'UnionAgreementBreached',
  zh: '工会调解协议违约',
  en: 'Union agreement broken',
  data: z.object({ outstanding: fen.meta(titled('未付金额（元）', 'Outstanding (yuan)')) }),
});

export const mediationEvents = [
  UnionMediationApplied,
  UnionMediationAgreed,
  UnionMediationPaid,
  UnionMediationPerformed,
  UnionMediationFailed,
  UnionAgreementBreached,
] as const;
