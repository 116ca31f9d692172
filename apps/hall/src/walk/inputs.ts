/** Whatever a form could be filled with: from what is known of its case, mostly sensibly. */
import type { ClaimItem } from '@yimen/terms';
import type { Chance } from '../engines/chance.ts';
import type { Known } from './known.ts';

type Json = Record<string, any>;

/** Who fills a form, and what he knows. */
export interface Filling {
  readonly chance: Chance;
  readonly known: Known;
  readonly caseId: string;
  readonly today: string;
  /** A UUID that nobody has. */
  newId(): string;
  readonly agencies: readonly string[];
  /** All cases that there are. */
  readonly caseIds: readonly string[];
  /** What this agency hands over, and to whom. */
  readonly offers: readonly { readonly kind: string; readonly to: string }[];
}

const DAY_MS = 86_400_000;
const dayFrom = (today: string, days: number): string =>
  new Date(Date.parse(today) + days * DAY_MS).toISOString().slice(0, 10);

/** Mostly today or a little before, now and then to come, seldom absurd. */
export function someDay({ chance, today, known, caseId }: Filling, field: string): string {
  if (chance.of(0.1)) {
    const days = known.of(caseId, field) as readonly string[];
    if (days.length > 0) return chance.pick(days);
  }
  if (chance.of(0.45)) return today;
  if (chance.of(0.5)) return dayFrom(today, -chance.below(14));
  return dayFrom(today, chance.of(0.85) ? chance.below(40) : chance.below(900) - 450);
}

const monthBack = (today: string, months: number): string => {
  const [year, month] = today.split('-').map(Number) as [number, number];
  const at = year * 12 + month - 1 - months;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
};

function newItem(filling: Filling): ClaimItem {
  const { chance, today, newId, known, caseId } = filling;
  const from = 1 + chance.below(18);
  const persons = known.of(caseId, 'person') as readonly string[];
  return {
    id: newId(),
    person: persons.length > 0 && chance.of(0.5) ? chance.pick(persons) : newId(),
    kind: chance.of(0.7) ? 'wages' : chance.pick(['overtime', 'severance', 'workInjury', 'other'] as const),
    from: monthBack(today, from),
    to: monthBack(today, chance.below(from + 1)),
    fen: 1 + chance.below(3_000_000),
  };
}

/** Some of a list, at least one of it where it has any. */
const some = <T>(chance: Chance, all: readonly T[]): T[] => {
  if (all.length === 0 || chance.of(0.5)) return [...all];
  const chosen = all.filter(() => chance.of(0.5));
  return chosen.length > 0 ? chosen : [chance.pick(all)];
};

function claimItems(filling: Filling): ClaimItem[] {
  const { chance, known, caseId } = filling;
  const all = known.items(caseId);
  if (all.length > 0 && chance.of(0.85)) return some(chance, all);
  return Array.from({ length: 1 + chance.below(3) }, () => newItem(filling));
}

function claimParts({ chance, known, caseId, newId }: Filling) {
  const before = known.of(caseId, 'whole parts') as readonly { item: string; fen: number }[][];
  if (before.length > 0 && chance.of(0.5)) return chance.of(0.5) ? before.at(-1)! : chance.pick(before);
  const all = known.items(caseId);
  if (all.length === 0 || chance.of(0.03)) return [{ item: newId(), fen: 1 + chance.below(10_000) }];
  const fens = known.of(caseId, 'fen') as readonly number[];
  const sum = (fen: number) => {
    if (chance.of(0.5)) return fen;
    return chance.of(0.3) ? chance.pick(fens) : 1 + chance.below(fen);
  };
  return some(chance, all).map(({ id, fen }) => ({ item: id, fen: sum(fen) }));
}

function instalments(filling: Filling) {
  const parts = claimParts(filling);
  const count = filling.chance.of(0.5) ? 1 : 2;
  return Array.from({ length: count }, (_, n) => ({
    no: n + 1,
    dueOn: dayFrom(filling.today, filling.chance.below(20) + n * 20),
    parts: parts
      .map(({ item, fen }) => ({ item, fen: n === 0 ? Math.ceil(fen / count) : Math.floor(fen / count) }))
      .filter(({ fen }) => fen > 0),
  }));
}

