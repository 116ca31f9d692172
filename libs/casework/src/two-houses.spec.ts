/**
 * Two invented agencies, one hand-over, and the clocks that burn meanwhile: what every agency gets without writing
 * it.
 */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { demonstrationClock, embeddedBus, memoryRows, memoryStore, worldOf } from '@yimen/adapters';
import { countByLaw } from '@yimen/law';
import {
  clock,
  command,
  event,
  on,
  order,
  PARKED,
  refusal,
  type Decider,
  type Messages,
  type Parked,
} from '@yimen/kernel';
import { z } from 'zod';
import { agency, checkLanguages, language } from './agency.ts';
import { CasesMerged, CasesUnmerged, idsOf, sameItemIn, survivorOf } from './cases.ts';
import { DEADLINES, type DeadlineRow } from './deadline-rows.ts';
import { HandOverAccepted, HandOverOffered, HandOverReturned, HandOverWithdrawn } from './handover-language.ts';
import { HANDOVERS, type HandOverRow } from './handover.ts';
import { house } from './house.ts';
import { operations } from './operate-house.ts';

const caseId = '018f3a52-7c1e-7b60-9c57-0a4de2f5b0c1';
const other = '018f3a52-7c1e-7b60-9c57-0a4de2f5b0c2';
const id = '018f3a52-7c1e-7b60-9c57-0a4de2f5b0c3';
const words = (text: string) => ({ zh: text, en: text });

const Filed = event({ ...words(''), name: 'Filed', data: z.object({ caseId: z.uuid(), receivedOn: z.iso.date() }) });
const Ordered = event({ ...words(''), name: 'Ordered', data: z.object({ days: z.int() }) });
const Ended = event({ ...words(''), name: 'Ended', data: z.object({ why: z.string() }) });
const File = command({ ...words(''), name: 'File', by: ['south.clerk'], input: Filed.schema });
const GiveOrder = command({ ...words(''), name: 'GiveOrder', by: ['south.clerk'], input: Ordered.schema });
const End = command({ ...words(''), name: 'End', by: ['south.clerk'], input: Ended.schema });
const filing = {
  name: 'south.filing',
  label: words('立案'),
  commands: [File, GiveOrder, End],
  events: [Filed, Ordered, Ended],
  initial: 'none',
  clocks: [
    clock('insp-accept', { start: [on(Filed, ({ data }) => ({ on: data.receivedOn }))], stop: [Ordered, Ended] }),
    clock('order-pay', {
      start: [on(Ordered, ({ data }) => ({ length: data.days }))],
      stop: [Ended],
      breached: () => End({ why: 'lapsed' }),
    }),
  ],
  decide: {
    File: ({ data }, state) => (state === 'none' ? [Filed(data)] : refusal('already-filed', words('已立案'))),
    GiveOrder: ({ data }) => [Ordered(data)],
    End: ({ data }) => [Ended(data)],
  },
  evolve: { Filed: () => 'filed', Ordered: () => 'ordered', Ended: () => 'ended' },
  show: (state) => ({ status: state, label: words(state), facts: [], next: [] }),
} satisfies Decider<
  Messages<[typeof File, typeof GiveOrder, typeof End]>,
  string,
  Messages<[typeof Filed, typeof Ordered, typeof Ended]>
>;

const northSays = language('north', words('北'), []);
const southSays = language('south', words('南'), [Filed, Ordered, Ended]);
const centreLanguage = language('centre', words('中'), [CasesMerged, CasesUnmerged]);

const north = agency({
  speaks: northSays,
  hears: [southSays],
  deciders: [],
  handOvers: { by: ['north.clerk'], offers: { lead: { ...words('线索'), to: ['south'] } }, accepts: {} },
});
const south = agency({
  speaks: southSays,
  hears: [northSays, centreLanguage],
  deciders: [filing],
  handOvers: {
    by: ['south.clerk'],
    offers: {},
    accepts: {
      lead: {
        ...words('线索'),
        by: ['south.clerk'],
        opens: (offer, terms) => [
          order(filing, offer.handOver, File(Filed.schema.parse({ ...(terms as object), caseId: offer.caseId }))),
        ],
      },
    },
  },
});

