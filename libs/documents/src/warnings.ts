import { yuan } from '@yimen/law';
import type { Sheet } from './grid.ts';
import type { Plan } from './plan.ts';
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

/** Each total is compared with all workers above it or, for a part of the sheet, with those since the last total. */
export function totalWarnings(tally: Tally, faulty: ReadonlySet<number>): Words[] {
  return tally.stated.flatMap(({ fen, row, above, whole }, index) => {
    const since = tally.stated[index - 1]?.above ?? 0;
    const read = (from: number) => tally.workers.slice(from, above).filter((one) => !faulty.has(one.row));
    const sums = (whole ? [0, since] : [since]).map((from) => sumOf(read(from)));
    if (sums.includes(fen)) return [];
    const left = tally.workers.slice(whole ? 0 : since, above).filter((one) => faulty.has(one.row)).length;
    return totalDiffers(row, { stated: fen, read: sums[0]! }, left);
  });
}

function totalDiffers(row: number, fen: { stated: number; read: number }, left: number): Words {
  const [stated, read, difference] = [fen.stated, fen.read, fen.stated - fen.read].map(yuan);
  const aside =
    left > 0 ? { zh: `（有 ${left} 行有错，未计入）`, en: ` (${left} faulty rows left out)` } : { zh: '', en: '' };
  return {
    zh: `第 ${row} 行写的合计 ${stated} 元，读到的合计 ${read} 元，相差 ${difference} 元${aside.zh}。`,
    en: `Row ${row} states a total of ${stated}; the rows read make ${read}, a difference of ${difference}${aside.en}.`,
  };
}

export function noteWarnings(notes: readonly RowNote[]): Words[] {
  return (Object.keys(noteWords) as RowNote['kind'][]).flatMap((kind) => {
    const rows = notes.filter((note) => note.kind === kind).map((note) => note.row);
    if (rows.length === 0) return [];
    const list = (mark: string) => rows.slice(0, 10).join(mark) + (rows.length > 10 ? '…' : '');
    return noteWords[kind]({ zh: list('、'), en: list(', ') });
  });
}

const noteWords: Record<RowNote['kind'], (rows: Words) => Words> = {
  total: (rows) => ({
    zh: `第 ${rows.zh} 行的合计与各月之和不符，按各月之和计。`,
    en: `The total in row ${rows.en} is not the sum of its months; the sum of the months was taken.`,
  }),
  phone: (rows) => ({
    zh: `第 ${rows.zh} 行的电话号码不对，没有读入。`,
    en: `The telephone in row ${rows.en} is no telephone number and was not read.`,
  }),
  aside: (rows) => ({
    zh: `第 ${rows.zh} 行的姓名带有括号说明，只取了姓名。`,
    en: `The name in row ${rows.en} has a note in brackets; only the name was taken.`,
  }),
  area: (rows) => ({
    zh: `第 ${rows.zh} 行身份证号的区划代码不属于现行的省，可能已撤销或填错，请核对。`,
    en: `The area of the ID number in row ${rows.en} is in no present province: abolished, or wrong. Check it.`,
  }),
};

interface Context {
  sheet: Sheet;
  plan: Plan;
  others: string[];
}

export function sheetWarnings(tally: Tally, { sheet, plan, others }: Context): Words[] {
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
  const unseen = plan.months.filter(({ column }) => isHidden(sheet, column.column)).map(({ month }) => month);
  if (unseen.length > 0) {
    warnings.push({
      zh: `${unseen.join('、')} 的金额列在表里被隐藏，也已计入；不应计入的请删去该列后重新上传。`,
      en: `The columns of ${unseen.join(', ')} are hidden in the sheet and were counted too; delete what should not be.`,
    });
  }
  if (others.length > 0) {
    warnings.push({
      zh: `只读了工作表“${name}”；“${others.join('”“')}”也像工资表，没有读，请另存为单独的文件上传。`,
      en: `Only sheet "${name}" was read; ${others.join(', ')} look like wage sheets too: upload each by itself.`,
    });
  }
  return warnings;
}

const isHidden = ({ grid }: Sheet, column: number): boolean =>
  grid.hiddenColumns.some(({ from, to }) => from <= column && column <= to);
