import { readAmount } from './amount.ts';
import type { Cell, GridRow, Sheet } from './grid.ts';
import { roleOf } from './headings.ts';
import { compact, textOf } from './plain-text.ts';
import type { Plan } from './plan.ts';

/** What a row below the header is. Only workers are read and counted. */
export type RowKind = 'worker' | 'subtotal' | 'total' | 'blank' | 'header' | 'note';

const totalLabel =
  /^(?:本表|总|人民币)?(?:合计|总计|共计|累计|总额|合计金额|总合计)(?:[:(].*|金额.*|人民币.*|\d+人.*|元)?$/;
const subtotalLabel = /^(?:.{0,12})?(?:小计|本页合计|班组合计|本页累计)(?:[:(].*|元)?$/;
const noteLabel =
  /^(?:注|备注|说明|制表|填表|审核|复核|负责人|经办|签字|签名|日期|班组长|项目经理|联系人|领款人|声明|以上)/;

export function kindOf(sheet: Sheet, plan: Plan, row: GridRow): RowKind {
  const at = (column: number) => textOf(row.cells.get(column));
  const name = at(plan.name.column);
  const id = at(plan.idNumber.column);
  const paid = plan.months.some(({ column }) => isMoney(row.cells.get(column.column)));
  if (roleOf(name) === 'name' || roleOf(id) === 'idNumber') return 'header';
  // A team may be called as a remark begins, such as 注浆班; whoever has a number is a worker all the same.
  if (!paid && !/\d{6}/.test(compact(id)) && isRemark(plan, row)) return 'note';
  if (id === '' && !isContinuation(sheet, plan, row)) return kindWithoutId(plan, row, { name, paid });
  return id !== '' || paid ? 'worker' : 'blank';
}

/** Anything that is meant as an amount, even a wrong one; a date or a remark is not. */
function isMoney(cell: Cell | undefined): boolean {
  return cell?.kind === 'text' ? /^[(¥+-]*\d/.test(compact(cell.text)) : cell !== undefined && cell.kind !== 'date';
}

function isRemark(plan: Plan, row: GridRow): boolean {
  const labels = [...row.cells].filter(([column]) => column <= plan.name.column);
  return labels.some(([, cell]) => noteLabel.test(compact(textOf(cell))));
}

/** The second row of a worker whose cells are merged over two rows. */
function isContinuation(sheet: Sheet, plan: Plan, row: GridRow): boolean {
  const merge = sheet.mergeAt(row.row, plan.idNumber.column);
  return merge !== undefined && merge.top < row.row && merge.top > plan.bottom;
}

function kindWithoutId(plan: Plan, row: GridRow, { name, paid }: { name: string; paid: boolean }): RowKind {
  const first = Math.min(...plan.months.map(({ column }) => column.column));
  const labels = [...row.cells].filter(([column]) => column < first).map(([, cell]) => compact(textOf(cell)));
  if (labels.some((label) => subtotalLabel.test(label))) return 'subtotal';
  if (labels.some((label) => totalLabel.test(label))) return 'total';
  if (paid) return 'worker';
  if (name === '') return labels.some((label) => /\D/.test(label)) ? 'note' : 'blank';
  return isSentence(compact(name)) ? 'note' : 'worker';
}

/** Below the table stand remarks and places for signatures; none of them is a worker without an ID number. */
const isSentence = (text: string) => /[:。；;，,]/.test(text) || [...text].length > 20;

/** The amount that a row of totals states, in fen: under the total column, else the sum of its months. */
export function statedIn(plan: Plan, row: GridRow): number | undefined {
  const amount = (column: number) => {
    const cell = row.cells.get(column);
    const value = cell?.kind === 'formula' ? resultOf(cell.result) : cell;
    const read = value && readAmount(value, Number.MAX_SAFE_INTEGER);
    return read && 'fen' in read ? read.fen : undefined;
  };
  const total = plan.total && amount(plan.total.column);
  if (total !== undefined) return total;
  const months = plan.months.map(({ column }) => amount(column.column)).filter((fen) => fen !== undefined);
  return months.length > 0 ? months.reduce((sum, fen) => sum + fen, 0) : undefined;
}

function resultOf(result: number | string | undefined) {
  if (typeof result === 'number') return { kind: 'number', number: result } as const;
  return result === undefined ? undefined : ({ kind: 'text', text: result } as const);
}
