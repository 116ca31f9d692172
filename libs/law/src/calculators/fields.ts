import { parseDay } from '../day.ts';
import { dayAsTyped } from '../identifiers/date-typed.ts';
import { readAmount } from '../identifiers/amount.ts';
import { LawError } from '../law-error.ts';
import { missing } from '../missing.ts';
import { nearest } from '../nearest.ts';
import { shown } from '../shown.ts';
import type { Step } from '../step.ts';
import { fen } from './result.ts';

/**
 * What a field of an input is. `fen` is money in whole fen (分), `day` a legal day, `month` a wage month, `name` an id
 * that people are told apart by, `word` one of a few words.
 */
export type FieldKind = 'fen' | 'day' | 'month' | 'whole' | 'number' | 'flag' | 'name' | 'word' | 'list' | 'record';

export interface Field {
  readonly kind: FieldKind;
  readonly label: Step;
  readonly required?: true;
  /** For a `word`: which words there are. */
  readonly words?: readonly string[];
  /** For a `list` or a `record`: the fields of each entry. */
  readonly of?: Fields;
}

export type Fields = Readonly<Record<string, Field>>;

type Given = Readonly<Record<string, unknown>>;

function wrong(field: string, value: unknown, words: Step): LawError {
  return new LawError('wrong-type', field, {
    zh: `${field} 须为${words.zh}，收到“${shown(value)}”。`,
    en: `${field} has to be ${words.en}, not "${shown(value)}".`,
  });
}

/** Money is whole fen; text that names its unit, such as 8,400.00元, can only be yuan and is read. */
function money(value: unknown, field: string): number {
  if (typeof value !== 'string') return fen(value, field);
  const read = /^\s*[¥￥]|[元圆]整?\s*$/.test(value) ? readAmount(value) : undefined;
  if (read?.ok) return read.fen;
  if (read) throw new LawError('invalid-money', field, { zh: `${field}：${read.zh}`, en: `${field}: ${read.en}` });
  throw new LawError('invalid-money', field, {
    zh: `${field} 须为整数“分”，写成数字（如 840000）；写文本须带“元”（如 "8400.00元"），收到“${shown(value)}”。`,
    en: `${field} is a number of whole fen (840000); text has to name yuan ("8400.00元"), not "${shown(value)}".`,
  });
}

function number(value: unknown, field: string): number {
  if (typeof value !== 'number') throw wrong(field, value, { zh: '数字（不加引号）', en: 'a number without quotes' });
  if (/^-?\d+(\.\d{1,6})?$/.test(String(value))) return value;
  throw new LawError('invalid-number', field, {
    zh: `${field} 最多六位小数，收到“${shown(value)}”。`,
    en: `${field} has at most six decimals, not "${shown(value)}".`,
  });
}

function day(value: unknown, field: string): string {
  const read = dayAsTyped(value);
  if (read === undefined) parseDay(value ?? '', field);
  return read ?? '';
}

function month(value: unknown, field: string): string {
  if (typeof value === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(value)) return value;
  throw new LawError('invalid-period', field, {
    zh: `“${shown(value)}”不是工资月份；应为 2026-03 的形式。`,
    en: `"${shown(value)}" is not a wage month; write 2026-03.`,
  });
}

function word(value: unknown, field: string, words: readonly string[]): unknown {
  if (words.some((each) => each === value)) return value;
  throw new LawError('unknown-word', field, {
    zh: `${field} 只能是 ${words.join('、')}，收到“${shown(value)}”。`,
    en: `${field} is one of ${words.join(', ')}, not "${shown(value)}".`,
  });
}

function list(value: unknown, field: string, of: Fields): readonly Given[] {
  if (Array.isArray(value)) return value.map((entry: unknown, at) => record(entry, `${field}[${at}]`, of));
  throw new LawError('invalid-list', field, { zh: `${field} 须为列表。`, en: `${field} has to be a list.` });
}

function record(value: unknown, path: string, of: Fields): Given {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw wrong(path, value, { zh: '一个对象 {…}', en: 'an object {…}' });
  }
  return checked(value as Given, of, `${path}.`);
}

function read(value: unknown, field: string, { kind, words = [], of = {} }: Field): unknown {
  if (kind === 'fen') return money(value, field);
  if (kind === 'day') return day(value, field);
  if (kind === 'month') return month(value, field);
  if (kind === 'whole' || kind === 'number') return number(value, field);
  if (kind === 'word') return word(value, field, words);
  if (kind === 'list') return list(value, field, of);
  if (kind === 'record') return record(value, field, of);
  if (kind === 'flag' && typeof value !== 'boolean')
    throw wrong(field, value, { zh: ' true 或 false', en: 'true or false' });
  if (kind === 'name') {
    if (typeof value === 'string' || typeof value === 'number') return String(value);
    throw wrong(field, value, { zh: '文本', en: 'text' });
  }
  return value;
}

function strange(name: string, path: string, fields: Fields): LawError {
  const known = Object.keys(fields);
  const near = nearest(name, known);
  const [zh, en] = near.length > 0 ? [`是否 ${near.join('、')}？`, `Did you mean ${near.join(' or ')}? `] : ['', ''];
  return new LawError('unknown-field', `${path}${name}`.slice(0, 60), {
    zh: `没有“${shown(name)}”这一项；${zh}可用 ${known.join(', ')}。`,
    en: `There is no field "${shown(name)}". ${en}There are ${known.join(', ')}.`,
  });
}

/**
 * Takes an input from outside as the fields say, in their forms; null counts as not given. Throws a {@link LawError}
 * with the path of the first field that is strange, missing or of another kind; limits are for the calculator to check.
 */
export function checked(given: Given, fields: Fields, path = ''): Given {
  for (const name of Object.keys(given)) if (!Object.hasOwn(fields, name)) throw strange(name, path, fields);
  const entries: [string, unknown][] = [];
  for (const [name, field] of Object.entries(fields)) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value !== undefined && value !== null) entries.push([name, read(value, `${path}${name}`, field)]);
    else if (field.required) throw missing(`${path}${name}`);
  }
  return Object.fromEntries(entries);
}
