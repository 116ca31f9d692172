import { describe, expect, it } from '@jest/globals';
import { chance } from './chance.ts';
import { planFor, ROUND_MS, type Planned } from './plan.ts';

const services = ['union', 'hr', 'petition', 'gateway'];
const plan = (seed: number, rounds = 1) => planFor({ seed, rounds, services, speakers: ['union', 'hr'] });
const count = (all: readonly Planned[], kind: Planned['kind']) => all.filter((each) => each.kind === kind).length;

describe('a plan of harm', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(plan(7)).toEqual(plan(7));
    expect(plan(7)).not.toEqual(plan(8));
  });

  it('kills in each round 20 services, 5 databases and 5 brokers, and does everything else at least once', () => {
    for (const rounds of [1, 3]) {
      const all = plan(11, rounds);
      expect(count(all, 'kill-service')).toBe(20 * rounds);
      expect(count(all, 'kill-database')).toBe(5 * rounds);
      expect(count(all, 'kill-broker')).toBe(5 * rounds);
      const once = ['broker-away', 'broker-stopped', 'broker-full', 'disk-full', 'poison', 'newer-shape', 'unreadable'];
      for (const kind of once as Planned['kind'][]) expect([kind, count(all, kind)]).toEqual([kind, rounds]);
      expect(count(all, 'publish-again')).toBe(2 * rounds);
    }
  });

  it('keeps the broker away for two minutes, in which services and databases are killed', () => {
    const [away] = plan(3).filter((each) => each.kind === 'broker-away');
    expect(away).toMatchObject({ ms: 120_000 });
    const during = plan(3).filter(({ at }) => at > away!.at && at < away!.at + 120_000);
    expect(count(during, 'kill-service')).toBeGreaterThan(10);
    expect(count(during, 'kill-database')).toBeGreaterThan(1);
    expect(count(during, 'kill-broker')).toBe(0);
  });

  it('kills everybody, nobody twice in a row, and ends with its round', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const killed = plan(seed, 2).flatMap((each) => (each.kind === 'kill-service' ? [each.whom] : []));
      expect(new Set(killed)).toEqual(new Set(services));
      expect(killed.filter((whom, i) => whom === killed[i - 1])).toEqual([]);
      const moments = plan(seed, 2).map(({ at }) => at);
      expect(moments).toEqual(moments.toSorted((a, b) => a - b));
      expect(Math.max(...moments)).toBeLessThan(2 * ROUND_MS);
    }
  });

  it('lets the database recover from a full disk by itself, with everybody there to hear of it', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const all = plan(seed);
      const full = all.find((each) => each.kind === 'disk-full')!;
      const near = all.filter(({ kind, at }) => kind.startsWith('kill') && Math.abs(at - full.at) < 15_000);
      expect(near).toEqual([]);
    }
  });
});

describe('chance', () => {
  it('is drawn evenly, and each name draws its own', () => {
    const dice = chance(1, 'one');
    const drawn = Array.from({ length: 6_000 }, () => dice.below(6));
    for (let side = 0; side < 6; side += 1) {
      const often = drawn.filter((each) => each === side).length;
      expect(often).toBeGreaterThan(850);
      expect(often).toBeLessThan(1_150);
    }
    expect(chance(1, 'one').id()).toBe(chance(1, 'one').id());
    expect(chance(1, 'one').id()).not.toBe(chance(1, 'other').id());
    expect(chance(1, 'one').next()).not.toBe(chance(2, 'one').next());
  });

  it('shuffles without losing anybody', () => {
    const list = [1, 2, 3, 4, 5];
    expect(chance(9).shuffled(list).toSorted()).toEqual(list);
    expect(list).toEqual([1, 2, 3, 4, 5]);
  });
});
