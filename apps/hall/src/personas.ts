/** One invented person for each role, for demonstrations only. */
export interface Persona {
  readonly id: string;
  readonly name: string;
  readonly agency: string;
  readonly roles: readonly string[];
  readonly label: { readonly zh: string; readonly en: string };
  /** Of the organisation for which a party acts. */
  readonly uscc?: string;
}

/** The firms that have personas, by their credit codes: invented, as they are. */
export const CONTRACTOR = '91520115MA0000023Q';
export const BANK = '123502001549897397';

type Named = readonly [name: string, zh: string, en: string];

const persona = (id: string, role: string, [name, zh, en]: Named): Persona => ({
  id,
  name,
  agency: role.split('.')[0] ?? '',
  roles: [role],
  label: { zh, en },
});

export const personas: readonly Persona[] = [
  persona('union-clerk', 'union.clerk', ['测试工会接待员', '工会接待', 'Union front desk']),
  persona('union-mediator', 'union.mediator', ['测试工会调解员', '工会调解', 'Union mediator']),
  persona('hr-inspector', 'hr.inspector', ['测试监察员', '劳动监察', 'Labour inspector']),
  persona('hr-arbitrator', 'hr.arbitrator', ['测试仲裁员', '劳动仲裁', 'Arbitration']),
  persona('justice-aid', 'justice.aid', ['测试法援员', '法律援助', 'Legal aid']),
  persona('justice-mediator', 'justice.mediator', ['测试人民调解员', '人民调解', "People's mediator"]),
  persona('court-filing', 'court.filing', ['测试立案员', '法院立案', 'Court filing']),
  persona('court-judge', 'court.judge', ['测试法官', '法官', 'Judge']),
  persona('court-enforcement', 'court.enforcement', ['测试执行员', '法院执行', 'Court enforcement']),
  persona('petition-clerk', 'petition.clerk', ['测试信访员', '信访接待', 'Petition officer']),
  persona('housing-officer', 'departments.officer', ['测试住建干部', '住建部门', 'Housing department']),
  {
    ...persona('contractor', 'departments.contractor', ['测试总包财务', '施工总承包', 'General contractor']),
    uscc: CONTRACTOR,
  },
  { ...persona('bank', 'departments.bank', ['测试银行柜员', '保证金银行', 'Deposit bank']), uscc: BANK },
  persona('coordinator', 'joint-centre.coordinator', ['测试速调协调员', '联合速调中心', 'Joint centre']),
  persona('operator', 'district.operator', ['测试运维甲', '运维', 'IT officer']),
  persona('operator-second', 'district.operator', ['测试运维乙', '运维（复核）', 'IT officer, second']),
  persona('analyst', 'insight.analyst', ['测试研判员', '研判', 'Analyst']),
];
