/** One figure of a benchmark. A ratio is always against a floor that was measured in the same run. */
export interface Measured {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly floor?: number;
  readonly ratio?: number;
  readonly target?: number;
  readonly met?: boolean;
  /** The lowest and the highest of its rounds, or of their ratios where there is a floor. */
  readonly spread?: readonly [low: number, high: number];
}

export interface Rounds {
  readonly name: string;
  readonly unit: string;
  /** A figure of each round, and that of its floor in the same round. */
  readonly values: readonly number[];
  readonly floors: readonly number[];
  readonly target?: number;
  /** Where less is better. */
  readonly atMost?: boolean;
}

/** The median of the ratios round by round, since the machine's own speed changes between rounds. */
export function against({ name, unit, values, floors, target, atMost = false }: Rounds): Measured {
  const ratios = values.map((value, at) => value / floors[at]!);
  const ratio = median(ratios);
  const spread = [Math.min(...ratios), Math.max(...ratios)] as const;
  const figure = { name, value: median(values), unit, floor: median(floors), ratio, spread };
  return target === undefined ? figure : { ...figure, target, met: atMost ? ratio <= target : ratio >= target };
}

const short = (value: number | undefined): string =>
  value === undefined ? '' : value >= 100 ? value.toFixed(0) : value.toFixed(2);

export function tableOf(rows: readonly Measured[]): string {
  const cells = rows.map(({ name, value, unit, floor, ratio, spread, target, met }) => [
    name,
    `${short(value)} ${unit}`,
    short(floor),
    short(ratio),
    spread ? spread.map(short).join('–') : '',
    short(target),
    met === undefined ? '' : met ? 'met' : 'missed',
  ]);
  const head = ['figure', 'value', 'floor', 'ratio', 'spread', 'target', ''];
  const widths = head.map((title, at) => Math.max(title.length, ...cells.map((row) => row[at]!.length)));
  return [head, ...cells].map((row) => row.map((cell, at) => cell.padEnd(widths[at]!)).join('  ')).join('\n');
}

export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** The figure below which so large a part of them lies; not a number of none. */
export const quantile = (figures: readonly number[], part: number): number =>
  figures.toSorted((a, b) => a - b)[Math.min(figures.length - 1, Math.floor(figures.length * part))] ?? Number.NaN;

/** How many a second `work` gets done by `lanes` at once in `seconds`. */
export async function rate(lanes: number, seconds: number, work: () => Promise<unknown>): Promise<number> {
  const end = performance.now() + seconds * 1000;
  let done = 0;
  const lane = async () => {
    while (performance.now() < end) {
      await work();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return done / seconds;
}
