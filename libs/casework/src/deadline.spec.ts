/** What a clock makes of acts that are told late, in the wrong order, or after its time has run out. */
import { describe, expect, it } from '@jest/globals';
import { countByLaw } from '@yimen/law';
import { given } from '@yimen/kernel/testing';
import type { Command, Happened } from '@yimen/kernel';
import { clocksOf, RecountClock, RingClock, TouchClock } from './deadline-clocks.ts';
import {
  DeadlineApproaching,
  DeadlineBreached,
  DeadlineEnded,
  DeadlineLapsed,
  DeadlineMoved,
  DeadlineStarted,
  type DeadlineData,
} from './deadline.ts';

type Kind = 'start' | 'stop' | 'cancel' | 'restart';
const clocks = clocksOf('south', countByLaw);
const id = 'south.filing/1';

const actOf = (kind: Kind, on: string) => ({ kind, on, at: `${on}T02:00:00.000Z` });
const touch = (rule: string, kind: Kind, on: string) => TouchClock({ rule, act: actOf(kind, on) });

/** What the clock says of an act, after what it has said before. */
function said(past: readonly Happened[], command: Command): Happened<string, DeadlineData>[] {
  const { decision } = given(clocks, ...past).when(command, { id });
  return decision as never;
}
const started = (rule: string, on: string) => said([], touch(rule, 'start', on));
const breached = (past: readonly Happened<string, DeadlineData>[]) => [
  ...past,
  DeadlineBreached({ ...past.at(-1)!.data, act: undefined, status: 'breached', alarms: [] }),
];

