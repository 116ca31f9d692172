/** A holiday notice reaches a house: what it moves, what it leaves alone, and that it does so once. */
import { describe, expect, it } from '@jest/globals';
import { countByLaw } from '@yimen/law';
import type { Recorded } from '@yimen/kernel';
import type { Count } from './deadline.ts';
import { clockHouse } from './test/clock-house.ts';

/** Invented. The fourth is a Monday, the ninth a Saturday. */
const notice = {
  year: 2027,
  number: '测试发〔2026〕1号',
  daysOff: ['2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04'],
  makeUpDays: ['2027-01-09'],
};
const START = '2026-12-28T01:00:00.000Z';
const moved = (events: readonly Recorded[]) => events.filter(({ type }) => type === 'DeadlineMoved');
const filed = (of: number, on = '2026-12-28') => ({ of, rule: 'insp-accept', on });

/** One clock crosses into 2027, one ended in 2026, one ends in 2028. */
async function three(count?: Count) {
  const here = clockHouse(START, count);
  await here.touch(filed(1));
  await here.touch(filed(2, '2026-12-21'));
  await here.touch({ of: 3, rule: 'enf-apply', on: '2026-12-28' });
  await here.settled();
  return here;
}

describe('the notice of a year', () => {
  it('moves the clock that runs into it, for good, and says why; the others it leaves alone', async () => {
    const here = await three();
    expect(await here.shown()).toEqual([
      '1 insp-accept 2027-01-05 running provisional',
      '2 insp-accept 2026-12-28 running',
      '3 enf-apply 2028-12-28 running provisional',
    ]);
    const before = (await here.said()).length;
    await here.publish(notice);
    await here.settled();
    expect(await here.shown()).toEqual([
      '1 insp-accept 2027-01-06 running',
      '2 insp-accept 2026-12-28 running',
      '3 enf-apply 2028-12-28 running provisional',
    ]);
    const said = (await here.said()).slice(before);
    expect(said).toHaveLength(1);
    expect(said[0]?.data).toMatchObject({ due: '2027-01-06', provisional: false, edition: 1, status: 'running' });
    expect(said[0]?.data.calendar).toBe(`国办发明电〔2025〕7号、${notice.number}`);
    expect(said[0]?.data.explain.at(-1)).toEqual({
      zh: `重新计算：2027 年放假通知（${notice.number}）发布，到期日由 2027-01-05（暂定）改为 2027-01-06，为确定日期。`,
      en: `Counted anew: the holiday notice of 2027 (${notice.number}) was published; the due date moves from 2027-01-05 (provisional) to 2027-01-06, final.`,
    });
    expect(said[0]?.meta).toMatchObject({ occurredAt: START, cause: expect.any(String) });
  });

  it('is said of a date that stays, because it is no estimate any more', async () => {
    const here = await three();
    await here.publish({ ...notice, daysOff: notice.daysOff.slice(0, 3) });
    await here.settled();
    const [said] = moved(await here.said());
    expect(said?.data).toMatchObject({ due: '2027-01-05', provisional: false });
    expect(said?.data.explain.at(-1).zh).toContain('到期日 2027-01-05 不变，为确定日期');
  });

  it('changes nothing when it is heard twice', async () => {
    const here = await three();
    for (const stream of ['a', 'b']) {
      await here.publish(notice, stream);
      await here.settled();
    }
    here.restart();
    await here.settled();
    expect(moved(await here.said())).toHaveLength(1);
  });

  it('is counted with from then on, also after a restart, and stays in the explanation', async () => {
    const here = await three();
    await here.publish(notice);
    await here.settled();
    here.restart();
    await here.touch(filed(4));
    await here.touch({ of: 3, rule: 'enf-apply', on: '2026-12-28', kind: 'pause' });
    await here.touch({ ...filed(1), kind: 'stop' });
    await here.settled();
    expect(await here.shown()).toContain('4 insp-accept 2027-01-06 running');
    const [ended] = (await here.said()).filter(({ type }) => type === 'DeadlineEnded');
    expect(ended?.data.explain.map(({ zh }: { zh: string }) => zh)).toContainEqual(
      expect.stringContaining(`（${notice.number}）发布`),
    );
  });

  it('reaches a house that hears it late', async () => {
    const here = clockHouse(START);
    await here.publish(notice);
    await here.touch(filed(1));
    await here.house().pump((name) => name === 'south');
    expect(await here.shown()).toEqual(['1 insp-accept 2027-01-05 running provisional']);
    await here.settled();
    expect(await here.shown()).toEqual(['1 insp-accept 2027-01-06 running']);
    expect(moved(await here.said())).toHaveLength(1);
  });

  it('finds a clock that was counted by the old calendar while it was heard', async () => {
    const here = clockHouse(START);
    await here.publish(notice);
    await here.touch(filed(1));
    await here.house().pump((name) => name === 'centre');
    await here.house().ring();
    await here.settled();
    expect(await here.shown()).toEqual(['1 insp-accept 2027-01-06 running']);
  });
});

