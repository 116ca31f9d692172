/** Ringing after an outage: each clock once, oldest first, nothing lost and nothing said twice when it breaks. */
import { describe, expect, it } from '@jest/globals';
import type { Recorded } from '@yimen/kernel';
import { clockHouse, daysOf } from './test/clock-house.ts';

const day = (from: string, days: number): string =>
  new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const passed = (events: readonly Recorded[]) =>
  events.filter(({ type }) => type === 'DeadlineBreached' || type === 'DeadlineLapsed');

/** So many clocks that end on a few days, told in no order, and the house is away on those days. */
async function outage(count: number) {
  const here = clockHouse('2026-03-02T01:00:00.000Z');
  for (let n = 0; n < count; n += 1)
    await here.touch({ of: n, rule: n % 3 ? 'arb-award' : 'appeal', on: day('2026-02-23', (n * 7) % 5) });
  await here.settled();
  here.clockTo('2026-06-01');
  return here;
}

const moments = (events: readonly Recorded[]): string[] => events.map(({ meta }) => meta.occurredAt);
const streams = (events: readonly Recorded[]): string[] => events.map(({ stream }) => stream);

describe('after an outage', () => {
  it('every clock speaks once, the oldest first, dated to its own moment', async () => {
    const here = await outage(400);
    await here.settled();
    const rung = passed(await here.said());
    expect(new Set(streams(rung)).size).toBe(400);
    expect(rung).toHaveLength(400);
    expect(moments(rung)).toEqual(moments(rung).toSorted());
    expect(new Set(daysOf(rung).map((at) => at.slice(0, 7)))).toEqual(new Set(['2026-03', '2026-04']));
    const isLapse = rung.map(({ type, data }) => (type === 'DeadlineLapsed') === (data.rule === 'appeal'));
    expect(isLapse.every(Boolean)).toBe(true);
  });

  it('every clock speaks once also where two ring at the same time', async () => {
    const here = await outage(140);
    await Promise.all([here.house().ring(), here.house().ring()]);
    expect(new Set(streams(passed(await here.said()))).size).toBe(140);
  });

  it('the one whose moment was first speaks first, also where its first warning came later', async () => {
    const here = clockHouse('2026-03-02T01:00:00.000Z');
    await here.touch({ of: 1, rule: 'arb-award', on: '2026-03-02' });
    here.clockTo('2026-03-03');
    await here.touch({ of: 2, rule: 'insp-accept', on: '2026-03-02' });
    await here.settled();
    here.clockTo('2026-06-01');
    await here.settled();
    expect(passed(await here.said()).map(({ data }) => data.rule)).toEqual(['insp-accept', 'arb-award']);
    const other = clockHouse('2026-03-02T01:00:00.000Z');
    await other.touch({ of: 1, rule: 'arb-award', on: '2026-03-02' });
    await other.settled();
    other.clockTo('2026-04-06');
    await other.touch({ of: 2, rule: 'arb-accept', on: '2026-04-06' });
    other.restart();
    await other.house().pump();
    other.clockTo('2026-06-01');
    await other.settled();
    const rung = moments(passed(await other.said()));
    expect(rung).toEqual(rung.toSorted());
  });

  it('a clock that cannot speak is told and holds no other', async () => {
    const here = await outage(3);
    await here.spoil(1);
    await expect(here.house().ring()).rejects.toThrow('install the newer build');
    await here.house().ring();
    expect(new Set(streams(passed(await here.said()))).size).toBe(2);
  });

  it('nothing speaks before its time where the clock of the machine is set back in the middle', async () => {
    const here = await outage(300);
    here.breakAfter(150);
    await expect(here.house().ring()).rejects.toThrow('away');
    here.breakAfter(Infinity);
    here.clockTo('2026-03-02');
    await here.settled();
    expect(passed(await here.said())).toHaveLength(150);
    here.clockTo('2026-06-01');
    await here.settled();
    expect(new Set(streams(passed(await here.said()))).size).toBe(300);
    expect(passed(await here.said())).toHaveLength(300);
  });

  it('goes on where it broke, with the old order and no clock twice', async () => {
    const here = await outage(300);
    here.breakAfter(150);
    await expect(here.house().ring()).rejects.toThrow('away');
    const before = passed(await here.said());
    expect(before).toHaveLength(150);
    here.restart();
    await here.settled();
    const rung = passed(await here.said());
    expect(rung).toHaveLength(300);
    expect(new Set(streams(rung)).size).toBe(300);
    expect(moments(rung)).toEqual(moments(rung).toSorted());
  });

  it('says nothing again while its rows are behind, nor when time jumps back and forth', async () => {
    const here = await outage(20);
    for (const at of ['2026-06-01T02:00:00.000Z', '2026-06-01T00:00:00.000Z', '2026-06-01T04:00:00.000Z']) {
      here.clockTo(at);
      await here.house().ring();
    }
    here.restart();
    await here.house().ring();
    await here.settled();
    expect(passed(await here.said())).toHaveLength(20);
  });
});

