/** What inspection answers when it says no. */
import { refusal } from '@yimen/kernel';

export const alreadyLodged = refusal('already-lodged', {
  zh: '这件投诉已登记，无需重复',
  en: 'This complaint is lodged already',
});
export const notYetReceived = refusal('received-later', {
  zh: '收到日期晚于办理日期，未保存；请核对日期',
  en: 'The day of receipt is after the day of the act; nothing was saved. Check the dates.',
});
export const titleExists = refusal('title-exists', {
  zh: '这些请求已有生效法律文书，监察不再处理，未保存；请告知当事人向法院申请执行',
  en: 'There is a title for these claims, so inspection does not take them; nothing was saved. Point to enforcement.',
  law: '劳动保障监察条例 第二十一条',
  nextDoor: { zh: '法院（申请强制执行）', en: 'Court (enforcement)' },
});
export const elsewherePending = refusal('elsewhere-pending', {
  zh: '这些请求已由仲裁机构或者法院处理，监察不受理，未保存；请告知当事人依该程序办理',
  en: 'Arbitration or a court has these claims, so inspection does not take them; nothing was saved.',
  law: '劳动保障监察条例 第二十一条',
  nextDoor: { zh: '正在办理的仲裁机构或者法院', en: 'The arbitration commission or court that has them' },
});
export const alreadyInspected = (id: string) =>
  refusal('inspection-open', {
    zh: `这些请求已在监察案件 ${id} 中，未保存；请在该案中补充`,
    en: `Inspection ${id} has these claims; nothing was saved. Add to that one.`,
  });
export const notReceived = refusal('not-received', {
  zh: '投诉尚未登记或者已经作出处理，未保存；请刷新后核对',
  en: 'The complaint is not lodged or was decided on; nothing was saved. Refresh and compare.',
});
export const beforeReceipt = refusal('before-receipt', {
  zh: '办理日期早于收到投诉的日期，未保存；请核对日期',
  en: 'The day of the act is before the complaint was received; nothing was saved. Check the dates.',
});
export const beforeOpening = refusal('before-opening', {
  zh: '责令日期早于立案日期，未保存；支付期限自责令之日起算，请核对日期',
  en: 'The order is dated before the case was opened; nothing was saved. The days to pay run from it: check the date.',
});
export const notInvestigating = refusal('not-investigating', {
  zh: '案件不在调查中，未保存；责令改正只在调查中作出一次',
  en: 'The case is not under investigation; nothing was saved. An order is made once, out of the investigation.',
});
export const notUnderInvestigation = refusal('not-investigating', {
  zh: '案件不在调查中，未延长；责令改正或者结案后调查即已完成',
  en: 'The case is not under investigation; nothing was extended. An order or the end of the case completes it.',
  law: '劳动保障监察条例 第十七条',
});
export const notOpen = refusal('not-open', {
  zh: '监察案件尚未立案或者已经结案，未保存',
  en: 'The inspection is not open; nothing was saved',
});
export const extendedBefore = refusal('extended-before', {
  zh: '调查期限只能延长一次，未保存',
  en: 'An investigation is extended once only; nothing was saved',
  law: '劳动保障监察条例 第十七条',
});
export const tooLateToExtend = (due: string) =>
  refusal('too-late-to-extend', {
    zh: `调查期限已于 ${due} 届满，不能再延长，未保存`,
    en: `The time to investigate ended on ${due} and can no longer be extended; nothing was saved`,
    law: '劳动保障监察条例 第十七条',
  });
export const aboveOwed = refusal('above-owed', {
  zh: '金额超过尚欠的请求，或者含有本案以外的请求，未保存；请逐项核对',
  en: 'More than is owed, or a claim of another case; nothing was saved. Compare item by item.',
});
export const notAParty = refusal('not-a-party', {
  zh: '所填单位不是本案用人单位或者责任单位，未保存；请从本案单位中选择',
  en: 'This organisation is neither the employer nor liable in the case; nothing was saved. Choose among them.',
});
export const notLapsed = refusal('not-lapsed', {
  zh: '责令支付期限届满仍未支付的，才能动用工资保证金，未保存',
  en: 'The deposit is drawn on only after the order has lapsed; nothing was saved',
  law: '保障农民工工资支付条例 第三十二条',
});
export const nothingToDraw = refusal('nothing-to-draw', {
  zh: '没有尚欠金额，或者已全部通知银行支付，未保存',
  en: 'Nothing is outstanding that the bank was not told to pay already; nothing was saved',
});
export const alreadyDrawn = refusal('already-drawn', {
  zh: '这项支付通知已经发出，无需重复',
  en: 'This notice was sent to the bank already',
});
export const stillOwed = refusal('still-owed', {
  zh: '尚有欠款，不能按“全部付清”结案，未保存；请登记支付或者选择其他结案方式',
  en: 'Wages are still owed, so this is not paid in full; nothing was saved. Record payments or choose another outcome.',
});
export const alreadySettled = refusal('already-settled', {
  zh: '责令事项已经处理，无需重复',
  en: 'The order is settled already',
});
export const alreadyOver = refusal('already-over', {
  zh: '投诉尚未登记或者未予受理，无需记录',
  en: 'There is no inspection in which this counts',
});
export const alreadyBack = refusal('already-back', {
  zh: '这份支付通知不是本案发出的，或者已经退回',
  en: 'This notice is not of this inspection, or came back already',
});
export const alreadyRefilled = refusal('already-refilled', {
  zh: '没有待补足的保证金',
  en: 'No deposit is waiting to be refilled',
});
