import { describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters/memory';
import { DeadlineBreached, DeadlineStarted, HandOverOffered, HandOverReturned } from '@yimen/casework';
import { CorrectionOrdered, InspectionClosed } from '@yimen/hr-language';
import { RiskAssessed } from '@yimen/joint-centre-language';
import type { EventType, Happened } from '@yimen/kernel';
import { ID, recorded, seen } from '@yimen/kernel/testing';
import { CardUnmasked } from '@yimen/people-language';
import { RoutingObjected } from '@yimen/petition-language';
import { DossierOpened, RepresentativesElected } from '@yimen/union-language';
import { tellable } from '../heard.ts';
import { factsOf } from './facts.ts';
import { timelineOf, timelineView } from './timeline.view.ts';

const id = (n: number) => `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;
const claim = (n: number) => ({
  ...{ id: id(100 + n), person: id(200 + n), kind: 'wages' as const, from: '2025-06', to: '2025-08', fen: 1_800_000 },
});
const opened = DossierOpened({
  ...{ caseId: ID, door: 'window', employer: id(2), project: '示例安置房一期' },
  claimItems: [claim(1), claim(2)],
});

const facts = (type: EventType<any, any>, event: Happened) =>
  factsOf(type)(event.data as never).map(({ label, kind, value, words }) => [label.zh, kind, words?.zh ?? value]);

describe('the facts of an event', () => {
  it('are read from the words of its language', () => {
    expect(facts(DossierOpened, opened)).toEqual([
      ['渠道', 'text', '窗口'],
      ['用人单位', 'organisation', id(2)],
      ['工程项目', 'text', '示例安置房一期'],
      ['人数', 'count', 2],
      ['请求事项', 'money', 3_600_000],
    ]);
    const closed = InspectionClosed({ outcome: 'closedPaid', recovered: 3_600_000 });
    expect(facts(InspectionClosed, closed)).toEqual([
      ['结案方式', 'text', '全部付清'],
      ['追回金额', 'money', 3_600_000],
    ]);
    const elected = RepresentativesElected({ forum: 'court', people: [id(201), id(202)] });
    expect(facts(RepresentativesElected, elected)).toEqual([
      ['用于', 'text', '诉讼'],
      ['代表人', 'count', 2],
    ]);
    const ordered = CorrectionOrdered({ addressees: [id(2)], parts: [{ item: id(101), fen: 5 }], days: 10 });
    expect(facts(CorrectionOrdered, ordered).slice(-2)).toEqual([
      ['分项金额', 'money', 5],
      ['期限（日）', 'count', 10],
    ]);
  });

  it('leave out what is for machines, and shorten what is long', () => {
    const offer = { handOver: id(3), from: 'union', to: 'hr', kind: 'arrearsLead', caseId: ID, deadlines: [] };
    const offered = HandOverOffered({ ...offer, ground: 'statutoryDuty', reason: '欠'.repeat(200) });
    const told = facts(HandOverOffered, offered);
    expect(told.flat()).not.toContain(ID);
    expect(told).toContainEqual(['接收机关', 'agency', 'hr']);
    expect(told).toContainEqual(['移交事项', 'text', '欠薪线索']);
    expect(told.find(([label]) => label === '说明' || label === '移交理由')?.[2]).toHaveLength(81);
  });

  it.each([79, 80])('are shortened between characters, also where one of four bytes is number %i', (before) => {
    const project = `${'祥'.repeat(before)}𠮷安置房`;
    const told = facts(DossierOpened, DossierOpened({ ...opened.data, project }));
    const shown = before === 79 ? '祥'.repeat(79) : '祥'.repeat(80);
    expect(told).toContainEqual(['工程项目', 'text', `${shown}…`]);
  });

  it('name what was handed over, why it came back, and which deadline has passed', () => {
    const answer = { handOver: id(3), from: 'petition', to: 'departments', kind: 'petitionTransfer' };
    const returned = HandOverReturned({ ...answer, reason: 'notOurPower', note: '属人社职权', deadlines: [] });
    const told = facts(HandOverReturned, returned).map(([, , value]) => value);
    expect(told).toEqual(['petition', 'departments', '信访事项转送', '不属职权', '属人社职权']);
    const objected = RoutingObjected({ reason: 'notOurPower' });
    expect(facts(RoutingObjected, objected)).toEqual([['异议理由', 'text', '不属职权']]);
    const name = { zh: '移送签收', en: 'Acknowledgement' };
    expect(factsOf(DeadlineBreached)({ name, due: '2025-11-18' }).map(({ words, value }) => words ?? value)).toEqual([
      name,
      '2025-11-18',
    ]);
  });

  it('are at most five for any event, and none breaks the telling', () => {
    for (const type of tellable) expect(factsOf(type)({})).toEqual([]);
  });
});

describe('the timeline of a case', () => {
  const at = (event: Happened, n: number, occurredAt: string) =>
    recorded(event, {
      id: id(n),
      stream: `union.dossier-${id(50)}`,
      version: n,
      meta: { caseId: ID, agency: 'union', occurredAt, recordedAt: `2025-09-08T0${n}:00:00.000Z` },
    });
  const risk = RiskAssessed({ level: 'blue', convene: null, because: [] });

  it('has one row for each event, with who did it and when, in the order in which it happened', async () => {
    const late = at(opened, 1, '2025-09-08T01:00:00.000Z');
    const early = at(risk, 2, '2025-09-07T01:00:00.000Z');
    const rows = await seen(timelineView, late, early);
    expect(rows.find(({ key }) => key === id(1))).toMatchObject({
      caseId: ID,
      data: {
        ...{ type: 'DossierOpened', agency: 'union', label: { zh: '立案卷' }, actor: 'test-officer' },
        ...{ procedure: id(50), occurredAt: '2025-09-08T01:00:00.000Z', recordedAt: '2025-09-08T01:00:00.000Z' },
      },
    });
    const sorted = rows.toSorted((one, other) => one.order!.localeCompare(other.order!));
    const look = memoryRows(...sorted.map((row) => ['timeline', row] as [string, typeof row]));
    expect((await timelineOf(look, [ID])).map(({ type }) => type)).toEqual(['RiskAssessed', 'DossierOpened']);
  });

  it('tells the last of more than can be shown', async () => {
    const look = memoryRows();
    await look.transaction(async (tx) => {
      for (let n = 1; n <= 2_001; n += 1)
        await tx.put('timeline', { key: id(n), caseId: ID, order: String(n).padStart(6, '0'), data: { id: id(n) } });
    });
    const told = await timelineOf(look, [ID]);
    expect([told.length, told[0]?.id, told.at(-1)?.id]).toEqual([2_000, id(2), id(2_001)]);
  });

  it('tells nothing twice, nothing that belongs to no case, and not the ticking of clocks', async () => {
    const once = at(opened, 1, '2025-09-08T01:00:00.000Z');
    expect(await seen(timelineView, once, once, CardUnmasked({ purpose: 'contact' }))).toHaveLength(1);
    expect(tellable).not.toContain(DeadlineStarted);
  });
});
