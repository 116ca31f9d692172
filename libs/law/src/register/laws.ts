import type { PlainDate } from '../day.ts';

/** A text a clock can stand on. `since` is the day from which the version we read is in force. */
export interface Law {
  readonly zh: string;
  readonly en: string;
  readonly since: PlainDate;
  /** A document number or an agreement, cited without the brackets of a title. */
  readonly untitled?: true;
}

function law(zh: string, en: string, since: PlainDate): Law {
  return { zh, en, since };
}

function paper(zh: string, en: string, since: PlainDate): Law {
  return { zh, en, since, untitled: true };
}

export const LDMAL = law('劳动争议调解仲裁法', 'Labour Dispute Mediation and Arbitration Law', '2008-05-01');
export const ARULES = law('劳动人事争议仲裁办案规则', 'Rules for Arbitration of Labour Disputes', '2017-07-01');
export const EMR = law('企业劳动争议协商调解规定', 'Rules on Mediation in Enterprises', '2012-01-01');
export const TUL = law('工会法', 'Trade Union Law', '2022-01-01');
export const LCL = law('劳动合同法', 'Labour Contract Law', '2013-07-01');
export const LSIR = law('劳动保障监察条例', 'Regulations on Labour Inspection', '2004-12-01');
export const LSIR_RULES = law('关于实施《劳动保障监察条例》若干规定', 'Rules on Labour Inspection', '2005-02-01');
export const QINGDAO = law(
  '青岛市劳动保障监察条例（地方）',
  'Qingdao Regulations on Labour Inspection (local)',
  '2013-01-01',
);
export const MWR = law('保障农民工工资支付条例', 'Regulations on Wages of Migrant Workers', '2020-05-01');
export const BLM = law(
  '拖欠农民工工资失信联合惩戒对象名单管理暂行办法',
  'Measures on the List of Dishonest Wage Debtors',
  '2022-01-01',
);
export const TCR = law('行政执法机关移送涉嫌犯罪案件的规定', 'Rules on Referral of Suspected Crimes', '2020-08-07');
export const AEL = law('行政强制法', 'Administrative Enforcement Law', '2012-01-01');
export const ARL = law('行政复议法', 'Administrative Reconsideration Law', '2024-01-01');
export const ALL = law('行政诉讼法', 'Administrative Litigation Law', '2017-07-01');
export const WIR = law('工伤保险条例', 'Regulations on Work Injury Insurance', '2011-01-01');
export const LAL = law('法律援助法', 'Legal Aid Law', '2022-01-01');
export const PML = law('人民调解法', "People's Mediation Law", '2011-01-01');
export const PML_RULES = law('人民调解工作若干规定', "Rules on People's Mediation", '2002-11-01');
export const PET = law('信访工作条例', 'Regulations on Petitions', '2022-05-01');
export const CPL = law('民事诉讼法', 'Civil Procedure Law', '2024-01-01');
export const CPLI = law('最高人民法院关于适用《民事诉讼法》的解释', 'SPC Interpretation of the CPL', '2022-04-10');
export const SPC_L1 = law('劳动争议司法解释（一）', 'SPC Interpretation I on Labour Disputes', '2021-01-01');
export const SPC_L2 = law('劳动争议司法解释（二）', 'SPC Interpretation II on Labour Disputes', '2025-09-01');
export const SPC_IM = law('最高人民法院关于人民法院特邀调解的规定', 'SPC Rules on Invited Mediation', '2016-07-01');
export const SPC_OM = law('人民法院在线调解规则', 'SPC Rules on Online Mediation', '2022-01-01');
export const SPC_JC = law('人民调解协议司法确认程序的若干规定', 'SPC Rules on Judicial Confirmation', '2011-03-30');
export const SPC_PP = law('最高人民法院关于办理财产保全案件的规定', 'SPC Rules on Preservation', '2021-01-01');
export const SPC_TL = law('最高人民法院关于审理期限的规定', 'SPC Rules on Time Limits of Trials', '2000-09-28');
export const NEW_FORM = paper(
  '人社厅发〔2024〕4号（新就业形态一站式调解）',
  'Notice 2024 No. 4 on New-form Mediation',
  '2024-01-19',
);
export const DEPOSIT = paper('人社部发〔2021〕65号（工资保证金）', 'Notice 2021 No. 65 on Wage Deposits', '2021-11-01');
export const WAGE_DRIVE = paper('护薪行动方案（2019）', 'Programme for Protecting Wages (2019)', '2019-07-26');
export const SUPERVISION = paper('地方工会劳动法律监督条例', 'provincial rules on union supervision', '2016-01-01');
/** Not law: terms that the five agencies agreed on among themselves, each a parameter with a default. */
export const LOCAL = paper('本地约定', 'local agreement', '2022-05-01');

/** The title as Chinese texts cite it: 《…》. */
export function titleOf(text: Law): string {
  return text.untitled ? text.zh : `《${text.zh.replaceAll('《', '〈').replaceAll('》', '〉')}》`;
}
