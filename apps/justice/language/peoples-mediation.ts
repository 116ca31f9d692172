/** What the people's mediation committee (人民调解委员会) says: a mediation from the application to the last instalment. */
import { event } from '@yimen/kernel';
import {
  caseId,
  claimItems,
  claimParts,
  door,
  employer,
  fen,
  instalments,
  titled,
  note,
  plainDate,
} from '@yimen/terms';
import { z } from 'zod';

const no = z.int().min(1).max(120).meta(titled('期次', 'Instalment'));

export const PeoplesMediationApplied = event({
  name: 'PeoplesMediationApplied',
  zh: '申请人民调解',
  en: "People's mediation applied for",
  data: z.object({
    caseId,
    door,
    employer,
    claimItems,
    receivedOn: plainDate.meta(titled('收到日期', 'Received on')),
  }),
});

/** Binding on both sides from `effectiveOn` (人民调解法 第二十九条、第三十一条). */
export const PeoplesAgreementReached = event({
  name: 'PeoplesAgreementReached',
  zh: '达成人民调解协议',
  en: "People's mediation agreement",
  data: z.object({
    effectiveOn: plainDate.meta(titled('生效日期', 'Effective on')),
    /** What is to be paid for each item, over all instalments. */
    parts: claimParts.meta(titled('协议金额', 'Agreed amounts')),
    instalments,
    /** On any default the rest falls due the next day. */
    acceleration: z.boolean().meta(titled('一期未付余款到期', 'On default the rest falls due')),
  }),
});

export const PeoplesMediationFailed = event({
  name: 'PeoplesMediationFailed',
  zh: '人民调解不成',
  en: "People's mediation failed",
  data: z.object({ why: note.meta(titled('原因', 'Why')) }),
});

/** Both sides ask the court together (民事诉讼法 第二百零五条). `handOver` is the parcel in which the agreement travels. */
export const JudicialConfirmationApplied = event({
  name: 'JudicialConfirmationApplied',
  zh: '申请司法确认',
  en: 'Judicial confirmation applied for',
  data: z.object({ handOver: z.uuid().meta(titled('移交编号', 'Hand-over', { widget: 'newId' })) }),
});

export const InstalmentPaid = event({
  name: 'InstalmentPaid',
  zh: '分期款支付',
  en: 'Instalment paid',
  data: z.object({ no, parts: claimParts }),
});

export const PeoplesAgreementBreached = event({
  name: 'PeoplesAgreementBreached',
  zh: '人民调解协议违约',
  en: "People's mediation agreement broken",
  data: z.object({
    no,
    /** All that is not paid of the agreement on the day of the breach, due or not. */
    outstanding: fen.meta(titled('未付金额（元）', 'Outstanding (yuan)')),
    /** Later instalments keep their own days, or the court enforces the agreement already. */
    goesOn: z.boolean().optional().meta(titled('协议继续履行', 'The agreement goes on')),
  }),
});

/**
 * The instalment was paid by its day, which was told after the breach: there was none, and the instalments after it
 * have their own days again.
 */
export const PeoplesBreachTakenBack = event({
  name: 'PeoplesBreachTakenBack',
  zh: '撤销违约记录',
  en: 'Breach taken back',
  data: z.object({
    no,
    effectiveOn: plainDate,
    /** The instalments that had fallen due by the breach, each with its own day. */
    days: z.array(z.object({ no, dueOn: plainDate })),
  }),
});

export const PeoplesAgreementPerformed = event({
  name: 'PeoplesAgreementPerformed',
  zh: '人民调解协议履行完毕',
  en: "People's mediation agreement performed",
  data: z.object({}),
});

export const peoplesMediationEvents = [
  PeoplesMediationApplied,
  PeoplesAgreementReached,
  PeoplesMediationFailed,
  JudicialConfirmationApplied,
  InstalmentPaid,
  PeoplesAgreementBreached,
  PeoplesBreachTakenBack,
  PeoplesAgreementPerformed,
] as const;
