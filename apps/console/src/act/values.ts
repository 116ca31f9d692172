import { readFen, yuan } from '../parts/yuan.ts';
import type { Field } from './field.ts';

/** What stands in the form while somebody fills it in: text, days, ids, nested as the fields are. */
export type Values = Readonly<Record<string, unknown>>;

/** One claim item of the case, as the graph tells it. */
export interface Claim {
  readonly id: string;
  readonly person: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly fen: number;
}

/** What of the case a form may begin with. */
export interface Known {
  readonly claims: readonly Claim[];
  readonly employers: readonly { readonly id: string }[];
}

/** The case's own id is filled in, never asked for. */
export const drawn = (fields: readonly Field[]): Field[] =>
  fields.filter((field) => field.widget !== 'fixed' && field.name !== 'caseId');

/** What the form shows before anybody has typed. */
export const startOf = (fields: readonly Field[], known: Known): Values =>
  Object.fromEntries(
    drawn(fields).flatMap((field) => {
      const value = begin(field, known);
      return value === undefined ? [] : [[field.name, value]];
    }),
  );

function begin(field: Field, known: Known): unknown {
  if (field.widget === 'group') return startOf(field.fields ?? [], known);
  if (field.widget === 'money') return typeof field.start === 'number' ? yuan(field.start) : undefined;
  if (field.widget === 'rows') return field.required && field.row ? [beginRow(field.row, known)] : [];
  if (field.widget === 'variants')
    return field.required ? { [field.tag ?? '']: field.variants?.[0]?.value } : undefined;
  // Most often everything that is claimed goes along; who wants less takes the ticks away.
  if (field.widget === 'claimItems') return field.required ? known.claims : [];
  if (field.widget === 'claimParts') return [];
  if (field.widget === 'json') return field.start === undefined ? undefined : JSON.stringify(field.start);
  if (field.widget === 'organisation' && field.required && known.employers.length === 1) return known.employers[0]?.id;
  return field.start;
}

/** A row is always an object with one property, or its fields; antd needs a place of its own for each value. */
export const beginRow = (row: Field, known: Known): unknown =>
  row.fields ? startOf(row.fields, known) : (begin(row, known) ?? null);

/** The input of the mutation: amounts in fen, numbers as numbers, and nothing where nothing was filled in. */
export function collect(fields: readonly Field[], values: Values, caseId?: string): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = field.name === 'caseId' && caseId ? caseId : given(field, values[field.name]);
      return value === undefined ? [] : [[field.name, value]];
    }),
  );
}

function given(field: Field, value: unknown): unknown {
  if (field.widget === 'fixed') return field.start;
  if (field.widget === 'yes') return value === undefined && !field.required ? undefined : Boolean(value);
  if (value === undefined || value === null || value === '') return undefined;
  return converters[field.widget]?.(field, value) ?? plainOf(field, value);
}

const plainOf = (field: Field, value: unknown): unknown => {
  if (field.widget in converters) return undefined;
  if (typeof value !== 'string') return value;
  return value.trim() === '' ? undefined : value.trim();
};

type Convert = (field: Field, value: any) => unknown;

const converters: Readonly<Partial<Record<Field['widget'], Convert>>> = {
  money: (_, text: string) => amount(text),
  integer: (_, value) => Number(value),
  number: (_, value) => Number(value),
  json: (_, text: string) => JSON.parse(text),
  group: (field, value: Values) => filled(field, collect(field.fields ?? [], value)),
  variants: (field, value: Values) => variantGiven(field, value),
  rows: (field, rows: unknown[]) => filled(field, rows.map((row) => rowGiven(field.row, row)).filter(isGiven)),
  choices: (field, values: unknown[]) => filled(field, values),
  claimParts: (field, rows: Values[]) =>
    filled(
      field,
      rows.map((row) => collect(field.fields ?? [], row)),
    ),
  claimItems: (field, claims: Claim[]) =>
    filled(
      field,
      claims.map((claim) => claimGiven(field.row, claim)),
    ),
};

function amount(text: string): number | undefined {
  const read = readFen(String(text));
  return read && 'fen' in read ? read.fen : undefined;
}

function variantGiven(field: Field, value: Values): unknown {
  const chosen = field.variants?.find((variant) => variant.value === value[field.tag ?? '']);
  return chosen && { [field.tag ?? '']: chosen.value, ...collect(chosen.fields, value) };
}

const isGiven = (value: unknown): boolean => value !== undefined;
const rowGiven = (row: Field | undefined, value: unknown): unknown => (row ? given(row, value) : value);

/** Some ask for ids, some for whole items; what is asked for is what is sent. */
function claimGiven(row: Field | undefined, claim: Claim): unknown {
  if (row?.widget === 'claimItem' || row?.widget === 'line') return claim.id;
  const names = row?.fields?.map((field) => field.name);
  return Object.fromEntries(Object.entries(claim).filter(([name]) => !names || names.includes(name)));
}

const size = (value: object): number => (Array.isArray(value) ? value.length : Object.keys(value).length);
/** An empty list or group that nobody asked for is not sent, so that the declaration's own default holds. */
const filled = (field: Field, value: object): unknown => (field.required || size(value) > 0 ? value : undefined);
