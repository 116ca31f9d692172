import type { Verdict } from './verdict.ts';

const shown = 40;

/** One line for each verdict, and under those that do not hold, the places. */
export function table(verdicts: readonly Verdict[]): string {
  const width = Math.max(...verdicts.map(({ name }) => name.length));
  return verdicts
    .map((verdict) => [row(verdict, width), ...complaintsOf(verdict).map((line) => `      ${line}`)].join('\n'))
    .join('\n');
}

const row = ({ name, figure, complaints }: Verdict, width: number): string =>
  `  ${complaints.length === 0 ? '✓' : '✗'} ${name.padEnd(width)}  ${figure}`;

function complaintsOf({ complaints }: Verdict): string[] {
  const rest = complaints.length - shown;
  return [...complaints.slice(0, shown), ...(rest > 0 ? [`… and ${rest} more`] : [])];
}
