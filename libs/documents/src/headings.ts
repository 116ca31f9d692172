/** The headings (表头) under which foremen write what a wage sheet must say, and how they name them. */
export type Role = 'name' | 'idNumber' | 'phone' | 'team' | 'trade' | 'total' | 'fault';

/** The heading of the column that is sent back with the faults. */
export const faultHeading = '错误原因';

const words: Record<Role, RegExp> = {
  name: /^(?:工人|农民工|民工|员工|职工|人员|劳动者|劳务人员|务工人员|工友|本人)?(?:姓名|名字)$/,
  idNumber:
    /^(?:工人|农民工|员工|职工|本人)?(?:(?:居民)?身份证(?:件)?(?:号|号码|编号)?|公民身份(?:证)?(?:号|号码)|证件(?:号|号码)|身份(?:号|号码))$/,
  phone: /^(?:本人|工人|农民工)?(?:(?:联系|移动)?(?:手机|电话)(?:号|号码)?|手机电话|联系方式)$/,
  team: /^(?:所属|所在)?(?:班组|队组|施工队|作业队|班组工种|工种班组|班组及工种)(?:名称)?$/,
  trade: /^(?:工种|岗位|职务|工作岗位)$/,
  total:
    /^(?:应发|应付|欠发|欠付|拖欠|欠薪|未发|未付|实发|实付|工资|劳务费)*(?:合计|总计|共计|总额|总数|小计|金额|工资|欠薪|劳务费)(?:合计|总计|总额|金额)*$/,
  fault: /^错误原因$/,
};

const notes = /[（(【[][^）)】\]]*[）)】\]]/g;
const sign = String.raw`[\s*★:：/、,，.。&\\|+-]`;
const signs = new RegExp(sign, 'g');

/** A heading without what people add to it: notes in brackets, marks of a required field, spaces. */
export function bareHeading(text: string): string {
  return text.replace(notes, '').replace(signs, '');
}

const numeral = '[0-9一二三四五六七八九十]';
const severalNumbers = new RegExp(`${numeral}${sign}+${numeral}`);

/** Whether two numbers stand side by side, as in 1-2月: without the sign between them they would be one, here 12. */
export const joinsNumbers = (text: string): boolean => severalNumbers.test(text.replace(notes, ''));

export function roleOf(heading: string): Role | undefined {
  const bare = bareHeading(heading);
  return (Object.keys(words) as Role[]).find((role) => words[role].test(bare));
}

/** What a column of money means. A claim is for what is owed; failing that, for what was due. */
export type Money = 'owed' | 'due' | 'net' | 'paid' | 'none';

/** How good a column is as the amount of a month; a column of what was paid, or of days, is none. */
export const worth: Record<Money, number> = { owed: 3, due: 2, net: 1, paid: 0, none: 0 };

export function moneyIn(headings: readonly string[]): Money {
  const all = headings.map(bareHeading).join('');
  if (/出勤|天数|工日|工时|考勤|单价|日工资|时薪|标准|工期|数量/.test(all)) return 'none';
  if (/欠|未发|未付|未支付|未结/.test(all)) return 'owed';
  if (/已发|已付|已支付|已结|预支|借支|借款|扣|罚|社保|个税|生活费/.test(all)) return 'paid';
  if (/实发|实付|实领/.test(all)) return 'net';
  return 'due';
}
