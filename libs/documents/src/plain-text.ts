import type { Cell } from './grid.ts';

/**
 * Text as a person reads it: full-width letters, digits and signs (全角) become half-width, every kind of white space
 * one space, and what cannot be seen goes (zero-width characters, marks that turn the direction of writing, halves of
 * characters). Han characters are left as they are, those of four bytes too.
 */
export function tidy(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('\ufffd', '')
    .replace(/_x000[9ad]_/gi, ' ')
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replaceAll('￥', '¥')
    .replace(/ +/g, ' ')
    .trim();
}

/** The same without any space, for what is compared and not shown. */
export function compact(text: string): string {
  return tidy(text).replaceAll(' ', '');
}

/** What a cell shows, as text; a formula shows its formula, since its result is not trusted. */
export function textOf(cell: Cell | undefined): string {
  if (!cell) return '';
  if (cell.kind === 'text') return tidy(cell.text);
  if (cell.kind === 'number') return String(cell.number);
  if (cell.kind === 'date') return cell.date;
  if (cell.kind === 'boolean') return cell.boolean ? 'TRUE' : 'FALSE';
  return cell.kind === 'error' ? cell.error : `=${cell.formula}`;
}
