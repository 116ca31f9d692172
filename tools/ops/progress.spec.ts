import { describe, expect, it } from '@jest/globals';
import { progress, type Terminal } from './progress.ts';

/** What is written while so much is done of so much, ten seconds between one report and the next. */
function written(steps: readonly (readonly [done: number, total?: number])[], isTTY = false): string[] {
  const said: string[] = [];
  const to: Terminal = { isTTY, write: (text) => said.push(text) };
  let now = 0;
  const tell = progress(to, () => now);
  for (const step of steps) {
    now += 10_000;
    tell(...step);
  }
  return said;
}

describe('the progress of a rebuild', () => {
  it('says how much is done and how long the rest will take, once for each tenth', () => {
    const steps = [50, 60, 140, 250, 299, 1_000].map((done) => [done, 1_000] as const);
    expect(written(steps)).toEqual([
      '重建 50/1000 5%，约剩 190 秒 about 190 s left\n',
      '重建 140/1000 14%，约剩 185 秒 about 185 s left\n',
      '重建 250/1000 25%，约剩 120 秒 about 120 s left\n',
      '重建 1000/1000 100%，约剩 0 秒 about 0 s left\n',
    ]);
  });

  it('writes each time over the same line on a terminal, and ends it at the end', () => {
    expect(
      written(
        [
          [1, 4],
          [2, 4],
          [4, 4],
        ],
        true,
      ),
    ).toEqual([
      '\r重建 1/4 25%，约剩 30 秒 about 30 s left',
      '\r重建 2/4 50%，约剩 20 秒 about 20 s left',
      '\r重建 4/4 100%，约剩 0 秒 about 0 s left\n',
    ]);
  });

  it('promises nothing where nobody knows how much there is', () => {
    expect(written([[2_000], [4_000]])).toEqual(['重建 2000/?\n']);
  });
});
