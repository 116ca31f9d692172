/** One figure of a benchmark. A ratio is always against a floor that was measured in the same run. */
export interface Measured {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly floor?: number;
  readonly ratio?: number;
  readonly target?: number;
  readonly met?: boolean;
}

const short = (value: number | undefined): string =>
  value === undefined ? '' : value >= 100 ? value.toFixed(0) : value.toFixed(2);

export function tableOf(rows: readonly Measured[]): string {
  const cells = rows.map(({ name, value, unit, floor, ratio, target, met }) => [
    name,
    `${short(value)} ${unit}`,
    short(floor),
    short(ratio),
    short(target),
    met === undefined ? '' : met ? 'met' : 'missed',
  ]);
  const head = ['figure', 'value', 'floor', 'ratio', 'target', ''];
  const widths = head.map((title, at) => Math.max(title.length, ...cells.map((row) => row[at]!.length)));
  return [head, ...cells].map((row) => row.map((cell, at) => cell.padEnd(widths[at]!)).join('  ')).join('\n');
}
