import { readFen, yuan } from '../../parts/yuan.ts';
import type { Column } from '../../parts/table.tsx';
import { useWords } from '../../words.ts';
import type { Field } from '../field.ts';
import type { Values } from '../values.ts';
import { ClaimTable, type ClaimRow } from './claim-table.tsx';
import type { Control } from './control.ts';

interface ClaimPartsProps extends Control<Values[]> {
  readonly field: Field;
}

/** Amounts by claim item: ticking a row offers the whole claim, which can then be changed. */
export function ClaimParts({ field, id, value = [], onChange }: ClaimPartsProps) {
  const { t, say } = useWords();
  const cells = field.fields ?? [];
  const key = cells.find((cell) => cell.widget === 'claimItem')?.name ?? 'item';
  const columns = cells.filter((cell) => cell.name !== key && cell.widget !== 'fixed');
  const parts = new Map(value.map((part) => [String(part[key]), part]));
  const fresh = ({ item }: ClaimRow): Values => ({
    [key]: item.id,
    ...Object.fromEntries(columns.map((cell) => [cell.name, cell.widget === 'money' ? yuan(item.fen) : undefined])),
  });
  const choose = (rows: readonly ClaimRow[], on: boolean) => {
    const ids = new Set(rows.map(({ item }) => item.id));
    const rest = value.filter((part) => !ids.has(String(part[key])));
    onChange?.(on ? [...rest, ...rows.map((row) => parts.get(row.item.id) ?? fresh(row))] : rest);
  };
  const write = (row: ClaimRow, name: string, text: string) =>
    onChange?.(value.map((part) => (part[key] === row.item.id ? { ...part, [name]: text } : part)));
  const more = columns.map((cell) => cellColumn({ cell, parts, write, title: say(cell.words) }));
  const sum = t('claims.sum', { count: value.length, sum: yuan(total(columns, value)) });
  return <ClaimTable id={id} chosen={new Set(parts.keys())} choose={choose} more={more} foot={sum} />;
}

const total = (cells: readonly Field[], parts: readonly Values[]): number => {
  const money = cells.find((cell) => cell.widget === 'money');
  return parts.reduce((sum, part) => {
    const read = money && readFen(String(part[money.name] ?? ''));
    return read && 'fen' in read ? sum + read.fen : sum;
  }, 0);
};

interface Cell {
  readonly cell: Field;
  readonly title: string;
  readonly parts: ReadonlyMap<string, Values>;
  readonly write: (row: ClaimRow, name: string, text: string) => void;
}

function cellColumn({ cell, title, parts, write }: Cell): Column<ClaimRow> {
  const money = cell.widget === 'money';
  const inputOf = (row: ClaimRow, at: number) => {
    const part = parts.get(row.item.id);
    const text = String(part?.[cell.name] ?? '');
    return (
      <input
        aria-label={`${title} ${at + 1}`}
        inputMode={money ? 'decimal' : 'text'}
        className={money ? 'cell-input cell-money' : 'cell-input'}
        disabled={!part}
        aria-invalid={money && part !== undefined && !readable(text)}
        value={text}
        onChange={(event) => write(row, cell.name, event.target.value)}
        onBlur={() => write(row, cell.name, money ? tidy(text) : text.trim())}
      />
    );
  };
  return { key: cell.name, title, right: money, width: 130, cell: inputOf };
}

const readable = (text: string): boolean => {
  const read = readFen(text);
  return Boolean(read && 'fen' in read);
};

const tidy = (text: string): string => {
  const read = readFen(text);
  return read && 'fen' in read ? yuan(read.fen) : text;
};
