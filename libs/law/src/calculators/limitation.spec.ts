import { describe, expect, it } from '@jest/globals';
import { limitation } from './limitation.ts';

describe('limitation of arbitration', () => {
  it('P10 starts anew with each interruption', () => {
    const answer = limitation({
      knownOn: '2025-03-10',
      interruptions: [{ on: '2026-01-15' }, { on: '2025-09-01' }],
      today: '2026-12-31',
    });
    expect(answer).toMatchObject({ expiry: '2027-01-15', daysLeft: 15, state: 'running', provisional: true });
    expect(answer.interruptions).toEqual(['2025-09-01', '2026-01-15']);
  });

  it('P11 does not run for wages while the employment lasts', () => {
    const wages = { knownOn: '2023-06-30', unpaidWages: true };
    expect(limitation(wages)).toMatchObject({ state: 'notRunning' });
    expect(limitation({ ...wages, employmentEndedOn: '2025-05-31' }).expiry).toBe('2026-06-01');
  });

  it('is not revived after it has run', () => {
    const answer = limitation({ knownOn: '2024-01-10', interruptions: [{ on: '2025-01-11' }], today: '2025-02-01' });
    expect(answer).toMatchObject({ expiry: '2025-01-10', state: 'expired', interruptions: [] });
  });

  it('leaves out force majeure, also when a demand falls into it', () => {
    const away = [{ from: '2025-06-01', to: '2025-06-11' }];
    expect(limitation({ knownOn: '2025-03-10', suspensions: away }).expiry).toBe('2026-03-20');
    const demand = [{ on: '2025-06-05' }];
    expect(limitation({ knownOn: '2025-03-10', suspensions: away, interruptions: demand }).expiry).toBe('2026-06-10');
  });

  it('stands still once for two reasons at the same time, in whatever order they are told', () => {
    const expiry = (...suspensions: { from: string; to: string }[]) =>
      limitation({ knownOn: '2025-03-10', suspensions }).expiry;
    const [first, second] = [
      { from: '2025-06-01', to: '2025-06-21' },
      { from: '2025-06-11', to: '2025-07-01' },
    ];
    expect(expiry(first, second)).toBe(expiry({ from: '2025-06-01', to: '2025-07-01' }));
    expect(expiry(second, first)).toBe('2026-04-09');
    expect(expiry({ from: '2025-06-21', to: '2025-07-01' }, first)).toBe('2026-04-09');
  });

  it('takes what came after its end as it came: a demand while something stood in the way', () => {
    const late = { suspensions: [{ from: '2025-01-01', to: '2025-06-01' }], interruptions: [{ on: '2025-03-01' }] };
    expect(limitation({ knownOn: '2023-01-10', ...late, today: '2025-07-01' })).toMatchObject({
      expiry: '2024-01-10',
      state: 'expired',
      interruptions: [],
    });
  });

  it('has not begun for wages when a worker files who is still employed', () => {
    const wages = { knownOn: '2025-01-10', unpaidWages: true, employmentEndedOn: '2025-05-31' };
    expect(limitation({ ...wages, filedOn: '2025-03-01' })).toMatchObject({ state: 'notRunning' });
    expect(limitation({ ...wages, filedOn: '2025-05-31' })).toMatchObject({ state: 'filedInTime' });
    for (const unpaidWages of [true, false])
      expect(() => limitation({ ...wages, unpaidWages, filedOn: '2025-01-09' })).toThrow(
        expect.objectContaining({ code: 'filed-before-known', field: 'filedOn' }),
      );
  });

  it('judges the filing, whatever came later', () => {
    const filed = { knownOn: '2025-03-10', filedOn: '2026-03-10', interruptions: [{ on: '2026-04-01' }] };
    expect(limitation(filed)).toMatchObject({ state: 'filedInTime', daysLeft: 0 });
    expect(limitation({ ...filed, filedOn: '2026-03-11', interruptions: [] }).state).toBe('expired');
  });
});
