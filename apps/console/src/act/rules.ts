import type { FormRule } from 'antd';
import { readDay, readMoment, readMonth } from '../clock/typed.ts';
import { readFen, yuan } from '../parts/yuan.ts';
import { useWords } from '../words.ts';
import { pickers, type Field } from './field.ts';
import type { Values } from './values.ts';

type Say = ReturnType<typeof useWords>['t'];

type Check = (rule: unknown, value: unknown) => Promise<void>;

/** What can be seen without asking the service; everything else the service says, in its own words. */
export const useRules = (field: Field): FormRule[] => [{ validator: useListCheck(field) }];

/** The same as a plain function, which is what lists of rows take. */
export function useListCheck(field: Field): Check {
  const { t } = useWords();
  const check = (value: unknown): string | undefined =>
    isBlank(value) ? (field.required ? missing(field, t) : undefined) : faultOf(field, value, t);
  return (_, value) => {
    const fault = check(value);
    return fault ? Promise.reject(new Error(fault)) : Promise.resolve();
  };
}

const isBlank = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

const lists = ['claimParts', 'claimItems', 'choices', 'rows'];
/** What is chosen and not written. */
const chosen: readonly Field['widget'][] = [...pickers, 'case'];

function missing({ widget }: Field, t: Say): string {
  if (lists.includes(widget)) return t('act.chooseSome');
  return t(chosen.includes(widget) ? 'act.choose' : 'act.fillIn');
}

function faultOf(field: Field, value: unknown, t: Say): string | undefined {
  if (field.widget === 'money') return amountFault(field, String(value), t);
  if (field.widget === 'integer' || field.widget === 'number') return numberFault(field, Number(value), t);
  if (field.widget === 'json') return jsonFault(String(value), t);
  if (field.widget === 'claimParts') return partsFault(field, value as Values[], t);
  if (typeof value === 'string') return dayFault(field, value, t) ?? textFault(field, value, t);
  return Array.isArray(value) ? countFault(field, value.length, t) : undefined;
}

export function amountFault(field: Pick<Field, 'least' | 'most'>, text: string, t: Say): string | undefined {
  const read = readFen(text);
  if (!read) return undefined;
  if ('fault' in read) return t(`amount.${read.fault}`);
  if (field.least !== undefined && read.fen < field.least) return t('amount.least', { least: yuan(field.least) });
  if (field.most !== undefined && read.fen > field.most) return t('amount.most', { most: yuan(field.most) });
  return undefined;
}

function numberFault({ least, most }: Field, value: number, t: Say): string | undefined {
  if (Number.isNaN(value)) return t('act.notNumber');
  if (least !== undefined && value < least) return t('act.least', { least });
  if (most !== undefined && value > most) return t('act.most', { most });
  return undefined;
}

/** What was typed and is no day stands in the form as it was written. */
function dayFault({ widget }: Field, text: string, t: Say): string | undefined {
  if (widget === 'date' && !readDay(text)) return t('act.notDay');
  if (widget === 'month' && !readMonth(text)) return t('act.notMonth');
  if (widget === 'moment' && !readMoment(text)) return t('act.notMoment');
  return undefined;
}

function textFault({ widget, least, most, pattern }: Field, text: string, t: Say): string | undefined {
  if (widget !== 'line' && widget !== 'lines') return undefined;
  const { length } = text.trim();
  if (most !== undefined && length > most) return t('act.tooLong', { most, length });
  if (least !== undefined && length < least) return t('act.tooShort', { least });
  if (pattern && !new RegExp(pattern, 'u').test(text.trim())) return t('act.notOfForm');
  return undefined;
}

function countFault({ least, most }: Field, count: number, t: Say): string | undefined {
  if (least !== undefined && count < least) return t('act.fewest', { least });
  if (most !== undefined && count > most) return t('act.utmost', { most });
  return undefined;
}

function jsonFault(text: string, t: Say): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    return t('act.notJson');
  }
}

/** A ticked row without a readable amount would be lost silently, so it is named. */
function partsFault(field: Field, rows: readonly Values[], t: Say): string | undefined {
  const cells = (field.fields ?? []).filter((each) => each.widget === 'money');
  const bad = rows.filter((row) =>
    cells.some((cell) => {
      const text = String(row[cell.name] ?? '');
      return (text.trim() === '' && cell.required) || amountFault(cell, text, t) !== undefined;
    }),
  );
  return bad.length ? t('act.partsFault', { count: bad.length }) : countFault(field, rows.length, t);
}
