/** Why a union mediation says no: the article, and the door that is open instead. */
import { refusal } from '@yimen/kernel';
import { yuan } from '@yimen/law';

export const here = refusal('already-registered', {
  zh: '这项工会调解已登记',
  en: 'This mediation is registered already',
});
export const openElsewhere = (id: string) =>
  refusal('mediation-open', {
    zh: `同一请求已在工会调解中（${id}），未重复登记；请打开该案继续办理`,
    en: `The same claim is in an open union mediation (${id}); nothing was registered. Go on there`,
  });
export const alreadyMediated = refusal('already-mediated', {
  zh: '这些请求已在工会调解中，无需另立',
  en: 'These claims are in a union mediation; there is nothing to open',
});
export const notYet = refusal('not-yet', {
  zh: '日期晚于今天，未保存；请核对',
  en: 'The day lies in the future; nothing was saved. Check it',
});
export const daysOutOfOrder = refusal('days-out-of-order', {
  zh: '日期应依次为收到申请、协议生效、付款期限，未保存；请核对',
  en: 'Application, agreement and day of payment follow in this order; nothing was saved. Check the days',
});
export const notOpen = refusal('not-open', {
  zh: '没有进行中的工会调解，请核对案件状态',
  en: 'There is no open union mediation; check the state of the case',
});
export const unsigned = refusal('not-signed-and-sealed', {
  zh: '协议须双方签名、调解员签名并加盖调解组织印章后生效，未保存；请补齐',
  en: 'An agreement binds once both sides and the mediator have signed and the station has sealed it; not saved',
  law: '劳动争议调解仲裁法 第十四条',
});
export const otherItems = refusal('not-of-the-mediation', {
  zh: '协议金额超出本案请求，未保存；请核对各项金额',
  en: 'The agreement goes beyond the claims of this mediation; nothing was saved. Check each item',
});
export const noAgreement = refusal('no-agreement', {
  zh: '没有可以提交的协议，或者已经提交，未申请；请核对案件状态',
  en: 'There is no agreement to bring, or it was brought already; nothing was applied for',
});
export const alreadyBack = refusal('already-back', {
  zh: '这项申请未在途或者已退回',
  en: 'This application is not out, or came back already',
});
export const labourRelation = refusal('labour-relation', {
  zh: '确认劳动关系的协议不予仲裁审查，未申请；请直接申请劳动仲裁',
  en: 'An agreement that confirms a labour relation is not reviewed; go to arbitration itself',
  law: '劳动人事争议仲裁办案规则 第七十五条第四项',
  nextDoor: { zh: '劳动仲裁', en: 'Arbitration' },
});
export const confirmed = refusal('court-confirmed', {
  zh: '协议已经法院确认，不再仲裁审查，未申请；对方不履行的，可以向法院申请强制执行',
  en: 'The court has confirmed the agreement, so it is not reviewed; where it is not kept, ask the court to enforce it',
  law: '劳动人事争议仲裁办案规则 第七十五条',
  nextDoor: { zh: '法院（强制执行）', en: 'Court (enforcement)' },
});
export const tooLateForReview = (due: string, court: string) =>
  refusal('too-late', {
    zh: `仲裁审查的申请期限已于 ${due} 届满，未申请；双方最迟可以在 ${court} 共同申请司法确认`,
    en: `The time for the review ended on ${due}; nothing was applied for. The court may be asked until ${court}`,
    law: '劳动人事争议仲裁办案规则 第七十四条',
    nextDoor: { zh: '法院（司法确认）', en: 'Court (judicial confirmation)' },
  });
export const tooLate = (due: string, law: string) =>
  refusal('too-late', {
    zh: `申请期限已于 ${due} 届满，未申请；协议不履行的，劳动者可以申请支付令或者仲裁`,
    en: `The time to apply ended on ${due}; nothing was applied for. The worker may ask for a payment order or arbitrate`,
    law,
    nextDoor: { zh: '支付令或者劳动仲裁', en: 'Payment order or arbitration' },
  });
export const nothingOwed = refusal('nothing-owed', {
  zh: '没有待支付的调解协议，未登记；请核对案件状态',
  en: 'No agreement waits to be paid; nothing was recorded',
});
export const tooMuch = (fen: number) =>
  refusal('more-than-owed', {
    zh: `超过协议未付金额 ${yuan(fen)} 元，未登记；请按分项填写`,
    en: `More than the ${yuan(fen)} yuan that are open; nothing was recorded. Enter it by item`,
  });
export const alreadyOver = refusal('already-over', {
  zh: '协议已履行、已记录违约或者尚未达成',
  en: 'The agreement is performed, is recorded as broken, or does not exist',
});
