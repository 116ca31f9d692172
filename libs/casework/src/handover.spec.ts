/** The desk's list of hand-overs is told by two logs. Whichever is heard first, the list says the same. */
import { describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters';
import { order, project, type AnyDecider, type Recorded } from '@yimen/kernel';
import { given, hearing } from '@yimen/kernel/testing';
import { z } from 'zod';
import {
  HandOverAccepted,
  HandOverOffered,
  HandOverReceived,
  HandOverReturned,
  HandOverWithdrawn,
  type HandOverRules,
} from './handover-language.ts';
import { HANDOVERS, handOvers, type HandOverRow } from './handover.ts';

const [handOver, caseId] = ['018f3a52-7c1e-7b60-9c57-000000000001', '018f3a52-7c1e-7b60-9c57-000000000002'];
const head = { handOver, from: 'north', to: 'south', kind: 'lead' };
const offer = { ...head, caseId, ground: 'statutoryDuty' as const, reason: '欠薪线索', deadlines: [] };
const offered = HandOverOffered(offer);
const withdrawn = HandOverWithdrawn({ ...head, note: '已撤诉' });
const received = HandOverReceived(offer);
const accepted = HandOverAccepted({ ...head, terms: {} });
const returned = HandOverReturned({ ...head, reason: 'notOurPower', note: '不属职权', deadlines: [] });

type Said = { readonly type: string; readonly data: unknown };

/** Every way in which two logs can be heard, each in its own order. */
function mixed(one: readonly Said[], other: readonly Said[]): Said[][] {
  const [[first, ...rest], [second, ...others]] = [one, other];
  if (!first || !second) return [[...one, ...other]];
  return [
    ...mixed(rest, other).map((tail) => [first, ...tail]),
    ...mixed(one, others).map((tail) => [second, ...tail]),
  ];
}

async function listed(events: readonly Said[], by = 'south'): Promise<string | undefined> {
  const { views } = handOvers(by, { by: [], offers: {}, accepts: {} });
  const rows = memoryRows();
  const meta = { occurredAt: '2026-03-02T01:00:00.000Z', shape: 1 };
  for (const [at, { type, data }] of events.entries()) {
    const event = { id: `${at}`, type, data, stream: 's', version: at + 1, position: `${at}`, meta };
    await rows.transaction((tx) => project(views[0]!, event as unknown as Recorded, tx));
  }
  return (await rows.row<HandOverRow>(HANDOVERS, handOver))?.data.status;
}

describe('the list of hand-overs', () => {
  it('is of the sender and of the receiver, and no third agency keeps what it hears of others', async () => {
    const said = [offered, received, accepted];
    expect([await listed(said), await listed(said, 'north'), await listed(said, 'west')]).toEqual([
      ...['accepted', 'accepted', undefined],
    ]);
  });

  it.each<[string, Said[], Said[]]>([
    ['withdrawn', [offered, withdrawn], [received]],
    ['accepted', [offered], [received, accepted]],
    ['returned', [offered], [received, returned]],
    ['accepted', [offered, withdrawn], [received, accepted]],
    ['returned', [offered, withdrawn], [received, returned]],
    ['received', [offered], [received]],
  ])('ends with %s, however the two logs are heard', async (status, sender, receiver) => {
    const orders = mixed(sender, receiver);
    expect(orders.length).toBeGreaterThan(1);
    for (const events of orders) {
      // A withdrawal or an answer stands behind its own beginning in the same log, so there is a row for it.
      expect([events.map(({ type }) => type), await listed(events)]).toEqual([events.map(({ type }) => type), status]);
    }
  });
});

describe('a second sender under the id of another hand-over', () => {
  const stranger = { from: 'west' };
  const other = HandOverOffered({ ...offer, ...stranger, kind: 'aid' });

  it('neither changes nor takes back what the list says of the first', async () => {
    const taken = HandOverWithdrawn({ ...withdrawn.data, ...stranger });
    expect(await listed([offered, received, other, taken])).toBe('received');
    expect(await listed([offered, other, taken], 'north')).toBe('offered');
  });

  it('is not received in its place, and does not close it', async () => {
    const [, receipt] = handOvers('south', { by: [], offers: {}, accepts: {} }).deciders;
    const of = (name: string) => receipt.commands.find(({ type }) => type === name)!;
    const rows = memoryRows([HANDOVERS, { key: handOver, data: { offer, status: 'received', offeredOn: '' } }]);
    const facts = await receipt.facts!['ReceiveHandOver']!(other.data, rows, receipt.initial);
    given(receipt).when(of('ReceiveHandOver')(other.data), { facts }).refused('already-received');
    given(receipt, received)
      .when(of('CloseHandOver')({ ...withdrawn.data, ...stranger }))
      .refused('already-noted');
    given(receipt, received)
      .when(of('CloseHandOver')(withdrawn.data))
      .then({ type: 'ReceiptClosed', data: { handOver } });
  });
});

it('moves nobody but the two that it is between', async () => {
  const opening = { name: 'any.procedure' } as AnyDecider;
  const opens = () => [order(opening, handOver, { type: 'Open', data: {} })];
  const rules = { by: [], offers: {}, accepts: { lead: { zh: '线索', en: 'Lead', opens } } };
  const row = { key: handOver, data: { offer, status: 'received', offeredOn: '' } };
  const moved = async (agency: string) => {
    const { policies } = handOvers(agency, rules);
    const all = [offered, withdrawn, received, accepted, returned].map(async (said) => {
      const orders = await Promise.all(policies.map((each) => hearing(each, said, memoryRows([HANDOVERS, row]))));
      return orders.flat().map(({ decider, command }) => `${decider.name} ${command.type}`);
    });
    return (await Promise.all(all)).flat();
  };
  expect(await moved('west')).toEqual([]);
  expect(await moved('north')).toEqual(['north.offer NoteAnswer', 'north.offer NoteAnswer', 'north.offer NoteAnswer']);
  expect(await moved('south')).toEqual([
    ...['south.receipt ReceiveHandOver', 'south.receipt CloseHandOver', 'any.procedure Open'],
  ]);
});

it('is not said to be further back than it was', () => {
  const [sent] = handOvers('north', { by: [], offers: {}, accepts: {} }).deciders;
  const note = (status: string) => sent.commands.find(({ type }) => type === 'NoteAnswer')!({ status });
  const noted = (status: string) => ({ type: 'AnswerNoted', data: { status } });
  given(sent, offered, noted('accepted')).when(note('received')).refused('already-noted');
  given(sent, offered, noted('received')).when(note('accepted')).then(noted('accepted'));
});

it('that was taken back is not said to be answered only', () => {
  const [, receipt] = handOvers('south', { by: [], offers: {}, accepts: {} }).deciders;
  const closed = { type: 'ReceiptClosed', data: { handOver } };
  const accepting = receipt.commands.find(({ type }) => type === 'AcceptHandOver')!({ terms: {} });
  const { decision } = given(receipt, received, closed).when(accepting);
  expect(decision).toMatchObject({ refused: 'hand-over-answered', message: { zh: expect.stringContaining('已撤回') } });
});

describe('the forms of a hand-over', () => {
  const words = { zh: '示例', en: 'Example' };
  const rules = {
    by: ['south.clerk', 'south.judge'],
    offers: { lead: { zh: '线索', en: 'Lead', to: ['north'] } },
    accepts: {
      petition: { ...words, by: ['south.judge'], asks: z.object({ way: z.enum(['one', 'other']) }), opens: () => [] },
      lead: { ...words, opens: () => [] },
    },
  };
  const [sent, received] = handOvers('south', rules).deciders;
  const accepting = HandOverReceived(offer).data;
  const answersTo = (kind: string) => received.show({ status: 'received', offer: { ...accepting, kind } })?.next ?? [];

  it('list the kinds that the agency sends, in words, and no other', () => {
    const { kind } = sent.commands[0]!.schema.shape;
    expect(z.toJSONSchema(kind)).toMatchObject({ enum: ['lead'], words: { lead: ['线索', 'Lead'] } });
  });

  it('ask for what the kind needs, of the desk that it is for', () => {
    const [accept, back] = answersTo('petition');
    expect([accept?.by, back?.by]).toEqual([['south.judge'], ['south.judge']]);
    expect(accept?.schema.safeParse({ terms: {} }).error?.issues[0]?.path).toEqual(['terms', 'way']);
    const [plain] = answersTo('lead');
    expect([plain?.by, plain?.schema.safeParse({ terms: {} }).success]).toEqual([rules.by, true]);
  });

  it('let a kind that is not known here only go back', () =>
    expect(answersTo('gossip').map(({ type }) => type)).toEqual(['ReturnHandOver']));

  it('are not there where nothing is sent', () => {
    const [none] = handOvers('south', { ...rules, offers: {} }).deciders;
    expect([none.opens, none.commands.flatMap(({ by }) => by)]).toEqual([[], []]);
  });
});

it('is offered by hand where no act of a procedure fills its parcel, and only to those that take it', () => {
  const byHand = { zh: '线索', en: 'Lead', to: ['south'] };
  const filled = { zh: '案卷', en: 'File', to: ['east'], byAct: true } as const;
  const formsOf = (offers: HandOverRules['offers']) =>
    handOvers('north', { by: [], offers, accepts: {} }).deciders[0].opens?.map(({ schema }) => schema.shape);
  const options = (names: string[]) => expect.objectContaining({ options: names });
  expect(formsOf({ byHand, filled })).toEqual([
    expect.objectContaining({ to: options(['south']), kind: options(['byHand']) }),
  ]);
  expect(formsOf({ filled })).toEqual([]);
});
