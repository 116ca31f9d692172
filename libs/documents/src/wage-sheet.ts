import type { Words } from './refusal.ts';

/** One worker (工人) of a wage sheet, read without a fault. */
export interface WageRow {
  /** The row of the sheet, as Excel numbers it. */
  row: number;
  name: string;
  /** Eighteen characters. */
  idNumber: string;
  phone?: string;
  /** The team (班组) or, where the sheet has none, the trade (工种). */
  team?: string;
  /** Every month of the sheet, in the order of time; a blank cell is 0 fen. */
  months: { month: string; fen: number }[];
  /** The sum of the months. */
  fen: number;
}

/** One reason why a row was kept out. A row may have several. */
export interface RowFault extends Words {
  row: number;
  /** The letter of the column. */
  column: string;
  code: string;
  /** What stands in the cell; it may be personal data. */
  value?: string;
}

/** What was read from a wage workbook (工资表). Rows with a fault are not in `rows`, nor in `total`. */
export interface WageSheet {
  rows: WageRow[];
  faults: RowFault[];
  months: string[];
  /** Fen over the good rows. */
  total: number;
  /** What the row 合计 of the sheet says, in fen; for comparison only. */
  statedTotal?: number;
  warnings: Words[];
}
