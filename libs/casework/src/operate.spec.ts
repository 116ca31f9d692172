/** Two invented houses, one of which trips over a neighbour's event: what waits, is rebuilt, and is found damaged. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { embeddedBus, memoryRows } from '@yimen/adapters';
import { HEARD, PARKED, PLACE, RELAY, relay } from '@yimen/kernel';
import type { EventStore, NewEvent, Rows } from '@yimen/kernel';
import { OperationRefused, parkedIn } from './operate.ts';
import { operations } from './operate-house.ts';
import { balance } from './operate-ledger.ts';
import { SKIPPED } from './operate-logs.ts';
import { agreeToSkip, askToSkip, waitingIn } from './operate-skip.ts';
import { verifyLog } from './operate-verify-log.ts';
import { verifyView } from './operate-verify.ts';
import { north, open, south, tripping, uuid, type Kept } from './test/tripping.ts';

const put = (rows: Rows, name: string, row: Parameters<Parameters<Parameters<Rows['transaction']>[0]>[0]['put']>[1]) =>
  rows.transaction((tx) => tx.put(name, row));
const lost = async (rows: Rows, name: string, key: string) => rows.transaction((tx) => tx.drop(name, key));

beforeEach(() => tripping(true));

describe('what waits', () => {
  it('is told in words, without what was typed', async () => {
    const { note, kept } = await open();
    await note(1, 5000);
    await note(1, 10);
    const [first, second] = await parkedIn(south, kept.south.rows);
    expect(first).toMatchObject({
      ...{ agency: 'south', caseId: uuid(1), listener: 'view:sums', from: 'north', event: { zh: '记录', en: 'Noted' } },
      why: 'cannot hold 5000 of 测试 ***',
    });
    expect(second?.why).toMatch(/behind a parked event/);
    expect(JSON.stringify([first, second])).not.toContain('110101');
    await note(2, 6000);
    // Two cases may be recorded in the same moment, so that theirs come in any order.
    const waiting = (await parkedIn(south, kept.south.rows)).toSorted((a, b) => a.caseId.localeCompare(b.caseId));
    const causes = waiting.map(({ why, cause }) => [why.slice(0, 11), cause]);
    const [alike, behind] = [first!.cause, second!.cause];
    expect(alike).toHaveLength(8);
    expect(behind).not.toBe(alike);
    expect(causes).toEqual([
      ['cannot hold', alike],
      ['behind a pa', behind],
      ['cannot hold', alike],
    ]);
  });

  it('is skipped by two persons only, with a reason, once, and leaves a record', async () => {
    const { note, kept, world } = await open();
    await note(1, 5000);
    const means = { ...kept.south, world };
    const { id } = (await parkedIn(south, kept.south.rows))[0]!;
    const asking = { id, by: '测试甲', account: 'duty-1', reason: '示例：金额录错' };
    const agreeing = { id, and: '测试乙', account: 'duty-2' };
    const ask = (more: object = {}) => askToSkip(means, { ...asking, ...more });
    const agree = (more: object = {}) => agreeToSkip(south, means, { ...agreeing, ...more });
    await expect(ask({ by: ' ' })).rejects.toThrow('who asks');
    await expect(ask({ reason: '  ' })).rejects.toThrow('reason');
    await expect(ask({ id: 'nobody' })).rejects.toThrow('nobody');
    await expect(agree()).rejects.toThrow('nobody has asked');
    await ask();
    const [{ asked } = {}] = await waitingIn(south, kept.south.rows);
    expect(asked).toMatchObject({ by: '测试甲', account: 'duty-1', reason: '示例：金额录错' });
    await expect(agree({ and: ' 测试甲 ' })).rejects.toThrow(OperationRefused);
    await expect(agree({ and: '' })).rejects.toThrow('two different persons');
    await expect(agree({ account: 'Duty-1' })).rejects.toThrow('under the account duty-1');
    expect(await kept.south.rows.count(PARKED)).toBe(1);
    await agree();
    expect(await kept.south.rows.count(PARKED)).toBe(0);
    await expect(agree()).rejects.toThrow('nothing is parked');
    const { events } = await kept.south.store.follow('', 100);
    const record = events.filter(({ type }) => type === 'ParkedEventSkipped');
    expect(record.map(({ data }) => data)).toEqual([
      expect.objectContaining({
        ...{ type: 'Noted', by: '测试甲', and: '测试乙', reason: '示例：金额录错' },
        ...{ byAccount: 'duty-1', andAccount: 'duty-2' },
      }),
    ]);
    expect(JSON.stringify(await kept.south.rows.rows(SKIPPED))).not.toMatch(/110101|"fen"/);
  });
});

it('is skipped also where the words of its failure are cut within a character', async () => {
  const { note, kept, world } = await open();
  await note(1, 5000);
  const means = { ...kept.south, world };
  const [row] = await kept.south.rows.rows<{ why: string }>(PARKED);
  await put(kept.south.rows, PARKED, { ...row!, data: { ...row!.data, why: `${'长'.repeat(299)}😀` } });
  await askToSkip(means, { id: row!.key, by: '测试甲', reason: '示例' });
  await agreeToSkip(south, means, { id: row!.key, and: '测试乙' });
  expect(await kept.south.rows.count(PARKED)).toBe(0);
});

describe('what one person has asked to leave out', () => {
  it('is asked for anew where it was handled since and waits again', async () => {
    const { note, kept, world } = await open();
    await note(1, 5000);
    const means = { ...kept.south, world };
    const [row] = await kept.south.rows.rows(PARKED);
    await askToSkip(means, { id: row!.key, by: '测试甲', reason: '示例' });
    await put(kept.south.rows, PARKED, { ...row!, data: { ...row!.data, since: '2027-01-01T00:00:00.000Z' } });
    expect((await waitingIn(south, kept.south.rows))[0]?.asked).toBeUndefined();
    await expect(agreeToSkip(south, means, { id: row!.key, and: '测试乙' })).rejects.toThrow('nobody has asked');
  });
});

describe('the record of a skip', () => {
  async function asked() {
    const { note, kept, world, houses } = await open();
    await note(1, 5000);
    const means = { ...kept.south, world };
    const { id } = (await parkedIn(south, kept.south.rows))[0]!;
    await askToSkip(means, { id, by: '测试甲', reason: '示例' });
    const { rows, store } = means;
    const records = async () =>
      (await store.follow('', 100)).events.filter(({ type }) => type === 'ParkedEventSkipped').length;
    const start = () => operations(houses.south, { store, bus: embeddedBus(() => undefined), world }).renew();
    return { means, rows, store, records, start, agreed: { id, and: '测试乙' } };
  }

  it('is not written where a retry was sooner', async () => {
    const { means, rows, records, agreed } = await asked();
    const [{ key } = { key: '' }] = await rows.rows(PARKED);
    const later: Rows['transaction'] = async (work) => {
      const overtaken = rows.transaction(async (tx) => Promise.reject(await work(tx).then(() => new Error('lost'))));
      await expect(overtaken).rejects.toThrow('lost');
      await lost(rows, PARKED, key);
      return rows.transaction(work);
    };
    const behind: Rows = Object.create(rows, { transaction: { value: later } });
    await expect(agreeToSkip(south, { ...means, rows: behind }, agreed)).rejects.toThrow('handled meanwhile');
    expect(await records()).toBe(0);
  });

  it('is written at the next start where a crash came before it, and once', async () => {
    const { means, store, records, agreed, start } = await asked();
    const away: EventStore = Object.create(store, { append: { value: () => Promise.reject(new Error('away')) } });
    await expect(agreeToSkip(south, { ...means, store: away }, agreed)).rejects.toThrow('away');
    expect(await records()).toBe(0);
    for (let times = 0; times < 2; times += 1) await start();
    expect(await records()).toBe(1);
  });
});

describe('verification', () => {
  const found = async (verifying: Parameters<typeof verifyLog>[0]) => {
    const all = [
      await verifyLog(verifying),
      ...(await Promise.all(south.views.map((each) => verifyView(verifying, each)))),
    ];
    return all.flat().map(({ where, what, en }) => [where, what, en]);
  };

  it('finds nothing where nothing is wrong, hand-overs among it', async () => {
    const { note, tell, verifying, kept } = await open();
    await note(1, 10);
    const offer = { caseId: uuid(1), to: 'south', kind: 'lead', ground: 'statutoryDuty', reason: '欠薪线索' };
    await tell('north', 'OfferHandOver', [uuid(50), offer]);
    await tell('south', 'AcceptHandOver', [uuid(50), { terms: {} }]);
    expect(await found(verifying)).toEqual([]);
    await relay({
      agency: 'south',
      ...kept.south,
      bus: { publish: async () => {}, source: () => kept.south.store },
      speaks: () => true,
      published: new Map(),
    });
    expect(await found(verifying)).toEqual([]);
  });

  const stream = `north|north.note-${uuid(101)}`;
  const changed = { caseId: uuid(1), fen: 11, notes: 1, last: 10 };
  const planted = {
    'a changed row': [
      (rows: Rows) => put(rows, 'sums', { key: uuid(1), caseId: uuid(1), order: '000000010', data: changed }),
      ['view sums', /differs from the logs in fen$/],
    ],
    'a row that is gone': [(rows: Rows) => lost(rows, 'sums', uuid(1)), ['view sums', /missing/]],
    'a row that nobody wrote': [
      (rows: Rows) => put(rows, 'sums', { key: 'x', data: {} }),
      ['view sums', /nothing in the logs/],
    ],
    'more heard than was said': [
      (rows: Rows) => put(rows, HEARD, { key: stream, data: 3 }),
      ['heard north', /event 3 was heard, and the log has 1/],
    ],
    'a place beyond the log': [
      (rows: Rows) => put(rows, PLACE, { key: 'north', data: '9'.repeat(19) }),
      ['place north', /beyond the end/],
    ],
    'a relay that stands where no event is': [
      (rows: Rows) => put(rows, RELAY, { key: 'south', data: `${'0'.repeat(18)}9` }),
      ['relay', /no event of the log/],
    ],
  } as const;

  it.each(Object.entries(planted))('finds %s', async (_, [damage, [where, said]]) => {
    const { note, kept, verifying } = await open();
    await note(1, 10);
    await damage(kept.south.rows);
    expect(await found(verifying)).toEqual([[where, expect.any(String), expect.stringMatching(said)]]);
  });

  it('finds a gap in a log', async () => {
    const { note, verifying } = await open();
    await note(1, 10);
    await note(1, 20);
    await note(1, 30);
    const whole = verifying.logs.find(({ from }) => from === 'north')!;
    const follow: EventStore['follow'] = async (after, limit) => {
      const batch = await whole.follow(after, limit);
      return { ...batch, events: batch.events.filter(({ version }) => version !== 2) };
    };
    const torn = {
      agency: north,
      store: { ...verifying.store, follow },
      rows: memoryRows(),
      logs: [{ from: 'north', follow }],
    };
    expect((await verifyLog(torn)).map(({ what, en }) => [what, en])).toEqual([
      [`north.note-${uuid(101)}/3`, 'event 2 is not there'],
    ]);
  });
});

describe('the balance of hand-overs', () => {
  const sides = (kept: Record<'north' | 'south', Kept>) =>
    (['north', 'south'] as const).map((name) => ({ agency: name, follow: kept[name].store.follow }));
  const offer = { caseId: uuid(1), to: 'south', kind: 'lead', ground: 'statutoryDuty', reason: '欠薪线索' };

  it('comes out of both logs', async () => {
    const { tell, kept } = await open();
    for (const n of [50, 51, 52]) await tell('north', 'OfferHandOver', [uuid(n), offer]);
    await tell('south', 'AcceptHandOver', [uuid(50), { terms: {} }]);
    await tell('south', 'ReturnHandOver', [uuid(51), { reason: 'notOurPower', note: '不属职权' }]);
    const { pairs, amiss } = await balance(sides(kept));
    expect(amiss).toEqual([]);
    expect(pairs).toEqual([
      {
        from: 'north',
        to: 'south',
        offered: 3,
        inTransit: 0,
        received: 3,
        accepted: 1,
        returned: 1,
        open: 1,
        withdrawn: 0,
      },
    ]);
  });

  it('names an arrival whose offer is in no log, and two answers', async () => {
    const { tell, kept } = await open();
    await tell('north', 'OfferHandOver', [uuid(50), offer]);
    await tell('south', 'AcceptHandOver', [uuid(50), { terms: {} }]);
    const all = await kept.south.store.follow('', 100);
    const copy = (type: string, more: object = {}): NewEvent => {
      const { data, meta } = all.events.find((each) => each.type === type)!;
      return { id: uuid(800), type, data: { ...(data as object), ...more }, meta };
    };
    await kept.south.store.append('south.receipt-planted', 0, [copy('HandOverReceived', { handOver: uuid(60) })]);
    await kept.south.store.append('south.receipt-twice', 0, [
      { ...copy('HandOverAccepted'), type: 'HandOverReturned' },
    ]);
    const { amiss } = await balance(sides(kept));
    expect(amiss.map(({ handOver, en }) => [handOver, en])).toEqual([
      [uuid(50), 'south both accepted and returned it'],
      [uuid(60), 'the log of north holds no offer'],
    ]);
  });
});
