import { readIdNumber, readPhone } from '@yimen/law';
import { readAmount } from './amount.ts';
import { letterOf, type Cell, type GridRow, type Sheet } from './grid.ts';
import type { Column } from './layout.ts';
import { readName } from './person-name.ts';
import { compact, textOf } from './plain-text.ts';
import type { Plan } from './plan.ts';
import type { Words } from './refusal.ts';
import type { RowFault, WageRow } from './wage-sheet.ts';

/** One row of a worker: what could be read, and every fault that keeps it out. */
export interface WorkerReading {
  row: number;
  worker: WageRow;
  faults: RowFault[];
  notes: RowNote[];
}

/** What was read after all, but staff should know of. */
export interface RowNote {
  kind: 'phone' | 'aside' | 'total' | 'area';
  row: number;
}

interface Place {
  sheet: Sheet;
  plan: Plan;
  row: GridRow;
}

/** Reads all of a row, so that whoever corrects it learns of every fault at once. */
export function readWorker(place: Place): WorkerReading {
  const faults: RowFault[] = formulaFaults(place);
  const name = readNameCell(place);
  const id = readIdCell(place);
  const amounts = readMonths(place);
  const phone = readPhoneCell(place);
  const team = place.plan.team && textOf(seen(place, place.plan.team));
  faults.push(...name.faults, ...id.faults, ...amounts.faults);
  const worker: WageRow = {
    row: place.row.row,
    name: name.name,
    idNumber: id.idNumber,
    ...(phone.phone ? { phone: phone.phone } : {}),
    ...(team ? { team: team.slice(0, 60) } : {}),
    months: amounts.months,
    fen: amounts.fen,
  };
  const notes = [...name.notes, ...id.notes, ...phone.notes, ...totalNotes(place, worker)];
  return { row: place.row.row, worker, faults, notes };
}

const seen = ({ sheet, row }: Place, column: Column) => sheet.seen(row.row, column.column);

function fault(place: Place, column: Column, said: Words & { code: string }): RowFault {
  const value = textOf(seen(place, column)).slice(0, 40);
  const at = { row: place.row.row, column: column.letter, code: said.code, zh: said.zh, en: said.en };
  return value === '' ? at : { ...at, value };
}

/** The value of a formula is what some program last computed, perhaps from cells that have changed since. */
function formulaFaults({ row }: Place): RowFault[] {
  return [...row.cells].flatMap(([column, cell]) => {
    if (cell.kind !== 'formula') return [];
    const letter = letterOf(column);
    return {
      row: row.row,
      column: letter,
      code: 'FORMULA_CELL',
      zh: `${letter} 列是公式，公式的结果不采用，请复制后用“选择性粘贴—数值”改为数值。`,
      en: `Column ${letter} holds a formula, whose result is not trusted; copy it and paste it as a value.`,
      value: textOf(cell).slice(0, 40),
    };
  });
}

const isFormula = (cell: Cell | undefined) => cell?.kind === 'formula';

function readNameCell(place: Place): { name: string; faults: RowFault[]; notes: RowNote[] } {
  const { name: column } = place.plan;
  const cell = seen(place, column);
  if (isFormula(cell)) return { name: '', faults: [], notes: [] };
  const text = textOf(cell);
  if (text === '') {
    const said = { code: 'NAME_MISSING', zh: '缺少姓名，请补填。', en: 'The name is missing; fill it in.' };
    return { name: '', faults: [fault(place, column, said)], notes: [] };
  }
  const read = cell?.kind === 'text' ? readName(text) : undefined;
  if (!read) {
    const said = { code: 'NAME_INVALID', zh: '姓名无法识别，请填写姓名。', en: 'This is no name; write the name.' };
    return { name: '', faults: [fault(place, column, said)], notes: [] };
  }
  const notes: RowNote[] = read.aside ? [{ kind: 'aside', row: place.row.row }] : [];
  return { name: read.name, faults: [], notes };
}