/** The clock of the north may be ahead. */
function open(at = '2025-09-09T02:00:00.000Z', aheadMs = 0) {
  const time = demonstrationClock(at);
  const northTime = { ...time, now: () => new Date(Date.parse(time.now()) + aheadMs).toISOString() };
  const logs = { north: memoryStore(), south: memoryStore(), centre: memoryStore() };
  const bus = embeddedBus((name) => ({ store: logs[name as keyof typeof logs], speaks: () => true }));
  const ports = { bus, world: worldOf(time), count: countByLaw };
  const houses = [
    house(north, { ...ports, world: worldOf(northTime), store: logs.north, rows: memoryRows() }),
    house(south, { ...ports, store: logs.south, rows: memoryRows() }),
  ] as const;
  let n = 0;
  const settled = async () => {
    for (let moved = 1; moved > 0;) {
      moved = 0;
      for (const each of houses) moved += (await each.pump()) + (await each.ring());
    }
  };
  let role = 'south.clerk';
  type Asked = [at: 0 | 1, name: string, about: [string, object]];
  /** Before anybody hears of it. */
  const ask = async (...[at, name, [subject, data]]: Asked) => {
    const chosen = houses[at];
    const decider = chosen.agency.deciders.find(({ commands }) => commands.some(({ type }) => type === name))!;
    const asked = decider.commands.find(({ type }) => type === name)!(data);
    const actor = { id: 'clerk', agency: chosen.agency.name, roles: [role] };
    const receipt = await chosen.execute(order(decider, subject, asked), { actor, commandId: `c${(n += 1)}` });
    return receipt.refusal?.refused ?? 'done';
  };
  const tell = async (...asked: Asked) => {
    const answer = await ask(...asked);
    await settled();
    return answer;
  };
  const due = async (at: 0 | 1) => {
    const rows = await houses[at].rows.rows<DeadlineRow>(DEADLINES);
    return rows.map(({ data: { rule, due: day, status } }) => `${rule} ${day} ${status}`).sort();
  };
  const centreSays = async (...said: readonly { type: string; data: unknown }[]) => {
    const actor = { id: 'x', agency: 'centre', roles: [] };
    const meta = { agency: 'centre', actor, caseId, occurredAt: at, recordedAt: at, digest: '', shape: 1 };
    const events = said.map((each) => ({ ...each, id: crypto.randomUUID(), meta: { ...meta, commandId: 'c' } }));
    await logs.centre.append('centre.merge-1', (await logs.centre.read('centre.merge-1')).length, events);
    await settled();
  };
  const verified = async () => {
    const operated = operations(houses[1], { ...ports, store: logs.south });
    await operated.verify().over;
    return (await operated.look()).verification;
  };
  return { time, houses, logs, settled, ask, tell, due, centreSays, verified, sits: (as: string) => void (role = as) };
}

const offer = { caseId, to: 'south', kind: 'lead', ground: 'statutoryDuty', reason: '欠薪线索' };

