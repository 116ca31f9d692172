import { describe, expect, it } from '@jest/globals';
import type { Done } from './harm.ts';
import { recoveries, type Recovering } from './recoveries.ts';

const killed: Done = { harm: { kind: 'kill-service', whom: 'hr', at: 1_000 }, at: 1_000, until: 1_001 };
const filled: Done = { harm: { kind: 'disk-full', ms: 8_000, at: 10_000 }, at: 10_000, until: 18_500 };
const answers = [
  { agency: 'hr', began: 500, ended: 600 },
  { agency: 'union', began: 1_100, ended: 1_200 },
  { agency: 'hr', began: 1_500, ended: 4_000 },
];
const excuses = (words: string, moment: number): Recovering['load']['excuses'] =>
  new Map([[words, { count: 1, moments: [moment] }]]);

const found = (done: Done | readonly Done[], load: Partial<Recovering['load']> = {}) =>
  recoveries({ done: [done].flat(), load: { answers, excuses: new Map(), ...load } })[0]!;

describe('recoveries', () => {
  it('are counted until whoever was killed answers somebody who asked afterwards', () => {
    const figure = '1 done, next answer after 3.0 s, at most 3.0 s, 1 answers of others meanwhile';
    expect(found(killed)).toEqual({ name: 'kill-service', figure, complaints: [] });
  });

  it('are missed where nobody is answered again, or too late', () => {
    expect(found(killed, { answers: [] }).complaints).toEqual(['at 1.0 s: never answered again']);
    const late = { agency: 'hr', began: 70_000, ended: 70_500 };
    const soon = { agency: 'hr', began: 100_001, ended: 100_500 };
    const kills = [killed, { ...killed, at: 100_000 }];
    expect(found(kills, { answers: [late, soon] }).complaints).toEqual(['at 1.0 s: 69.5 s until the next answer']);
  });

  it('are given longer where everybody needed long, so that a busy machine is no failure', () => {
    const kills = [1_000, 100_000, 200_000].map((at) => ({ ...killed, at }));
    const after = (...took: number[]) => ({
      answers: took.map((ms, i) => ({ agency: 'hr', began: kills[i]!.at + 1, ended: kills[i]!.at + ms })),
    });
    expect(found(kills, after(20_000, 20_000, 90_000)).complaints).toEqual([]);
    const outlier = ['at 200.0 s: 90.0 s until the next answer'];
    expect(found(kills, after(10_000, 10_000, 90_000)).complaints).toEqual(outlier);
  });

  it('of a broker are counted from its return until somebody heard a neighbour, for no command needs it', () => {
    const away: Done = { harm: { kind: 'broker-away', ms: 9_000, at: 1_000 }, at: 1_000, until: 12_000 };
    const figure = '1 done, neighbours heard after 2.5 s, at most 2.5 s, 2 answers meanwhile';
    expect(found({ ...away, heard: 14_500 })).toEqual({ name: 'broker-away', figure, complaints: [] });
    expect(found({ ...away, heard: 84_000 }).complaints).toEqual(['at 1.0 s: 72.0 s until something was heard']);
    expect(found(away).complaints).toEqual(['at 1.0 s: nothing was heard again']);
  });

  it('are no excuse for a command that was not answered while the broker was away', () => {
    const harm = { kind: 'broker-away', ms: 9_000, at: 1_000 } as const;
    const away: Done = { harm, at: 1_000, until: 12_000, heard: 14_500 };
    const askedBefore = { agency: 'union', began: 900, ended: 5_000 };
    const answeredAfter = { agency: 'hr', began: 2_000, ended: 12_100 };
    expect(found(away, { answers: [askedBefore, answeredAfter] }).complaints).toEqual([
      'at 1.0 s: no command was answered while the broker was away',
    ]);
  });

  it('say what was not done and why', () => {
    const { figure, complaints } = found({ ...filled, not: '需要 root 权限 needs root' });
    expect(figure).toContain('1 not: 需要 root 权限 needs root');
    expect(complaints).toEqual([]);
  });

  it('ask for clear words while the disk was full, and only then', () => {
    const words = '数据库磁盘已满，暂不能保存 · The disk of the database is full';
    const told = (text: string, moment: number) =>
      recoveries({ done: [filled], load: { answers, excuses: excuses(text, moment) } }).at(-1)!.complaints.length;
    expect(told(words, 12_000)).toBe(0);
    expect(told(words, 9_000)).toBe(1);
    expect(told('出错了', 12_000)).toBe(1);
  });
});