describe('recounting many', () => {
  it('goes on after a restart in the middle, each clock once', async () => {
    const here = clockHouse(START);
    for (let n = 0; n < 300; n += 1) await here.touch(filed(n));
    await here.settled();
    await here.publish(notice);
    await here.house().pump();
    here.breakAfter(140);
    await expect(here.house().ring()).rejects.toThrow('away');
    expect(moved(await here.said())).toHaveLength(140);
    here.restart();
    await here.settled();
    const said = moved(await here.said());
    expect(said).toHaveLength(300);
    expect(new Set(said.map(({ stream }) => stream)).size).toBe(300);
    expect((await here.shown()).filter((line) => line.endsWith('2027-01-06 running'))).toHaveLength(300);
  });

  it('takes several clocks of one procedure one after the other', async () => {
    const here = clockHouse(START);
    for (const key of ['1', '2', '3']) await here.touch({ ...filed(1), key });
    await here.settled();
    await here.publish(notice);
    await here.settled();
    expect(moved(await here.said()).map(({ data }) => data.key)).toEqual(['1', '2', '3']);
  });

  it('tells what it cannot count, once, and leaves that clock as it was', async () => {
    const strict: Count = (request) => {
      if (request.rule === 'enf-apply' && request.notices.length > 0) throw new Error('cannot be counted');
      return countByLaw(request);
    };
    const here = await three(strict);
    await here.publish(notice);
    await here.house().pump();
    await expect(here.house().ring()).rejects.toThrow('cannot be counted');
    await here.settled();
    expect(await here.shown()).toContain('1 insp-accept 2027-01-06 running');
    expect(await here.shown()).toContain('3 enf-apply 2028-12-28 running provisional');
  });
});

describe('a clock that is recounted', () => {
  it('does not say again what it has said', async () => {
    const here = await three();
    here.clockTo('2027-01-04T18:00:00.000Z');
    await here.settled();
    const near = async () => (await here.said()).filter(({ type }) => type === 'DeadlineApproaching');
    const before = (await near()).length;
    expect(before).toBeGreaterThan(0);
    await here.publish(notice);
    await here.settled();
    const [said] = moved(await here.said());
    expect(said?.data.alarms).toEqual(['2027-01-06T16:00:00.000Z']);
    expect(await near()).toHaveLength(before);
  });

  it('runs on where its day had only passed by the estimate', async () => {
    const here = await three();
    here.clockTo('2027-01-06T01:00:00.000Z');
    await here.settled();
    expect(await here.shown()).toContain('1 insp-accept 2027-01-05 breached provisional');
    await here.publish(notice);
    await here.settled();
    expect(await here.shown()).toContain('1 insp-accept 2027-01-06 running');
    here.clockTo('2027-01-07T01:00:00.000Z');
    await here.settled();
    expect(await here.shown()).toContain('1 insp-accept 2027-01-06 breached');
  });

  it('follows an amendment, although its date was final', async () => {
    const here = await three();
    await here.publish(notice);
    await here.settled();
    const daysOff = [...notice.daysOff, '2027-01-05'];
    await here.publish({ ...notice, daysOff, number: '测试发〔2027〕1号', amends: true });
    await here.settled();
    expect(await here.shown()).toContain('1 insp-accept 2027-01-07 running');
    const reasons = moved(await here.said()).at(-1)?.data.recounted;
    expect(reasons.map(({ zh }: { zh: string }) => zh)).toEqual([
      expect.stringContaining('到期日由 2027-01-05（暂定）改为 2027-01-06'),
      expect.stringContaining('到期日由 2027-01-06 改为 2027-01-07'),
    ]);
  });
});
