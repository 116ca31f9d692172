/** What is answered when nobody may be listed, or not yet. */
import { refusal } from '@yimen/kernel';

const LAW = '拖欠农民工工资失信联合惩戒对象名单管理暂行办法';

export const alreadyProposed = refusal('already-proposed', {
  zh: '该单位在这件监察案件上已拟列入，无需重复',
  en: 'This organisation was proposed on this inspection already',
});
export const orderNotLapsed = refusal('order-not-lapsed', {
  zh: '没有逾期未支付的责令事项，不能拟列入，未保存；请先责令限期支付',
  en: 'No order of this case has lapsed, so nobody is listed; nothing was saved. Order payment first.',
  law: `${LAW} 第五条`,
});
export const notBefore = (day: string) =>
  refusal('too-early', {
    zh: `办理日期早于应有的次序（${day}），未保存；异议和核实期限由此起算，请核对日期`,
    en: `The day of the act is too early (${day}); nothing was saved. The time to object runs from it: check the date.`,
  });
export const belowThreshold = refusal('below-threshold', {
  zh: '欠薪未达到认定拒不支付劳动报酬罪数额标准，未保存；引发群体性事件、极端事件的，请选择该列入情形',
  en: 'The arrears do not reach the criminal threshold; nothing was saved. Of a mass incident choose that ground.',
  law: `${LAW} 第五条第一项`,
});
export const notAddressed = refusal('not-addressed', {
  zh: '该单位不是责令对象，未保存；请从责令对象中选择',
  en: 'The order was not addressed to this organisation; nothing was saved. Choose an addressee.',
});
export const paidInFull = refusal('paid-in-full', {
  zh: '欠薪已全部付清，不予列入，未保存；请登记书面信用承诺后决定不予列入',
  en: 'All wages are paid, so nobody is listed; nothing was saved. Record the pledge and waive.',
  law: `${LAW} 第七条`,
});
export const stillUnpaid = refusal('still-unpaid', {
  zh: '欠薪尚未付清，不能不予列入，未保存；付清并作出书面信用承诺的，才不予列入',
  en: 'Wages are still owed; nothing was saved. Listing is waived once all is paid and a pledge is signed.',
  law: `${LAW} 第七条`,
});
export const notPending = refusal('not-pending', {
  zh: '没有待决定的拟列入事项，未保存',
  en: 'No listing waits for a decision; nothing was saved',
});
export const objectedBefore = refusal('objected-before', {
  zh: '异议已经登记，未重复保存',
  en: 'The objection is recorded; nothing more was saved',
});
export const objectionLate = (due: string) =>
  refusal('objection-late', {
    zh: `异议期限已于 ${due} 届满，未登记；可以依法申请行政复议或者提起诉讼`,
    en: `The time to object ended on ${due}; nothing was recorded. Reconsideration or a suit is open.`,
    law: `${LAW} 第六条`,
    nextDoor: { zh: '行政复议机关或者法院', en: 'Reconsideration organ or court' },
  });
export const stillInTime = (due: string) =>
  refusal('still-in-time', {
    zh: `当事人在 ${due} 前可以提出异议，尚不能决定列入，未保存`,
    en: `An objection is possible until ${due}, so the decision waits; nothing was saved`,
    law: `${LAW} 第六条`,
  });
export const notExtendable = refusal('not-extendable', {
  zh: '列入决定期限已经延长过或者已经届满，未保存',
  en: 'The time to decide was extended before or is over; nothing was saved',
  law: `${LAW} 第八条`,
});

export const whichInspection = refusal('which-inspection', {
  zh: '本案有多件逾期未支付的监察案件，未保存；请填写是哪一件',
  en: 'Several orders of this case have lapsed; nothing was saved. Say which one is meant.',
});
