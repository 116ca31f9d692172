/** What a clock makes of acts that are told late, in the wrong order, or after its time has run out. */
import { describe, it } from '@jest/globals';
import { countByLaw } from '@yimen/edge';
import { given } from '@yimen/kernel/testing';
import type { Happened } from '@yimen/kernel';
import { clocksOf, TouchClock } from './deadline-clocks.ts';
import { DeadlineBreached, DeadlineEnded, DeadlineStarted, type DeadlineData } from './deadline.ts';

type Kind = 'start' | 'stop' | 'cancel' | 'restart';
const clocks = clocksOf('south', countByLaw);
const id = 'south.filing/1';

const actOf = (kind: Kind, on: string) => ({ kind, on, at: `${on}T02:00:00.000Z` });
const touch = (rule: string, kind: Kind, on: string) => TouchClock({ rule, act: actOf(kind, on) });

/** What the clock says of an act, after what it has said before. */
function said(past: readonly Happened[], command: ReturnType<typeof touch>): Happened<string, DeadlineData>[] {
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
      .then(DeadlineEnded({ ...ended!.data, status: 'met', act: actOf('stop', '2025-09-09') }));
  });

  it('leaves the order alone where the law counts backwards', () => {
    const hearing = started('arb-hearing-notice', '2025-10-30');
    const [ended] = said(hearing, touch('arb-hearing-notice', 'stop', '2025-10-20'));
    given(clocks, ...hearing)
      .when(touch('arb-hearing-notice', 'stop', '2025-10-20'), { id })
      .then(DeadlineEnded({ ...ended!.data, status: 'met', act: actOf('stop', '2025-10-20') }));
  });

  it('keeps a breach that is cancelled afterwards', () =>
    given(clocks, ...breached(running))
      .when(touch('insp-accept', 'cancel', '2025-09-17'), { id })
      .then());

  it('gives up a breach that was cancelled in time and heard of late', () => {
    const [ended] = said(breached(running), touch('insp-accept', 'cancel', '2025-09-16'));
    given(clocks, ...breached(running))
      .when(touch('insp-accept', 'cancel', '2025-09-16'), { id })
      .then(DeadlineEnded({ ...ended!.data, status: 'cancelled' }));
  });
});
