/** Why the petition office says no, by which article, and what to do instead. */
import { refusal } from '@yimen/kernel';

export const here = refusal('already-registered', { zh: '这件信访已登记', en: 'This petition is registered already' });
export const notToRoute = refusal('not-to-route', {
  zh: '这件信访不在待转送状态，未转送；已转送的须先由承办单位提出异议并收回',
  en: 'This petition does not wait for routing; nothing was sent. One that was sent must be objected to and recalled',
  law: '信访工作条例 第二十三条',
});
export const tooEarly = (since: string) =>
  refusal('before-last-act', {
    zh: `办理日期早于这件信访上一次办理的日期（${since}），未保存；请核对日期`,
    en: `The day lies before that of the last act on this petition (${since}); nothing was saved. Check it`,
  });
export const noObjection = refusal('no-objection', {
  zh: '没有待处理的转送异议，未收回',
  en: 'No objection waits; nothing was recalled',
  law: '信访工作条例 第二十三条',
});
export const otherRoute = refusal('already-routed-anew', {
  zh: '这次答复属于先前的转送',
  en: 'This answer belongs to an earlier routing',
});
export const notAwaited = refusal('already-settled', {
  zh: '这件信访不等待该程序的结果',
  en: 'This petition does not wait for the result of that procedure',
});
export const notNew = refusal('not-new', {
  zh: '只有刚登记、尚未转送的信访才按重复处理；未保存',
  en: 'Only a petition that is registered and not yet routed is refused as a duplicate; nothing was saved',
  law: '信访工作条例 第十九条',
});
export const notPending = refusal('not-pending', {
  zh: '所指信访件不存在或已办结，不能按重复处理；请核对编号',
  en: 'The petition named does not exist or is closed; check the number',
  law: '信访工作条例 第十九条',
});
export const otherMatter = refusal('another-matter', {
  zh: '与所指信访件的信访人、单位或事项不同，不能按重复处理；请另行转送',
  en: 'It differs from the petition named in petitioner, employer or matter; route it on its own',
  law: '信访工作条例 第十九条',
});
export const notAccepted = refusal('not-accepted', {
  zh: '尚未受理或已办结，不能办结；请先转送并等待受理',
  en: 'It is not accepted yet or is closed; route it and wait for the receipt',
});
