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

/** Claim items of the case that go along, and new ones that are typed in. */
export interface Claims {
  readonly picked: readonly Claim[];
  readonly fresh: readonly Values[];
}

/** What of the case a form may begin with. */
export interface Known {
  readonly claims: readonly Claim[];
  readonly employers: readonly { readonly id: string }[];
  /** For whom a party acts. */
  readonly organisation?: string | undefined;
  /** A procedure that is opened takes all claims along; one that is under way has them already. */
  readonly opening: boolean;
  /** The case itself is opened by this form, so that it knows of no claims. */
  readonly isNew?: boolean;
  newId(): string;
}

const unseen: readonly Field['widget'][] = ['fixed', 'newId', 'ordinal'];
/** The case's own id and ids that are made here are filled in, never asked for. */
export const drawn = (fields: readonly Field[]): Field[] =>
  fields.filter((field) => !unseen.includes(field.widget) && field.name !== 'caseId');

/** What the form holds before anybody has typed. */
export const startOf = (fields: readonly Field[], known: Known): Values =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const value = begin(field, known);
      return value === undefined ? [] : [[field.name, value]];
    }),
  );

function begin(field: Field, known: Known): unknown {
  if (field.name === 'caseId' || field.widget === 'fixed') return undefined;
  return beginners[field.widget]?.(field, known) ?? (field.widget in beginners ? undefined : field.start);
}

const beginners: Readonly<Partial<Record<Field['widget'], (field: Field, known: Known) => unknown>>> = {
  newId: (_, { newId }) => newId(),
  group: (field, known) => startOf(field.fields ?? [], known),
  money: ({ start }) => (typeof start === 'number' ? yuan(start) : undefined),
  rows: (field, known) => (field.required && field.row ? [beginRow(field.row, known)] : []),
  variants: (field) => (field.required ? { [field.tag ?? '']: field.variants?.[0]?.value } : undefined),
  // Most often everything that is claimed goes along; who wants less takes the ticks away.
  claimItems: (_, { opening, claims, isNew, newId }) => ({
    picked: opening ? claims : [],
    fresh: isNew ? [{ id: newId() }] : [],
  }),
  claimParts: () => [],
  json: ({ start }) => (start === undefined ? undefined : JSON.stringify(start)),
  organisation: ({ name, own }, { employers, organisation }) => {
    if (own) return organisation;
    return name === 'employer' && employers.length === 1 ? employers[0]?.id : undefined;
  },
};

/** What a new row begins with. */
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

type Convert = (field: Field, value: unknown) => unknown;

const converters: Readonly<Partial<Record<Field['widget'], Convert>>> = {
  money: (_, text) => amount(String(text)),
  integer: (_, value) => Number(value),
  number: (_, value) => Number(value),
  json: (_, text) => JSON.parse(String(text)),
  group: (field, value) => filled(field, collect(field.fields ?? [], value as Values)),
  document: (field, value) => filled(field, collect(field.fields ?? [], value as Values)),
  variants: (field, value) => variantGiven(field, value as Values),
  rows: (field, rows) => filled(field, each(rows, (row, at) => rowGiven(field.row, row, at + 1)).filter(isGiven)),
  choices: (field, values) => filled(field, values as unknown[]),
  claimParts: (field, rows) =>
    filled(
      field,
      each(rows, (row) => collect(field.fields ?? [], row as Values)),
    ),
  claimItems: (field, claims) => filled(field, claimsGiven(field, claims as Claims)),
};

const each = <R>(rows: unknown, make: (row: unknown, at: number) => R): R[] =>
  (rows as unknown[]).map((row, at) => make(row, at));

function amount(text: string): number | undefined {
  const read = readFen(text);
  return read && 'fen' in read ? read.fen : undefined;
}

function variantGiven(field: Field, value: Values): unknown {
  const chosen = field.variants?.find((variant) => variant.value === value[field.tag ?? '']);
  return chosen && { [field.tag ?? '']: chosen.value, ...collect(chosen.fields, value) };
}

const isGiven = (value: unknown): boolean => value !== undefined;
/** A row as it is sent; one that counts itself says which it is. */
function rowGiven(row: Field | undefined, value: unknown, number: number): unknown {
  const ordinal = row?.fields?.find(({ widget }) => widget === 'ordinal');
  return row ? given(row, ordinal ? { ...(value as Values), [ordinal.name]: number } : value) : value;
}

const claimsGiven = ({ row }: Field, { picked = [], fresh = [] }: Partial<Claims>): unknown[] => [
  ...picked.map((claim) => claimGiven(row, claim)),
  ...fresh.map((claim) => collect(row?.fields ?? [], claim)),
];

/** Some ask for ids, some for whole items; what is asked for is what is sent. */
function claimGiven(row: Field | undefined, claim: Claim): unknown {
  if (row?.widget === 'claimItem' || row?.widget === 'line') return claim.id;
  const names = row?.fields?.map((field) => field.name);
  return Object.fromEntries(Object.entries(claim).filter(([name]) => !names || names.includes(name)));
}

const size = (value: object): number => (Array.isArray(value) ? value.length : Object.keys(value).length);
/** An empty list or group that nobody asked for is not sent, so that the declaration's own default holds. */
const filled = (field: Field, value: object): unknown => (field.required || size(value) > 0 ? value : undefined);