function readIdCell(place: Place): { idNumber: string; faults: RowFault[]; notes: RowNote[] } {
  const { idNumber: column } = place.plan;
  const cell = seen(place, column);
  if (isFormula(cell)) return { idNumber: '', faults: [], notes: [] };
  const text = compact(textOf(cell)).replace(/^['’‘`]+/, '');
  const refused = (said: Words & { code: string }) => ({
    idNumber: '',
    faults: [fault(place, column, said)],
    notes: [],
  });
  if (text === '') {
    return refused({ code: 'ID_MISSING', zh: '缺少身份证号，请补填。', en: 'The ID number is missing; fill it in.' });
  }
  if (isSpoilt(cell, text)) return refused(spoiltId);
  const read = readIdNumber(text);
  if (!read.ok) return refused(read);
  const notes = read.warnings.map((): RowNote => ({ kind: 'area', row: place.row.row }));
  return { idNumber: read.value, faults: [], notes };
}

/** A number of more than fifteen digits has lost the others, whatever it ends in; so has text like 5.20115E+17. */
function isSpoilt(cell: Cell | undefined, text: string): boolean {
  if (cell?.kind === 'number') return Math.abs(cell.number) >= 1e15;
  return /^\d(?:\.\d+)?[eE]\+?\d{2}$/.test(text);
}

const spoiltId = {
  code: 'ID_NUMERIC_CELL',
  zh: 'Excel 把身份证号变成了数字，后三位已丢失。请把这一列改为文本格式后重填。',
  en: 'Excel made the ID number a number and its last three digits are lost. Make the column text and retype it.',
};

function readMonths(place: Place): { months: WageRow['months']; fen: number; faults: RowFault[] } {
  const faults: RowFault[] = [];
  let unread = 0;
  const months = place.plan.months.map(({ column, month }) => {
    const cell = place.row.cells.get(column.column);
    const shared = sharedAmount(place, column);
    const read = shared ?? (isFormula(cell) ? undefined : readAmount(cell));
    if (read && 'fen' in read) return { month, fen: read.fen };
    unread++;
    if (read) faults.push(fault(place, column, { ...read, zh: `${month}：${read.zh}`, en: `${month}: ${read.en}` }));
    return { month, fen: 0 };
  });
  const fen = months.reduce((sum, one) => sum + one.fen, 0);
  if (fen === 0 && unread === 0) faults.push(fault(place, place.plan.months[0]!.column, allZero));
  months.sort((a, b) => (a.month < b.month ? -1 : 1));
  return { months, fen, faults };
}

const allZero = {
  code: 'AMOUNT_ZERO',
  zh: '各月金额都是 0 或空白，请填写拖欠金额；没有拖欠的请删除此行。',
  en: 'All months are zero or blank; write what is owed, or delete the row if nothing is.',
};

/** One amount for two workers or for two months would be counted twice, or by nobody. */
function sharedAmount({ sheet, plan, row }: Place, column: Column): (Words & { code: string }) | undefined {
  const merge = sheet.mergeAt(row.row, column.column);
  if (!merge) return undefined;
  const person = sheet.mergeAt(row.row, plan.idNumber.column);
  const top = person?.top ?? row.row;
  const bottom = person?.bottom ?? row.row;
  const otherMonth = plan.months.some(({ column: other }) => {
    return other !== column && merge.left <= other.column && other.column <= merge.right;
  });
  if (merge.top >= top && merge.bottom <= bottom && !otherMonth) return undefined;
  return {
    code: 'AMOUNT_MERGED',
    zh: '金额格与别的行或月份合并了，无法分清，请取消合并后逐格填写。',
    en: 'The cell of the amount is merged with another row or month; unmerge it and fill in each cell.',
  };
}

function readPhoneCell(place: Place): { phone?: string; notes: RowNote[] } {
  const text = place.plan.phone ? textOf(seen(place, place.plan.phone)) : '';
  if (text === '') return { notes: [] };
  const phone = readPhone(text);
  return phone.ok ? { phone: phone.value, notes: [] } : { notes: [{ kind: 'phone', row: place.row.row }] };
}

function totalNotes(place: Place, worker: WageRow): RowNote[] {
  const cell = place.plan.total && place.row.cells.get(place.plan.total.column);
  const stated = cell && cell.kind !== 'formula' ? readAmount(cell, Number.MAX_SAFE_INTEGER) : undefined;
  if (!stated || !('fen' in stated) || stated.fen === worker.fen) return [];
  return [{ kind: 'total', row: worker.row }];
}