function someId(filling: Filling, field: string, widget: string | undefined): string {
  const { chance, known, caseId, newId, caseIds } = filling;
  if (widget === 'case') return field === 'caseId' ? caseId : chance.pick(caseIds.slice(-4));
  if (widget === 'newId') return newId();
  const named = { person: 'person', organisation: 'employer', claimItem: 'item' }[widget ?? ''] ?? field;
  const from = known.of(caseId, named) as readonly string[];
  if (from.length > 0 && chance.of(0.9)) return chance.pick(from);
  const any = known.of(caseId, 'any') as readonly string[];
  return any.length > 0 && chance.of(0.3) ? chance.pick(any) : newId();
}

const whole: Readonly<Record<string, (filling: Filling) => unknown>> = { claimItems, claimParts, instalments };

/** A value for one node of a form's JSON Schema. */
export function filled(node: Json, filling: Filling, field = ''): unknown {
  const { chance } = filling;
  const own = whole[node.widget as string];
  if (own && node.type === 'array') return own(filling);
  if (node.const !== undefined) return node.const;
  if (node.enum) return chance.pick(node.enum as unknown[]);
  const choice = (node.anyOf ?? node.oneOf) as Json[] | undefined;
  if (choice) return filled(chance.pick(choice), filling, field);
  switch (node.type) {
    case 'object':
      return object(node, filling);
    case 'array':
      return array(node, filling, field);
    case 'boolean':
      return chance.of(0.75);
    case 'integer':
    case 'number':
      return number(node, filling, field);
    case 'string':
      return text(node, filling, field);
    default:
      return {};
  }
}

function object(node: Json, filling: Filling): Json {
  const required = new Set<string>(node.required ?? []);
  const fields = Object.entries<Json>(node.properties ?? {}).filter(
    ([key, each]) => required.has(key) || (each.widget !== 'hidden' && filling.chance.of(0.75)),
  );
  const values = Object.fromEntries(fields.map(([key, each]) => [key, filled(each, filling, key)]));
  const isOffer = 'kind' in values && 'to' in values && 'ground' in values && filling.offers.length > 0;
  return isOffer && filling.chance.of(0.9) ? { ...values, ...filling.chance.pick(filling.offers) } : values;
}

function array(node: Json, filling: Filling, field: string): unknown[] {
  const { chance } = filling;
  if (node.items?.enum && chance.of(0.85)) return [...node.items.enum];
  const least = node.minItems ?? 0;
  const length = Math.min(node.maxItems ?? 9, least + chance.below(3));
  const values = Array.from({ length }, () => filled(node.items ?? {}, filling, field));
  return [...new Set(values)];
}

function number(node: Json, { chance, known, caseId }: Filling, field: string): number {
  const before = known.of(caseId, field) as readonly number[];
  if (before.length > 0 && chance.of(0.3)) return chance.pick(before);
  const least = Math.max(node.minimum ?? 0, node.exclusiveMinimum === undefined ? 0 : node.exclusiveMinimum + 1);
  const most = Math.min(node.maximum ?? 1_000_000, least + (chance.of(0.6) ? 5 : 1_000_000));
  return least + chance.below(most - least + 1);
}

function text(node: Json, filling: Filling, field: string): string {
  const { chance, today, agencies, known, caseId } = filling;
  if (node.format === 'uuid') return someId(filling, field, node.widget);
  if (node.format === 'date' || node.widget === 'date') return someDay(filling, field);
  if (node.format === 'date-time') return `${someDay(filling, field)}T02:00:00.000Z`;
  if (node.widget === 'month') return monthBack(today, chance.below(14));
  if (node.widget === 'agency' || field === 'to') {
    const atTable = known.of(caseId, 'agencies') as readonly string[];
    return chance.pick(atTable.length > 0 && chance.of(0.6) ? atTable : agencies);
  }
  if (node.words) return chance.pick(Object.keys(node.words));
  const before = known.of(caseId, field) as readonly string[];
  if (before.length > 0 && chance.of(0.3)) return chance.pick(before);
  return '文'.repeat(Math.max(2, node.minLength ?? 0));
}
