import { damaged } from './refusal.ts';

/** What one cell (单元格) holds, free of any spreadsheet library. Empty cells do not exist. */
export type Cell =
  | { kind: 'text'; text: string }
  | { kind: 'number'; number: number }
  | { kind: 'date'; date: string }
  | { kind: 'boolean'; boolean: boolean }
  | { kind: 'error'; error: string }
  | { kind: 'formula'; formula: string; result?: number | string };

/** A merged area (合并单元格), all bounds included, counted from 1. */
export interface Merge {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** Columns from one to the other, both included. */
export interface Span {
  from: number;
  to: number;
}

export interface GridRow {
  row: number;
  hidden: boolean;
  /** By column, counted from 1. */
  cells: ReadonlyMap<number, Cell>;
}

/** One sheet (工作表): only the rows that hold something, in ascending order. */
export interface Grid {
  sheet: string;
  rows: readonly GridRow[];
  merges: readonly Merge[];
  hiddenColumns: readonly Span[];
  /** Rows that hold something, in the file: more than `rows` when the sheet was cut off. */
  found: number;
}

/** Looks up cells by place; a place inside a merged area gives what its first cell holds, as a reader sees it. */
export class Sheet {
  readonly grid: Grid;
  private readonly byRow: Map<number, GridRow>;
  private readonly mergesByRow = new Map<number, Merge[]>();
  private mergeRoom = 200_000;

  constructor(grid: Grid) {
    this.grid = grid;
    this.byRow = new Map(grid.rows.map((row) => [row.row, row]));
    for (const { row } of grid.rows) this.mergesByRow.set(row, []);
    for (const merge of grid.merges) this.indexMerge(merge);
  }

  /** Only rows that hold something are indexed: one merged area may claim a million rows. */
  private indexMerge(merge: Merge): void {
    const rows = this.grid.rows;
    let at = firstFrom(rows, merge.top);
    for (let row = rows[at]; row && row.row <= merge.bottom; row = rows[++at]) {
      if (--this.mergeRoom < 0) throw damaged('合并单元格过多', 'too many merged areas');
      this.mergesByRow.get(row.row)!.push(merge);
    }
  }

  /** The cell that stands at the place itself. */
  own(row: number, column: number): Cell | undefined {
    return this.byRow.get(row)?.cells.get(column);
  }

  seen(row: number, column: number): Cell | undefined {
    const merge = this.mergeAt(row, column);
    return merge ? this.own(merge.top, merge.left) : this.own(row, column);
  }

  mergeAt(row: number, column: number): Merge | undefined {
    return this.mergesByRow.get(row)?.find(({ left, right }) => left <= column && column <= right);
  }
}

function firstFrom(rows: readonly GridRow[], row: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]!.row < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `A`, `B`, … `Z`, `AA`, … for columns counted from 1. */
export function letterOf(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest > 0 ? letterOf(rest) : '') + String.fromCharCode(65 + ((column - 1) % 26));
}
