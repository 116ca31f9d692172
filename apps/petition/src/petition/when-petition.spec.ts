import { describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters/memory';
import {
  CasesMerged,
  HandOverAccepted,
  HandOverReturned,
  HANDOVERS,
  HandOverWithdrawn,
  sameCaseView,
} from '@yimen/casework';
import { MatterAnswered } from '@yimen/departments-language';
import { ComplaintDeclined, InspectionClosed } from '@yimen/hr-language';
import { project, type Happened } from '@yimen/kernel';
import { hearing, recorded, seen, uuid } from '@yimen/kernel/testing';
import {
  DuplicatePetitionRefused,
  PetitionChanneled,
  PetitionClosed,
  PetitionRecalled,
  PetitionReceiptNotified,
  PetitionRegistered,
  PetitionTransferred,
  RoutingObjected,
} from '@yimen/petition-language';
import type { ClaimItem } from '@yimen/terms';
import { UnionMediationPerformed } from '@yimen/union-language';
import { COMPLAINTS_DECLINED, complaintsDeclinedView } from './complaints-declined.view.ts';
import {
  NotePetitionReceived,
  NotePetitionResult,
  NoteRoutingObjected,
  NoteRoutingWithdrawn,
  petition,
} from './petition.ts';
import { PETITIONS, petitionsView } from './petitions.view.ts';
import { whenResultKnown } from './when-result-known.ts';
import { whenRouted } from './when-routed.ts';
import { whenRoutingAnswered } from './when-routing-answered.ts';

const [caseId, person, employer, item, handOver, id] = [uuid(1), uuid(2), uuid(3), uuid(4), uuid(5), uuid(6)];
const claim: ClaimItem = { id: item, person, kind: 'overtime', from: '2025-07', to: '2025-09', fen: 1_260_000 };
const at = { stream: `petition.petition-${id}`, meta: { caseId, occurredAt: '2025-11-02T17:00:00.000Z' } };
const said = (event: Happened) => recorded(event, at);
const asking = { caseId, door: 'online' as const, level: 'district' as const, employer, claimItems: [claim] };
const registered = said(PetitionRegistered(asking));
const sent = said(PetitionTransferred({ handOver, to: 'departments', unit: 'housing', reason: '涉及施工单位' }));
const row = { id, ...asking, registeredOn: '2025-11-03', routes: [], status: 'registered', open: true };

describe('the register', () => {
  it('knows who petitioned about what on which legal day, and where it was sent', async () => {
    expect(await seen(petitionsView, registered)).toEqual([{ key: id, order: '2025-11-03', caseId, data: row }]);
    const again = said(PetitionTransferred({ handOver, to: 'hr', reason: '拖欠加班费' }));
    const back = [RoutingObjected({ reason: 'notOurPower' }), PetitionRecalled({})].map(said);
    const [now] = await seen(petitionsView, registered, sent, ...back, again);
    expect(now?.data).toEqual({ ...row, status: 'transferred', parcel: handOver, routes: ['housing', 'hr'] });
  });

  it.each([
    [PetitionReceiptNotified({}), 'accepted', true],
    [PetitionChanneled({ channel: 'inspection' }), 'channelled', true],
    [DuplicatePetitionRefused({ pending: uuid(7) }), 'duplicate', false],
    [PetitionClosed({}), 'closed', false],
  ] as const)('after $type says so', async (event, status, open) =>
    expect((await seen(petitionsView, registered, said(event)))[0]?.data).toMatchObject({ status, open }),
  );
});

describe('a routing', () => {
  it('offers the petition to the unit', async () => {
    const [order] = await hearing(whenRouted, sent, memoryRows([PETITIONS, { key: id, data: row }]));
    expect([order?.decider.name, order?.id]).toEqual(['petition.offer', handOver]);
    expect(order?.command.data).toMatchObject({
      ...{ caseId, to: 'departments', unit: 'housing', kind: 'petitionTransfer', reason: '涉及施工单位' },
      terms: { petition: id, employer, registeredOn: '2025-11-03' },
    });
    expect(await hearing(whenRouted, sent)).toEqual([]);
  });

  it('is answered by the parcel that carries it, and by no other', async () => {
    const sentOut = memoryRows([HANDOVERS, { key: handOver, data: { offer: { terms: { petition: id } } } }]);
    const answer = { handOver, from: 'petition', to: 'hr', kind: 'petitionTransfer' };
    const returned = HandOverReturned({ ...answer, reason: 'notOurPower', note: '不属职权', deadlines: [] });
    expect(await hearing(whenRoutingAnswered, returned, sentOut)).toEqual([
      { decider: petition, id, command: NoteRoutingObjected({ handOver, reason: 'notOurPower' }) },
    ]);
    const withdrawn = HandOverWithdrawn({ ...answer, note: '重新研究' });
    expect(await hearing(whenRoutingAnswered, withdrawn, sentOut)).toEqual([
      { decider: petition, id, command: NoteRoutingWithdrawn({ handOver }) },
    ]);
    const taken = (terms: object) => HandOverAccepted({ ...answer, terms: { ...terms } });
    const noted = (channel?: 'inspection') => [
      { decider: petition, id, command: NotePetitionReceived({ handOver, channel }) },
    ];
    expect(await hearing(whenRoutingAnswered, taken({ channel: 'inspection' }), sentOut)).toEqual(noted('inspection'));
    expect(await hearing(whenRoutingAnswered, taken({ channel: 'gossip' }), sentOut)).toEqual(noted());
    expect(await hearing(whenRoutingAnswered, taken({}))).toEqual([]);
    const foreign = HandOverAccepted({ ...answer, from: 'union', terms: {} });
    expect(await hearing(whenRoutingAnswered, foreign, sentOut)).toEqual([]);
  });
});

describe('a result', () => {
  const ordered = (data: Parameters<typeof NotePetitionResult>[0]) => [
    { decider: petition, id, command: NotePetitionResult(data) },
  ];
  const held = () => memoryRows([PETITIONS, { key: id, caseId, data: row }]);

  it('of an inspection is that of its own complaint, or of any where that one was declined', async () => {
    const inspection = { stream: `hr.inspection-${uuid(8)}`, meta: { caseId } };
    const closed = recorded(InspectionClosed({ outcome: 'closedPaid', recovered: 5 }), inspection);
    const result = { outcome: 'closedPaid', paid: 5, channel: 'inspection' };
    const sentOut = [PETITIONS, { key: id, caseId, data: { ...row, parcel: handOver } }] as const;
    expect(await hearing(whenResultKnown, closed, memoryRows([...sentOut]))).toEqual(
      ordered({ ...result, handOver: uuid(8) }),
    );
    const own = { ...inspection, stream: `hr.inspection-${handOver}` };
    const decline = ComplaintDeclined({ reason: 'duplicate', guidance: '已在查处中' });
    const [declined] = await seen(complaintsDeclinedView, recorded(decline, own));
    const rows = memoryRows([...sentOut], [COMPLAINTS_DECLINED, declined!]);
    expect(await hearing(whenResultKnown, closed, rows)).toEqual(ordered(result));
  });

  it('of mediation or a department is told to the open petitions of its case', async () => {
    const performed = recorded(UnionMediationPerformed({}), { meta: { caseId } });
    expect(await hearing(whenResultKnown, performed, held())).toEqual(
      ordered({ outcome: 'performed', channel: 'mediation' }),
    );
    const answered = recorded(MatterAnswered({ outcome: 'explained', note: '已答复' }), {
      stream: `departments.matter-${handOver}`,
      meta: { caseId },
    });
    expect(await hearing(whenResultKnown, answered, held())).toEqual(ordered({ outcome: 'explained', handOver }));
  });

  it('finds the petition after its case was merged into another', async () => {
    const rows = held();
    const survivor = uuid(8);
    const merged = { survivor, merged: caseId, same: {}, latestAct: '2026-05-12', reason: '同一诉求' };
    await rows.transaction((tx) => project(sameCaseView, recorded(CasesMerged(merged)), tx));
    const performed = recorded(UnionMediationPerformed({}), { meta: { caseId: survivor } });
    expect(await hearing(whenResultKnown, performed, rows)).toHaveLength(1);
  });

  it('without a case, or of a case without a petition, is for nobody', async () => {
    const performed = UnionMediationPerformed({});
    expect(await hearing(whenResultKnown, performed, held())).toEqual([]);
    const elsewhere = recorded(performed, { meta: { caseId: uuid(9) } });
    expect(await hearing(whenResultKnown, elsewhere, held())).toEqual([]);
  });
});