describe('a hand-over', () => {
  it('arrives, burns its one working day, is accepted and opens the procedure with nothing retyped', async () => {
    const { houses, tell, due } = open();
    expect(await tell(0, 'OfferHandOver', [id, offer])).toBe('done');
    expect(await due(1)).toEqual(['handover-ack 2025-09-10 running']);
    expect(await tell(1, 'AcceptHandOver', [id, { terms: { receivedOn: '2025-09-09' } }])).toBe('done');
    expect(await due(1)).toEqual(['handover-ack 2025-09-10 met', 'insp-accept 2025-09-16 running']);
    expect((await houses[1].procedure(filing, id)).state).toBe('filed');
    expect((await houses[0].rows.row<HandOverRow>(HANDOVERS, id))?.data.status).toBe('accepted');
    expect(await tell(1, 'AcceptHandOver', [id, { terms: { receivedOn: '2025-09-09' } }])).toBe('hand-over-answered');
  });

  it('arrives from a house whose clock is ahead, and on the day that its sender said', async () => {
    const { houses, tell, due } = open('2025-09-09T15:59:58.500Z', 3_000);
    expect(await tell(0, 'OfferHandOver', [id, offer])).toBe('done');
    expect(await houses[1].rows.rows(PARKED)).toEqual([]);
    expect(await due(1)).toEqual(['handover-ack 2025-09-11 running']);
    expect(await tell(1, 'AcceptHandOver', [id, { terms: { receivedOn: '2025-09-09' } }])).toBe('done');
    expect((await houses[0].rows.row<HandOverRow>(HANDOVERS, id))?.data.status).toBe('accepted');
  });

  it('is offered by its sender alone and answered by its receiver alone, whoever else says so', async () => {
    const { houses, logs, tell, centreSays, verified } = open();
    await tell(0, 'OfferHandOver', [id, offer]);
    const head = { handOver: id, from: 'north', to: 'south', kind: 'lead' };
    await centreSays(
      HandOverAccepted({ ...head, terms: { receivedOn: '2025-09-09' } }),
      HandOverReturned({ ...head, reason: 'notOurPower', note: '不属职权', deadlines: [] }),
      HandOverWithdrawn({ ...head, note: '已撤诉' }),
      HandOverOffered({ ...offer, ground: 'statutoryDuty', handOver: other, from: 'north', deadlines: [] }),
    );
    expect((await houses[1].procedure(filing, id)).version).toBe(0);
    expect(await houses[1].rows.rows(HANDOVERS)).toEqual([
      expect.objectContaining({ key: id, data: expect.objectContaining({ status: 'received' }) }),
    ]);
    expect(await logs.south.read(`south.receipt-${other}`)).toEqual([]);
    expect(await verified()).toMatchObject({ state: 'done', findings: [], unread: [] });
    expect(await tell(1, 'AcceptHandOver', [id, { terms: { receivedOn: '2025-09-09' } }])).toBe('done');
    expect((await houses[1].procedure(filing, id)).state).toBe('filed');
  });

  it('comes back with its reason and with the clocks that burn', async () => {
    const { logs, tell } = open();
    await tell(0, 'OfferHandOver', [id, offer]);
    await tell(1, 'ReturnHandOver', [id, { reason: 'notOurPower', note: '不属本机关职权' }]);
    const returned = (await logs.south.read(`south.receipt-${id}`)).at(-1);
    expect(returned?.data).toMatchObject({ reason: 'notOurPower', from: 'north', to: 'south' });
    expect(returned?.data.deadlines).toEqual([expect.objectContaining({ rule: 'handover-ack', due: '2025-09-10' })]);
  });

  it('comes back with the clocks of every case that was merged with its own', async () => {
    const { logs, tell, centreSays } = open();
    await tell(1, 'File', ['018f3a52-7c1e-7b60-9c57-0a4de2f5b0c5', { caseId: other, receivedOn: '2025-09-09' }]);
    const merged = { survivor: caseId, merged: other, same: {}, latestAct: '2025-09-09', reason: '同一诉求' };
    await centreSays(CasesMerged(merged));
    await tell(0, 'OfferHandOver', [id, offer]);
    await tell(1, 'ReturnHandOver', [id, { reason: 'duplicate', note: '已在办' }]);
    const returned = (await logs.south.read(`south.receipt-${id}`)).at(-1);
    expect(returned?.data.deadlines.map(({ rule }: { rule: string }) => rule).toSorted()).toEqual([
      'handover-ack',
      'insp-accept',
    ]);
  });

  it('is refused without its consent, of an unknown kind, and when its terms do not open anything', async () => {
    const { tell, houses } = open();
    expect(await tell(0, 'OfferHandOver', [id, { ...offer, ground: 'separateConsent' }])).toBe('consent-missing');
    await expect(tell(0, 'OfferHandOver', [id, { ...offer, kind: 'gossip' }])).rejects.toThrow(/"kind"/);
    expect(await tell(0, 'OfferHandOver', [id, { ...offer, to: 'west' }])).toBe('not-their-kind');
    await tell(0, 'OfferHandOver', [id, offer]);
    await expect(tell(1, 'AcceptHandOver', [id, { terms: { receivedOn: '9.9.' } }])).rejects.toThrow(/receivedOn/);
    expect(await tell(1, 'AcceptHandOver', [id, { terms: {} }])).toBe('parcel-incomplete');
    expect((await houses[1].procedure(filing, id)).version).toBe(0);
  });

  it('is answered only by the desk that its kind is for', async () => {
    const { tell, sits } = open();
    await tell(0, 'OfferHandOver', [id, offer]);
    sits('south.bank');
    const back = { reason: 'notOurPower', note: '不属本岗位' };
    expect(await tell(1, 'AcceptHandOver', [id, { terms: { receivedOn: '2025-09-09' } }])).toBe('not-your-desk');
    expect(await tell(1, 'ReturnHandOver', [id, back])).toBe('not-your-desk');
  });

  it('can be taken back until it is answered', async () => {
    const { tell, houses } = open();
    await tell(0, 'OfferHandOver', [id, offer]);
    expect(await tell(0, 'WithdrawHandOver', [id, { note: '已自行处理' }])).toBe('done');
    expect(await tell(1, 'AcceptHandOver', [id, { terms: { receivedOn: '2025-09-09' } }])).toBe('hand-over-answered');
    expect((await houses[1].rows.row<HandOverRow>(HANDOVERS, id))?.data.status).toBe('withdrawn');
  });

  it('that is taken back and accepted in the same moment is accepted, on both sides', async () => {
    const { tell, ask, settled, houses } = open();
    await tell(0, 'OfferHandOver', [id, offer]);
    expect(await ask(0, 'WithdrawHandOver', [id, { note: '已自行处理' }])).toBe('done');
    expect(await ask(1, 'AcceptHandOver', [id, { terms: { receivedOn: '2025-09-09' } }])).toBe('done');
    await settled();
    for (const { agency: made, rows, procedure } of houses) {
      expect((await rows.row<HandOverRow>(HANDOVERS, id))?.data.status).toBe('accepted');
      const side = made.deciders.find(
        ({ name }) => name === (made.name === 'north' ? 'north.offer' : 'south.receipt'),
      )!;
      expect(side.show((await procedure(side, id)).state)?.status).toBe('accepted');
    }
    expect(await tell(0, 'WithdrawHandOver', [id, { note: '再次撤回' }])).toBe('hand-over-answered');
  });
});

