/** Why a people's mediation says no: the article, and the door that is open instead. */
import { refusal } from '@yimen/kernel';

export const here = refusal('already-open', { zh: '这项人民调解已登记', en: 'This mediation is registered already' });
export const openElsewhere = (id: string) =>
  refusal('mediation-open', {
    zh: `同一请求正在人民调解中（${id}），未重复登记；请在该案中办理`,
    en: `The same claim is in an open mediation (${id}); nothing was registered. Go on there`,
  });
export const notYet = refusal('not-yet', {
  zh: '日期晚于今天，未保存；请核对',
  en: 'The day lies in the future; nothing was saved. Check it',
});
export const tooEarly = refusal('too-early', {
  zh: '日期早于收到申请或者协议生效之日，未保存；请核对',
  en: 'The day lies before the application, or before the agreement takes effect; nothing was saved. Check it',
});
export const notOpen = refusal('not-open', {
  zh: '没有进行中的人民调解，请核对案件状态',
  en: 'There is no open mediation; check its state',
});
export const otherItems = refusal('not-of-the-mediation', {
  zh: '协议金额超出本案请求事项，未保存；请核对各项金额，超出的请求另行申请调解',
  en: 'Beyond the claims of this mediation; nothing was saved. Check each item; further claims need one of their own',
  law: '人民调解法 第二十九条',
});
export const badPlan = refusal('plan-out-of-order', {
  zh: '分期须从第一期起依次编号，付款日依次递延且不早于生效日，未保存',
  en: 'Instalments are numbered from one, each due no earlier than the one before and than the agreement; not saved',
});
export const noAgreement = refusal('no-agreement', {
  zh: '没有可以提交的调解协议，未申请；请先达成协议，或者核对是否已经申请',
  en: 'There is no agreement to bring, or it was brought already; nothing was applied for',
});
export const tooLate = (due: string, law: string) =>
  refusal('too-late', {
    zh: `申请期限已于 ${due} 届满，未申请；协议仍有合同效力，不履行的可以申请仲裁或者起诉`,
    en: `The time to apply ended on ${due}; nothing was applied for. The agreement still binds as a contract`,
    law,
    nextDoor: { zh: '劳动仲裁或者法院', en: 'Arbitration or court' },
  });
export const labourRelation = refusal('labour-relation', {
  zh: '确认劳动关系的协议不予仲裁审查，未申请；请直接申请劳动仲裁',
  en: 'An agreement that confirms a labour relation is not reviewed; go to arbitration itself',
  law: '劳动人事争议仲裁办案规则 第七十五条',
  nextDoor: { zh: '劳动仲裁', en: 'Arbitration' },
});
export const notedBefore = refusal('already-noted', { zh: '司法确认已记录', en: 'The confirmation is noted already' });
