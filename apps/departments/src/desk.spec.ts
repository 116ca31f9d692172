import { describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters';
import { schemaOf, type Asking } from '@yimen/weave';
import { ARREARS } from './arrears/arrears.view.ts';
import { departmentsDesk } from './desk.resolver.ts';
import { RECOURSE } from './payment/recourse.view.ts';

async function asking(role: string, agency = 'departments'): Promise<Asking> {
  const rows = memoryRows();
  const items = [
    { id: 'one', person: 'worker', fen: 900 },
    { id: 'two', person: 'worker', fen: 100 },
  ];
  const known = { caseId: 'case', project: '示例安置房一期', employer: 'firm', liable: ['contractor'], items };
  await rows.transaction(async (tx) => {
    await tx.put(ARREARS, { key: 'case', order: 'a', data: { ...known, paid: [{ item: 'one', fen: 300 }] } });
    await tx.put(ARREARS, { key: 'early', order: 'b', data: { caseId: 'early', liable: [], items: [], paid: [] } });
    await tx.put(RECOURSE, { key: 'r', data: { caseId: 'case', by: 'contractor', against: 'firm', fen: 300 } });
  });
  return { actor: { id: 'somebody', agency, roles: [role] }, house: { rows } } as unknown as Asking;
}

type Query = (_: unknown, args: { first: number }, asking: Asking) => Promise<object[]>;
const query = (name: string) => departmentsDesk.resolvers?.Query?.[name] as Query;

describe('the departments’ lists', () => {
  it('tell sums and heads of each case, whatever is known of it', async () => {
    const summary = {
      caseId: 'case',
      project: '示例安置房一期',
      employer: { id: 'firm' },
      liable: [{ id: 'contractor' }],
    };
    expect(await query('projectArrears')({}, { first: 100 }, await asking('departments.officer'))).toEqual([
      { ...summary, headCount: 1, claimed: 1_000, paid: 300 },
      { caseId: 'early', liable: [], headCount: 0, claimed: 0, paid: 0 },
    ]);
  });
  it('tell who may have what back from whom', async () =>
    expect(await query('wageRecourse')({}, { first: 100 }, await asking('departments.officer'))).toEqual([
      { caseId: 'case', by: { id: 'contractor' }, against: { id: 'firm' }, fen: 300 },
    ]));
  it.each([
    ['departments.contractor', 'departments'],
    ['departments.bank', 'departments'],
    ['departments.officer', 'district'],
  ])('are not for a %s at %s', async (role, agency) => {
    const stranger = await asking(role, agency);
    for (const name of ['projectArrears', 'wageRecourse'])
      await expect(query(name)({}, { first: 1 }, stranger)).rejects.toMatchObject({
        extensions: { code: 'FORBIDDEN' },
      });
  });
  it('stand in the schema beside the mutations', () => {
    const schema = schemaOf(departmentsDesk.agency, departmentsDesk.graphql);
    expect(schema).toContain('projectArrears(first: Int! = 100): [ProjectArrears!]!');
    expect(schema).toContain('payFromDeposit(');
    expect(schema).not.toContain('requestDepositPayment(');
  });
});