describe('a clock', () => {
  const running = started('insp-accept', '2025-09-09');

  it('starts with the whole picture', () => {
    const [first] = running;
    given(clocks)
      .when(touch('insp-accept', 'start', '2025-09-09'), { id })
      .then(DeadlineStarted({ ...first!.data, due: '2025-09-16', status: 'running' }));
  });

  it('takes an act that is told after a later one from that one on', () => {
    const [ended] = said(running, touch('insp-accept', 'stop', '2025-09-08'));
    given(clocks, ...running)
      .when(touch('insp-accept', 'stop', '2025-09-08'), { id })
      .then(DeadlineEnded({ ...ended!.data, status: 'met', act: actOf('stop', '2025-09-09'), alarms: [] }));
  });

  it('that runs is not started once more, nor touched by an act of a rule whose name begins alike', () => {
    for (const other of [touch('insp-accept', 'start', '2025-09-12'), touch('insp', 'stop', '2025-09-12')])
      given(clocks, ...running)
        .when(other, { id })
        .then();
  });

  it('rings in the very moment that it names, and has passed it then', () => {
    const slots = [{ rule: 'insp-accept', key: '' }];
    const { alarms } = running[0]!.data;
    const warned = said(running, RingClock({ slots, now: alarms[0]! }));
    expect(warned).toEqual([DeadlineApproaching({ ...running[0]!.data, act: undefined, alarms: alarms.slice(1) })]);
    const [breach] = said(running, RingClock({ slots, now: alarms.at(-1)! }));
    expect(breach).toMatchObject({ type: 'DeadlineBreached', data: { alarms: [] } });
  });

  it('leaves the order alone where the law counts backwards', () => {
    const hearing = started('arb-hearing-notice', '2025-10-30');
    const [ended] = said(hearing, touch('arb-hearing-notice', 'stop', '2025-10-20'));
    given(clocks, ...hearing)
      .when(touch('arb-hearing-notice', 'stop', '2025-10-20'), { id })
      .then(DeadlineEnded({ ...ended!.data, status: 'met', act: actOf('stop', '2025-10-20') }));
  });

  it('lapses where nobody had to act, and a late act ends it', () => {
    const right = said([], touch('jc-apply', 'start', '2025-09-09'));
    const rung = said(right, RingClock({ slots: [{ rule: 'jc-apply', key: '' }], now: '2025-10-10T00:00:00.000Z' }));
    expect(rung).toEqual([DeadlineLapsed({ ...right.at(-1)!.data, act: undefined, status: 'lapsed', alarms: [] })]);
    const [ended] = said([...right, ...rung], touch('jc-apply', 'stop', '2025-10-13'));
    expect(ended).toMatchObject({ type: 'DeadlineEnded', data: { status: 'lapsed', due: '2025-10-09' } });
  });

  it('is breached where somebody had to act', () => {
    const slots = [{ rule: 'insp-accept', key: '' }];
    const rung = said(running, RingClock({ slots, now: '2025-09-17T00:00:00.000Z' }));
    expect(rung).toEqual([DeadlineBreached({ ...rung[0]!.data, status: 'breached', nature: 'duty' })]);
    given(clocks, ...running, ...rung)
      .when(RingClock({ slots, now: '2025-09-18T00:00:00.000Z' }), { id })
      .refused('already-quiet');
  });

  it('that has ended late is not ended again by a later act', () => {
    const ended = said(breached(running), touch('insp-accept', 'stop', '2025-09-18'));
    expect(ended.map(({ data }) => data.status)).toEqual(['breached']);
    for (const kind of ['stop', 'cancel'] as const)
      given(clocks, ...breached(running), ...ended)
        .when(touch('insp-accept', kind, '2025-09-19'), { id })
        .then();
  });

  it('keeps a breach that is cancelled afterwards, and grows no later', () => {
    const [ended] = said(breached(running), touch('insp-accept', 'cancel', '2025-09-18'));
    expect(ended).toMatchObject({ type: 'DeadlineEnded', data: { status: 'breached', act: { on: '2025-09-18' } } });
    expect(said(running, touch('insp-accept', 'cancel', '2025-09-18'))).toEqual([ended]);
  });

  it('leaves a right that has run out as it is when its object is gone afterwards', () => {
    const right = said([], touch('jc-apply', 'start', '2025-09-09'));
    const rung = said(right, RingClock({ slots: [{ rule: 'jc-apply', key: '' }], now: '2025-10-10T00:00:00.000Z' }));
    expect(said([...right, ...rung], touch('jc-apply', 'cancel', '2025-10-13'))).toEqual([]);
    expect(said([...right, ...rung], touch('jc-apply', 'cancel', '2025-10-09'))).toMatchObject([
      { type: 'DeadlineEnded', data: { status: 'cancelled' } },
    ]);
  });

  describe('that is counted anew', () => {
    // What `given` tells has happened at this moment, and so was the last warning.
    const rung = '2026-03-02T01:00:00.000Z';
    const sooner = '2026-02-01T01:00:00.000Z';
    const alarms = ['2026-02-20T16:00:00.000Z', '2026-03-05T16:00:00.000Z', '2026-03-09T16:00:00.000Z'];
    const other = clocksOf('south', (asked) => ({ ...countByLaw(asked), provisional: true, alarms }));
    const facts = { edition: 1, amended: 0, heard: [], publishedAt: sooner, cause: 'e' };
    const recounted = (...past: readonly Happened[]) => {
      const { decision } = given(other, ...past).when(RecountClock({ rule: 'insp-accept', key: '' }), {
        ...{ id, at: sooner, facts },
      });
      return (decision as Happened<string, DeadlineData>[]).map(({ data }) => [data.status, ...data.alarms]);
    };
    const [first] = started('insp-accept', '2026-03-02');

    it('says no warning twice, whatever was done to it since', () => {
      expect(recounted(first!)).toEqual([['running', ...alarms]]);
      const warned = DeadlineApproaching({ ...first!.data, act: undefined });
      expect(recounted(first!, warned)).toEqual([['running', ...alarms.filter((at) => at > rung)]]);
      const touched = DeadlineMoved({ ...first!.data, act: undefined });
      expect(recounted(first!, warned, touched)).toEqual([['running', ...alarms.filter((at) => at > rung)]]);
    });

    it('stays paused, and stays ended', () => {
      expect(recounted(first!, { ...first!, data: { ...first!.data, status: 'paused' } })).toEqual([['paused']]);
      const [ended] = said([first!], touch('insp-accept', 'stop', '2026-03-03'));
      expect(recounted(first!, ended!)).toEqual([]);
    });
  });

  it('gives up a breach that was cancelled in time and heard of late', () => {
    const [ended] = said(breached(running), touch('insp-accept', 'cancel', '2025-09-16'));
    given(clocks, ...breached(running))
      .when(touch('insp-accept', 'cancel', '2025-09-16'), { id })
      .then(DeadlineEnded({ ...ended!.data, status: 'cancelled' }));
  });
});