describe('a clock', () => {
  it('rings when time is moved far ahead, once, dated to the day after, and the system acts on it', async () => {
    const { time, tell, settled, due, logs } = open();
    await tell(1, 'File', [id, { caseId, receivedOn: '2025-09-09' }]);
    await tell(1, 'GiveOrder', [id, { days: 10 }]);
    expect(await due(1)).toEqual(['insp-accept 2025-09-16 met', 'order-pay 2025-09-19 running']);
    time.set('2025-12-01T00:00:00.000Z');
    await settled();
    await settled();
    expect(await due(1)).toEqual(['insp-accept 2025-09-16 met', 'order-pay 2025-09-19 breached']);
    const ended = (await logs.south.read(`south.filing-${id}`)).filter(({ type }) => type === 'Ended');
    expect(ended.map(({ data, meta }) => [data.why, meta.occurredAt])).toEqual([
      ['lapsed', '2025-09-19T16:00:00.000Z'],
    ]);
  });

  it('warns before it ends, and explains itself', async () => {
    const { time, tell, settled, logs, houses } = open();
    await tell(1, 'File', [id, { caseId, receivedOn: '2025-09-09' }]);
    time.set('2025-09-15T02:00:00.000Z');
    await settled();
    const said = (await logs.south.read(`south.clocks-south.filing/${id}`)).map(({ type }) => type);
    expect(said).toEqual(['DeadlineStarted', 'DeadlineApproaching']);
    const [row] = await houses[1].rows.rows<DeadlineRow>(DEADLINES);
    expect(row?.data.explain.length).toBeGreaterThan(2);
    expect(row?.data.explain[0]?.zh).toMatch(/2025-09-09|9月9日/);
  });
});

