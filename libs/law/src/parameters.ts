import { parseDay, type PlainDate } from './day.ts';

/**
 * What differs from district to district and from year to year. Money is integer fen (分). The values here are those of
 * the example city (示例市): a district brings its own, effective-dated, and an old case keeps those of its day.
 */
export interface Parameters {
  /** Monthly minimum wage (最低工资): twelve of it are the line of a final award. */
  readonly minWageMonthly: number;
  /** Average monthly wage of the city: three of it cap the monthly sum of severance. */
  readonly cityAvgMonthlyWage: number;
  /** Average annual wage of the province: half of it is the line of small claims. */
  readonly provAvgAnnualWage: number;
  /** Sum and months from which arrears to one worker are "large" (拒不支付劳动报酬). */
  readonly criminalOne: number;
  readonly criminalOneMonths: number;
  /** Sum and heads from which arrears to a group are "large". */
  readonly criminalGroup: number;
  readonly criminalGroupHeads: number;
  /** Lengths of rules that are local practice, by rule id, in the unit of the rule. */
  readonly lengths: Readonly<Record<string, number>>;
}

export interface DatedParameters {
  readonly from: PlainDate;
  readonly values: Parameters;
}

export const exampleParameters: readonly DatedParameters[] = [
  {
    from: '2022-05-01',
    values: {
      minWageMonthly: 220_000,
      cityAvgMonthlyWage: 750_000,
      provAvgAnnualWage: 9_600_000,
      criminalOne: 1_000_000,
      criminalOneMonths: 3,
      criminalGroup: 6_000_000,
      criminalGroupHeads: 10,
      lengths: {},
    },
  },
];

/** The values in force on the day; before the first of them, the first. */
export function parametersOn(
  day: PlainDate,
  dated: readonly DatedParameters[] = exampleParameters,
): Parameters | undefined {
  const wanted = parseDay(day, 'day');
  const sorted = [...dated].sort((a, b) => parseDay(a.from, 'from') - parseDay(b.from, 'from'));
  const inForce = sorted.filter((each) => parseDay(each.from, 'from') <= wanted);
  return (inForce.at(-1) ?? sorted[0])?.values;
}

/** The values of the day of the facts, else the latest ones; what is given by hand goes before them. */
export function parametersFor(given: Partial<Parameters> | undefined, on: PlainDate | undefined): Partial<Parameters> {
  return { ...(on === undefined ? exampleParameters.at(-1)?.values : parametersOn(on)), ...given };
}
