import { describe, expect, it } from '@jest/globals';
import { restAfter, tryingAgain } from './trying-again.ts';

function loop() {
  const ending = new AbortController();
  const told: object[] = [];
  const clock = { now: 0 };
  const outside = { tell: (fields: object) => void told.push(fields), now: () => clock.now };
  return { ending, told, clock, failed: tryingAgain({ agency: 'test' }, ending.signal, outside) };
}

describe('a step that fails again and again', () => {
  it('is told once, and once more when it fails otherwise', async () => {
    const { told, failed } = loop();
    await Promise.all(['the broker is away', 'the broker is away', 'the disk is full'].map(failed));
    expect(told).toEqual([
      { agency: 'test', error: 'the broker is away' },
      { agency: 'test', error: 'the disk is full' },
    ]);
  });

  it('is told again after a minute', async () => {
    const { told, clock, failed } = loop();
    for (const [now, lines] of [
      [0, 1],
      [59_000, 1],
      [60_000, 2],
      [61_000, 2],
    ] as const) {
      clock.now = now;
      await failed('away');
      expect(told).toHaveLength(lines);
    }
  });

  it('lets the loop rest twice as long each time, up to four seconds', () =>
    expect([1, 2, 3, 4, 5, 2_000].map(restAfter)).toEqual([500, 1_000, 2_000, 4_000, 4_000, 4_000]));

  it('lets the loop rest, but not beyond the end, and is silent from then on', async () => {
    const { ending, told, failed } = loop();
    const began = performance.now();
    await failed('away');
    expect(performance.now() - began).toBeGreaterThan(400);
    ending.abort();
    await failed('closed');
    expect(told).toHaveLength(1);
  });
});