describe('the identity of a case', () => {
  it('follows merges of merges, and their undoing', async () => {
    const { houses, centreSays } = open();
    const third = '018f3a52-7c1e-7b60-9c57-0a4de2f5b0c4';
    const merge = (type: typeof CasesMerged | typeof CasesUnmerged, survivor: string, merged: string) =>
      centreSays({
        type: type.type,
        data: { survivor, merged, same: {}, latestAct: '2026-05-12', reason: '同一诉求' },
      });
    await merge(CasesMerged, other, third);
    await merge(CasesMerged, caseId, other);
    const look = houses[1].rows;
    expect(await survivorOf(look, third)).toBe(caseId);
    expect(await idsOf(look, third)).toEqual([caseId, other, third]);
    await merge(CasesUnmerged, caseId, other);
    expect(await idsOf(look, third)).toEqual([other, third]);
  });

  it('knows a claim by the item of the survivor, however many doors it came through', async () => {
    const [first, second] = [
      { survivor: caseId, same: { '2': '1' } },
      { survivor: other, same: { '3': '2' } },
    ];
    const look = memoryRows(['same-case', { key: other, data: first }], ['same-case', { key: id, data: second }]);
    const same = await sameItemIn(look, [caseId, other, id]);
    expect(['1', '2', '3', '4'].map(same)).toEqual(['1', '1', '1', '4']);
  });
});

describe('declarations', () => {
  it('are refused with words that say what to look at', () => {
    expect(() => agency({ speaks: southSays, hears: [], deciders: [filing, filing] })).toThrow(
      'south: decider south.filing is declared twice',
    );
    expect(() => agency({ speaks: northSays, hears: [], deciders: [filing] })).toThrow(
      'south.filing must be called north.',
    );
    expect(() =>
      checkLanguages([
        southSays,
        language('west', words('西'), [event({ ...words(''), name: 'Filed', data: z.object({}) })]),
      ]),
    ).toThrow(/Filed is declared twice/);
  });
});

describe('an agency that speaks for another', () => {
  it('makes no clock of another run out', async () => {
    const { logs, houses, tell, settled, time } = open();
    await tell(1, 'File', [id, { caseId, receivedOn: '2025-09-09' }]);
    await tell(1, 'GiveOrder', [id, { days: 10 }]);
    const stamp = { occurredAt: time.now(), recordedAt: time.now(), commandId: 'c', digest: '', shape: 1 };
    const meta = { agency: 'north', actor: { id: 'x', agency: 'north', roles: [] }, caseId, ...stamp };
    const data = { procedure: 'south.filing', procedureId: id, rule: 'order-pay', key: '', alarms: [] };
    await logs.north.append('north.x-1', 0, [{ id: randomUUID(), type: 'DeadlineBreached', data, meta }]);
    await settled();
    expect((await houses[1].procedure(filing, id)).state).toBe('ordered');
  });

  it('is not believed either when what it said is taken up after it had to wait', async () => {
    const { houses, logs, tell, settled, time } = open();
    await tell(0, 'OfferHandOver', [id, offer]);
    // More than five minutes ahead, so that what it says of its own is parked, and what comes after it with that.
    const at = new Date(Date.parse(time.now()) + 600_000).toISOString();
    const about = { agency: 'centre', actor: { id: 'x', agency: 'centre', roles: [] }, caseId, digest: '', shape: 1 };
    const meta = { ...about, commandId: 'c', occurredAt: at, recordedAt: at };
    const own = '018f3a52-7c1e-7b60-9c57-0a4de2f5b0c9';
    const offered = { ...offer, ground: 'statutoryDuty' as const, handOver: own, from: 'centre', deadlines: [] };
    const forged = HandOverWithdrawn({ handOver: id, from: 'north', to: 'south', kind: 'lead', note: '伪造' });
    const said = [HandOverOffered(offered), forged].map((each) => ({ ...each, id: randomUUID(), meta }));
    await logs.centre.append('centre.x-1', 0, said);
    await settled();
    const [, south] = houses;
    expect((await south.rows.rows<Parked>(PARKED)).map(({ data }) => data.event.type)).toContain('HandOverWithdrawn');
    time.set(new Date(Date.parse(at) + 1_000).toISOString());
    expect(await south.retry(caseId)).toBeGreaterThan(1);
    await settled();
    expect((await south.rows.row<HandOverRow>(HANDOVERS, id))?.data.status).toBe('received');
    expect(await tell(1, 'AcceptHandOver', [id, { terms: { receivedOn: '2025-09-09' } }])).toBe('done');
  });
});
