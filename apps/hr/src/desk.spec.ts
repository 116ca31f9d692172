import { describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters';
import { schemaOf, type Asking } from '@yimen/weave';
import { hrDesk } from './desk.resolver.ts';
import { INSPECTIONS, inspectionsView, type InspectionRow } from './inspection/inspections.view.ts';

const row = (id: string, open: boolean): InspectionRow => ({
  ...{ id, open, caseId: 'case', status: open ? 'ordered' : 'closed', employer: 'firm', receivedOn: '2025-09-09' },
  ...{ items: ['one', 'two'], owed: 900, addressees: ['firm'], criminalTest: false },
});

async function asking(agency: string, reads = 'all'): Promise<Asking> {
  const rows = memoryRows();
  await rows.transaction(async (tx) => {
    for (const [id, order] of Object.entries({ closed: '2025-09-01', late: '2025-09-10', early: '2025-09-09' }))
      await tx.put(INSPECTIONS, { key: id, order, data: row(id, id !== 'closed'), foundBy: inspectionsView.foundBy });
  });
  return { actor: { id: 'somebody', agency, roles: [], reads }, house: { rows } } as unknown as Asking;
}

type Query = (_: unknown, args: { open: boolean; first: number }, asking: Asking) => Promise<{ id: string }[]>;
const inspections = hrDesk.resolvers?.Query?.inspections as Query;

describe('the bureau’s list of inspections', () => {
  it('has the longest waiting first, and sums instead of claims', async () => {
    const listed = await inspections({}, { open: true, first: 50 }, await asking('hr'));
    expect(listed.map(({ id }) => id)).toEqual(['early', 'late']);
    expect(listed[0]).toMatchObject({ employer: { id: 'firm' }, claims: 2, outstanding: 900, status: 'ordered' });
    expect(await inspections({}, { open: false, first: 50 }, await asking('hr'))).toHaveLength(1);
    expect(await inspections({}, { open: true, first: 0 }, await asking('hr'))).toHaveLength(1);
  });
  it('is for the bureau’s own staff, but not for who keeps its services alive', async () => {
    for (const stranger of [await asking('departments'), await asking('hr', 'none')])
      await expect(inspections({}, { open: true, first: 50 }, stranger)).rejects.toMatchObject({
        extensions: { code: 'FORBIDDEN' },
      });
  });
  it('stands in the schema beside the mutations', () => {
    const schema = schemaOf(hrDesk.agency, hrDesk.graphql);
    expect(schema).toContain('inspections(open: Boolean! = true, first: Int! = 50): [InspectionSummary!]!');
    expect(schema).toContain('useWageDeposit(');
    expect(schema).not.toContain('lapseOrder(');
  });
});
