import { describe, expect, it } from '@jest/globals';
import { exampleParameters, parametersFor, parametersOn } from './parameters.ts';

describe('local parameters', () => {
  const first = exampleParameters[0]!.values;
  const raised = { from: '2026-07-01', values: { ...first, minWageMonthly: 240_000 } };
  const dated = [raised, { from: '2022-05-01', values: first }];

  it('are those in force on the day of the facts, and the first ones before', () => {
    const on = (day: string) => parametersOn(day, dated)?.minWageMonthly;
    expect(['2020-01-01', '2022-05-01', '2026-06-30', '2026-07-01'].map(on)).toEqual([
      220_000, 220_000, 220_000, 240_000,
    ]);
  });

  it('give way to what is given by hand', () => {
    expect(parametersFor({ minWageMonthly: 1 }, '2026-01-01')).toEqual({ ...first, minWageMonthly: 1 });
    expect(parametersFor(undefined, undefined)).toEqual(first);
  });
});
