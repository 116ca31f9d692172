import { yuan } from './amount.ts';
import type { Sheet } from './grid.ts';
import type { Words } from './refusal.ts';
import type { RowNote, WorkerReading } from './worker-row.ts';

/** What one pass over the rows below the header found. */
export interface Tally {
  workers: WorkerReading[];
  /** Totals that the sheet states, and how many workers stood above each. */
  stated: { fen: number; row: number; above: number; whole: boolean }[];
  hidden: number;
}

export const sumOf = (workers: readonly WorkerReading[]) => workers.reduce((sum, one) => sum + one.worker.fen, 0);

/** Each stated total is compared with all workers above it or, for a part of the sheet, with those since the last one. */
export function totalWarnings(tally: Tally, faulty: ReadonlySet<number>): Words[] {
  return tally.stated.flatMap(({ fen, row, above, whole }, index) => {
    const since = tally.stated[index - 1]?.above ?? 0;
    const read = (from: number) => tally.workers.slice(from, above).filter((one) => !faulty.has(one.row));
    const sums = (whole ? [0, since] : [since]).map((from) => sumOf(read(from)));
    if (sums.includes(fen)) return [];
    const left = tally.workers.slice(whole ? 0 : since, above).filter((one) => faulty.has(one.row)).length;
    return {
      zh: `第 ${row} 行写的合计 ${yuan(fen)} 元，读到的合计 ${yuan(sums[0]!)} 元，相差 ${yuan(fen - sums[0]!)} 元${left ? `（有 ${left} 行有错，未计入）` : ''}。`,
      en: `Row ${row} states a total of ${yuan(fen)}; the rows read add up to ${yuan(sums[0]!)}, a difference of ${yuan(fen - sums[0]!)}${left ? ` (${left} faulty rows left out)` : ''}.`,
    };
  });
}

export function noteWarnings(notes: readonly RowNote[]): Words[] {
  const rowsOf = (kind: RowNote['kind']) => notes.filter((note) => note.kind === kind).map((note) => note.row);
  const said = (kind: RowNote['kind'], words: (rows: string) => Words): Words[] => {
    const rows = rowsOf(kind);
    const more = rows.length > 10 ? '…' : '';
    return rows.length > 0 ? [words(rows.slice(0, 10).join('、') + more)] : [];
  };
  return [
    ...said('total', (rows) => ({
      zh: `第 ${rows} 行的合计与各月之和不符，按各月之和计。`,
      en: `The total in row ${rows} is not the sum of its months; the sum of the months was taken.`,
    })),
    ...said('phone', (rows) => ({
      zh: `第 ${rows} 行的电话不是 11 位手机号，没有读入。`,
      en: `The telephone in row ${rows} is no mobile number of 11 digits and was not read.`,
    })),
    ...said('aside', (rows) => ({
      zh: `第 ${rows} 行的姓名带有括号说明，只取了姓名。`,
      en: `The name in row ${rows} has a note in brackets; only the name was taken.`,
    })),
  ];
}

export function sheetWarnings(tally: Tally, { sheet, others }: { sheet: Sheet; others: string[] }): Words[] {
  const warnings: Words[] = [];
  const name = sheet.grid.sheet;
  if (tally.workers.length === 0) {
    warnings.push({
      zh: `工作表“${name}”的表头下面没有工人。`,
      en: `Sheet "${name}" has no workers below its header.`,
    });
  }
  if (tally.hidden > 0) {
    warnings.push({
      zh: `有 ${tally.hidden} 行在表里被隐藏（筛选），也已读入。`,
      en: `${tally.hidden} rows are hidden in the sheet (by a filter); they were read too.`,
    });
  }
  if (others.length > 0) {
    warnings.push({
      zh: `只读了工作表“${name}”；“${others.join('”“')}”也像工资表，没有读，请另存为单独的文件上传。`,
      en: `Only sheet "${name}" was read; ${others.join(', ')} look like wage sheets too: upload each as a file of its own.`,
    });
  }
  return warnings;
}
