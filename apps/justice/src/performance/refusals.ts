/** Why the performance of an agreement says no: the article, and the door that is open instead. */
import { refusal } from '@yimen/kernel';
import { yuan } from '@yimen/law';

export const here = refusal('already-watched', { zh: '履行跟踪已开始', en: 'The performance is watched already' });
export const notWatched = refusal('no-agreement', {
  zh: '没有需要履行的协议，未登记；请核对案件',
  en: 'There is no agreement to perform; nothing was recorded',
});
export const noSuch = (nos: readonly number[]) =>
  refusal('no-such-instalment', {
    zh: `协议只有第 ${nos.join('、')} 期，未登记；请核对期次`,
    en: `The agreement has the instalments ${nos.join(', ')}; nothing was recorded. Check the number`,
  });
export const tooMuch = (fen: number) =>
  refusal('more-than-owed', {
    zh: `超过本期未付金额 ${yuan(fen)} 元，未登记；请分期、分项填写`,
    en: `More than the ${yuan(fen)} yuan that are open of this instalment; nothing was recorded`,
  });
export const tooEarly = refusal('before-agreement', {
  zh: '付款日期早于协议生效之日，未登记；请核对',
  en: 'The day of payment lies before the agreement; nothing was recorded. Check it',
});
export const enforced = refusal('in-enforcement', {
  zh: '本期款项已进入强制执行，未登记；已直接付款的，请法院执行部门登记',
  en: 'The court is enforcing this instalment; nothing was recorded. Payments are recorded by its enforcement office',
  law: '民事诉讼法 第二百四十七条',
  nextDoor: { zh: '法院执行部门', en: 'Enforcement office of the court' },
});
export const enforcedBefore = refusal('already-noted', {
  zh: '强制执行已记录',
  en: 'The enforcement is noted already',
});
export const paidBefore = refusal('already-paid', { zh: '本期已付清', en: 'This instalment is paid' });
export const brokenBefore = refusal('already-broken', { zh: '违约已记录', en: 'The breach is recorded already' });