describe('a ring', () => {
  it('of several clocks of one procedure at one moment is one commit', async () => {
    const here = clockHouse('2026-03-02T01:00:00.000Z');
    for (const key of ['1', '2', '3']) await here.touch({ of: 1, rule: 'arb-accept', on: '2026-03-02', key });
    await here.settled();
    here.clockTo('2026-03-20');
    await here.settled();
    const rung = passed(await here.said());
    expect(new Set(rung.map(({ meta }) => meta.commandId)).size).toBe(1);
    expect(rung.map(({ data }) => data.key)).toEqual(['1', '2', '3']);
  });

  it('comes at once for a clock that is told after its day, however far the others are', async () => {
    const here = clockHouse('2026-06-01T01:00:00.000Z');
    await here.touch({ of: 1, rule: 'arb-accept', on: '2026-05-29' });
    await here.settled();
    await here.touch({ of: 2, rule: 'arb-accept', on: '2026-03-02' });
    await here.settled();
    expect(await here.shown()).toEqual(['1 arb-accept 2026-06-05 running', '2 arb-accept 2026-03-09 breached']);
  });

  it('comes again for a clock that is set going again on the same day', async () => {
    const here = clockHouse('2026-06-01T01:00:00.000Z');
    for (let times = 1; times <= 2; times += 1) {
      await here.touch({ of: 1, rule: 'arb-accept', on: '2026-03-02' });
      await here.settled();
      expect(await here.shown()).toEqual(['1 arb-accept 2026-03-09 breached']);
      here.clockTo(`2026-06-0${times + 1}`);
    }
    expect(passed(await here.said())).toHaveLength(2);
  });

  it('does not even ask the rows while nothing can be due', async () => {
    const here = clockHouse('2026-03-02T01:00:00.000Z');
    await here.touch({ of: 1, rule: 'arb-award', on: '2026-03-02' });
    await here.settled();
    let asked = 0;
    const { rows } = here.rows;
    Object.assign(here.rows, { rows: (...query: Parameters<typeof rows>) => ((asked += 1), rows(...query)) });
    for (let tick = 0; tick < 50; tick += 1) await here.house().ring();
    expect(asked).toBe(0);
    here.clockTo('2026-05-01');
    await here.settled();
    expect(await here.shown()).toEqual(['1 arb-award 2026-04-16 breached']);
  });

  it('finds within a minute what somebody else has written into the rows', async () => {
    const here = clockHouse('2026-03-02T01:00:00.000Z');
    await here.touch({ of: 1, rule: 'arb-award', on: '2026-02-27' });
    await here.touch({ of: 2, rule: 'arb-award', on: '2026-03-02' });
    await here.settled();
    const [row] = await here.rows.rows('deadlines');
    await here.rows.transaction((tx) => tx.drop('deadlines', row!.key));
    here.clockTo('2026-05-01T00:00:00.000Z');
    expect(await here.house().ring()).toBe(1);
    await here.rows.transaction((tx) => tx.put('deadlines', row!));
    here.clockTo('2026-05-01T00:01:00.000Z');
    await here.settled();
    expect(await here.shown()).toEqual(['1 arb-award 2026-04-13 breached', '2 arb-award 2026-04-16 breached']);
  });
});
