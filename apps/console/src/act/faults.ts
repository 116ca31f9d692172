import type { Field, Words } from './field.ts';

const unseen: readonly Field['widget'][] = ['fixed', 'newId', 'ordinal'];

/** What the service says is wrong with one field. */
export interface InputFault extends Words {
  readonly path: string | readonly (string | number)[];
}

export interface PlacedFault extends Words {
  /** Where the form shows it. */
  readonly at: readonly (string | number)[];
  /** Row numbers, counted from 1, that the form cannot point at because it draws the whole table as one field. */
  readonly row?: number;
}

/** Sorts faults to the fields that show them; what no field shows is said above the form. */
export function place(
  faults: readonly InputFault[],
  fields: readonly Field[],
): { placed: PlacedFault[]; loose: InputFault[] } {
  const placed: PlacedFault[] = [];
  const loose: InputFault[] = [];
  for (const fault of faults) {
    const found = locate(stepsOf(fault.path), fields);
    if (found) placed.push({ ...found, zh: fault.zh, en: fault.en });
    else loose.push(fault);
  }
  return { placed, loose };
}

function stepsOf(path: InputFault['path']): (string | number)[] {
  const steps = typeof path === 'string' ? path.split('.') : [...path];
  const bare = steps[0] === 'input' ? steps.slice(1) : steps;
  return bare.filter((step) => step !== '').map((step) => (/^\d+$/.test(String(step)) ? Number(step) : step));
}

type Place = Pick<PlacedFault, 'at' | 'row'>;

function locate(steps: readonly (string | number)[], fields: readonly Field[]): Place | undefined {
  const [name, ...rest] = steps;
  const field = fields.find((each) => each.name === name);
  if (!field || name === undefined || unseen.includes(field.widget) || field.name === 'caseId') return undefined;
  const inner = within(field, rest);
  return { ...inner, at: [name, ...(inner?.at ?? [])] };
}

function within(field: Field, rest: readonly (string | number)[]): Place | undefined {
  const [first] = rest;
  if (field.widget === 'claimItems' && first === undefined) return { at: ['picked'] };
  if (field.widget === 'group') return locate(rest, field.fields ?? []);
  if (field.widget === 'variants') return locate(rest, field.variants?.flatMap((variant) => variant.fields) ?? []);
  if (typeof first !== 'number') return undefined;
  if (field.widget === 'claimItems') return { at: ['picked'], row: first + 1 };
  if (field.widget !== 'rows') return { at: [], row: first + 1 };
  return { at: [first, ...(locate(rest.slice(1), field.row?.fields ?? [])?.at ?? [])] };
}
