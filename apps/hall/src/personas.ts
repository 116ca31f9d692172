/** One invented person for each role, for demonstrations only. */
export interface Persona {
  readonly id: string;
  readonly name: string;
  readonly agency: string;
  readonly roles: readonly string[];
  readonly label: { readonly zh: string; readonly en: string };
}

const persona = (id: string, name: string, roles: string[], [zh, en]: [string, string]): Persona => ({
  id,
  name,
  agency: roles[0]?.split('.')[0] ?? '',
  roles,
  label: { zh, en },
});

export const personas: readonly Persona[] = [
  persona('union-clerk', '测试工会接待员', ['union.clerk'], ['工会接待', 'Union front desk']),
  persona('union-mediator', '测试工会调解员', ['union.mediator'], ['工会调解', 'Union mediator']),
  persona('hr-inspector', '测试监察员', ['hr.inspector'], ['劳动监察', 'Labour inspector']),
  persona('hr-arbitrator', '测试仲裁员', ['hr.arbitrator'], ['劳动仲裁', 'Arbitration']),
  persona('justice-aid', '测试法援员', ['justice.aid'], ['法律援助', 'Legal aid']),
  persona('justice-mediator', '测试人民调解员', ['justice.mediator'], ['人民调解', "People's mediator"]),
  persona('court-filing', '测试立案员', ['court.filing'], ['法院立案', 'Court filing']),
  persona('court-judge', '测试法官', ['court.judge'], ['法官', 'Judge']),
  persona('court-enforcement', '测试执行员', ['court.enforcement'], ['法院执行', 'Court enforcement']),
  persona('petition-clerk', '测试信访员', ['petition.clerk'], ['信访接待', 'Petition officer']),
  persona('housing-officer', '测试住建干部', ['departments.officer'], ['住建部门', 'Housing department']),
  persona('contractor', '测试总包财务', ['departments.contractor'], ['施工总承包', 'General contractor']),
  persona('bank', '测试银行柜员', ['departments.bank'], ['保证金银行', 'Deposit bank']),
  persona('coordinator', '测试速调协调员', ['joint-centre.coordinator'], ['联合速调中心', 'Joint centre']),
  persona('analyst', '测试研判员', ['insight.analyst'], ['研判', 'Analyst']),
];
