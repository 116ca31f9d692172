/** A case of forty-three workers under one number: its risk, its conference, what came back twice, and its end. */
import { describe, expect, it } from '@jest/globals';
import { HandOverOffered, HandOverReceived, HandOverReturned } from '@yimen/casework';
import { town } from '@yimen/casework/testing';
import { ComplaintLodged, InspectionClosed } from '@yimen/hr-language';
import type { Happened } from '@yimen/kernel';
import { PARKED } from '@yimen/kernel';
import { PetitionRegistered } from '@yimen/petition-language';
import { ClaimItemsAdded, DossierClosed, DossierOpened, RepresentativesElected } from '@yimen/union-language';
import { jointCentre } from './agency.ts';
import { ledger } from './hand-overs/ledger.ts';
import * as reading from './reading/whole-case.ts';

const id = (n: number) => `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;
const [caseId, subcontractor, contractor, conference] = [id(1), id(2), id(3), id(4)];
const claim = (n: number) => ({
  ...{ id: id(100 + n), person: id(200 + n), kind: 'wages' as const, from: '2025-06', to: '2025-08', fen: 1_800_000 },
});
const claimItems = Array.from({ length: 43 }, (_, n) => claim(n));
const site = { employer: subcontractor, liable: [contractor], project: '示例安置房一期', claimItems };

async function opened() {
  const here = town([jointCentre], '2025-09-08');
  const said = (agency: string, event: Happened) => here.voice({ agency, caseId, event });
  await said('union', DossierOpened({ caseId, door: 'window', ...site }));
  const look = here.rows('joint-centre');
  const coordinator = (command: string, subject: string, data: object = {}) =>
    here.tell({ agency: 'joint-centre', command, id: subject, data });
  const whole = async () => (await reading.wholeCase(look, caseId))!;
  return { ...here, said, look, coordinator, whole };
}

describe('a construction site', () => {
  it('is orange, and a conference is due in three working days', async () => {
    const { due, whole, coordinator, day } = await opened();
    expect(reading.riskOfCase(await whole())).toBe('orange');
    expect(await due('joint-centre', caseId)).toEqual([
      'arb-limitation 2026-09-08 running',
      'conference-convene/orange 2025-09-11 running',
    ]);
    await day('2025-09-11');
    const convened = { caseId, level: 'orange', agencies: ['union', 'hr', 'court', 'justice', 'petition'] };
    expect(await coordinator('ConveneConference', conference, convened)).toBe('done');
    expect(await due('joint-centre', caseId)).toContain('conference-convene/orange 2025-09-11 met');
  });

  it('has its workers, its representatives and its employers', async () => {
    const { said, whole, look } = await opened();
    await said('union', RepresentativesElected({ forum: 'arbitration', people: [id(200), id(201), id(202)] }));
    const members = await reading.membersOf(look, await whole());
    expect(members).toHaveLength(43);
    expect(members.filter(({ role }) => role === 'representative')).toHaveLength(3);
    expect(members[0]?.items[0]).toMatchObject({ id: id(100), kindLabel: { zh: '拖欠工资', en: 'Wage arrears' } });
    expect(reading.employersOf(await whole()).map((one) => one.id)).toEqual([subcontractor, contractor]);
  });

  it('grows by claims that are added, and not by those that are told again', async () => {
    const { said, whole } = await opened();
    const overtime = { ...claim(0), id: id(500), kind: 'overtime' as const, fen: 60_000 };
    await said('union', ClaimItemsAdded({ claimItems: [overtime] }));
    await said('hr', ComplaintLodged({ caseId, source: 'lead', receivedOn: '2025-09-08', ...site }));
    expect(reading.claimedOf(await whole())).toBe(43 * 1_800_000 + 60_000);
    expect(reading.doorsOf(await whole())).toEqual(['window']);
    expect((await whole()).own.doors).toHaveLength(2);
  });

  it('claims the larger sum where a claim is told again with one, and opens the case again for it', async () => {
    const { said, whole } = await opened();
    const again = (n: number, fen: number) => ({ ...claim(0), id: id(500 + n), fen });
    await said('union', ClaimItemsAdded({ claimItems: [again(0, 1_700_000)] }));
    expect(reading.claimedOf(await whole())).toBe(43 * 1_800_000);
    await said('union', ClaimItemsAdded({ claimItems: [again(1, 2_000_000)] }));
    await said('union', ClaimItemsAdded({ claimItems: [again(2, 1_900_000)] }));
    expect(reading.claimedOf(await whole())).toBe(43 * 1_800_000 + 200_000);
    expect((await whole()).claims).toHaveLength(43);
  });

  it('shows what was handed over, and turns yellow at least when it came back twice', async () => {
    const { said, whole, look } = await opened();
    const offer = (n: number) => ({
      ...{ handOver: id(n), from: 'union', to: 'hr', kind: 'arrearsLead', caseId, reason: '欠薪线索', deadlines: [] },
      ground: 'statutoryDuty' as const,
    });
    for (const n of [61, 62]) {
      await said('union', HandOverOffered(offer(n)));
      await said('hr', HandOverReceived(offer(n)));
      await said('hr', HandOverReturned({ ...offer(n), reason: 'incomplete', note: '补正材料' }));
    }
    const [first] = await reading.handOversOf(look, await whole());
    expect(first).toMatchObject({
      status: 'returned',
      kindLabel: { zh: '欠薪线索' },
      returnReason: { zh: '材料不齐' },
    });
    expect(await ledger(look)).toMatchObject([{ from: 'union', to: 'hr', offered: 2, returned: 2, balanced: true }]);
    expect(await look.count(PARKED)).toBe(0);
  });

  it('closes when both the union and the inspection have', async () => {
    const { said, whole, look } = await opened();
    await said('hr', ComplaintLodged({ caseId, source: 'lead', receivedOn: '2025-09-08', ...site }));
    await said('hr', InspectionClosed({ outcome: 'closedPaid', recovered: 77_400_000 }));
    expect(reading.statusOfCase(await whole())).toBe('open');
    await said('union', DossierClosed({ outcome: 'closedPaid' }));
    expect(reading.statusOfCase(await whole())).toBe('closed');
    expect(await look.count(PARKED)).toBe(0);
  });
});

describe('a small case', () => {
  const few = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, n) => ({ ...claim(from + n), fen: 1 }));
  const petition = PetitionRegistered({
    ...{ caseId, door: 'visit', level: 'district', employer: subcontractor, claimItems: few(0, 1) },
  });

  async function petitioned() {
    const here = town([jointCentre], '2025-09-08');
    const come = (n: number) => here.voice({ agency: 'petition', caseId, event: petition, id: id(n) });
    await come(70);
    const whole = async () => (await reading.wholeCase(here.rows('joint-centre'), caseId))!;
    return { ...here, come, whole };
  }

  it('is blue by one petition, and due for a conference by the second and by the third for the same facts', async () => {
    const { come, whole, due } = await petitioned();
    expect(reading.riskOfCase(await whole())).toBe('blue');
    await come(71);
    expect(reading.riskOfCase(await whole())).toBe('yellow');
    expect(await due('joint-centre', caseId)).toContain('conference-convene/yellow 2025-09-15 running');
    await come(72);
    expect(await due('joint-centre', caseId)).toEqual([
      'arb-limitation 2026-09-08 running',
      'conference-convene/orange 2025-09-11 running',
      'conference-convene/yellow 2025-09-15 cancelled',
    ]);
  });
});

describe('many cases at once', () => {
  it('have numbers without a gap and without a double', async () => {
    const here = town([jointCentre], '2025-12-31');
    const cases = Array.from({ length: 20 }, (_, n) => id(1000 + n));
    const open = (one: string, n: number) => {
      const item = { ...claim(n), id: id(2000 + n) };
      const event = DossierOpened({
        caseId: one,
        door: 'window',
        employer: id(3000 + n),
        liable: [],
        claimItems: [item],
      });
      return here.voice({ agency: `union`, caseId: one, event });
    };
    await Promise.all(cases.map(open));
    await here.day('2026-01-01');
    await open(id(1100), 100);
    const look = here.rows('joint-centre');
    const numbers = await Promise.all([...cases, id(1100)].map(async (one) => reading.wholeCase(look, one)));
    const expected = Array.from({ length: 20 }, (_, n) => `云岚〔2025〕${String(n + 1).padStart(4, '0')}号`);
    expect(numbers.map((one) => one?.own.number).sort()).toEqual([...expected, '云岚〔2026〕0001号']);
  });
});
