/** A few facts of any event, read from the words that its language gives to its fields. No agency is known here. */
import type { EventType, Fact, Label } from '@yimen/kernel';
import { heads, sum, type ClaimItem } from '@yimen/terms';
import { z } from 'zod';

interface Words {
  readonly title?: string;
  readonly titleEn?: string;
  readonly widget?: string;
  readonly scalar?: string;
  readonly words?: Readonly<Record<string, readonly [string, string]>>;
}

/** A field's value has the shape of its schema; it was parsed when the event was made. */
type Tell = (value: unknown) => Fact[];

const MOST = 5;
const LONGEST = 80;

/** What is said about a field: on itself or on what it wraps when it may be left out. */
function wordsOf(schema: z.ZodType): Words {
  const own = z.globalRegistry.get(schema) as Words | undefined;
  if (own?.title) return own;
  const inner = schema instanceof z.ZodOptional || schema instanceof z.ZodDefault ? schema.unwrap() : undefined;
  return inner ? { ...wordsOf(inner as z.ZodType), ...own } : (own ?? {});
}

/** Fields that cross every border and have no words of their own. */
const plain: Readonly<Record<string, Label>> = {
  due: { zh: '到期日', en: 'Due' },
};

/** The agencies on both sides of a border. */
const between: Readonly<Record<string, Label>> = {
  from: { zh: '移出', en: 'From' },
  to: { zh: '移入', en: 'To' },
};

const one =
  (label: Label, kind: Fact['kind'], to: (value: unknown) => string | number = String): Tell =>
  (value) => [{ label, kind, value: to(value) }];

const people = { zh: '人数', en: 'People' };

const byWidget = (label: Label): Readonly<Record<string, Tell>> => ({
  money: one(label, 'money', Number),
  date: one(label, 'date'),
  agency: one(label, 'agency'),
  organisation: one(label, 'organisation'),
  person: one(label, 'person'),
  people: one(label, 'count', (list) => (list as readonly unknown[]).length),
  claimParts: one(label, 'money', (parts) => sum(parts as readonly { fen: number }[])),
  claimItems: (items) => [
    { label: people, kind: 'count', value: heads(items as readonly ClaimItem[]) },
    { label, kind: 'money', value: sum(items as readonly ClaimItem[]) },
  ],
});

const yes: Label = { zh: '是', en: 'Yes' };
const no: Label = { zh: '否', en: 'No' };
const coded = (label: Label, value: string, [zh = value, en = zh]: readonly string[] = []): Fact => ({
  ...{ label, kind: 'text', value },
  words: { zh, en },
});

/** What is said in both languages already, as the name of a deadline. */
const isLabel = (value: unknown): value is Label => typeof value === 'object' && value !== null && 'zh' in value;

const nothing: Tell = () => [];
/** The first half of a character that was cut in two; no row can hold it, and the case would have no timeline. */
const HALVED = /[\ud800-\udbff]$/;
const shortened = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST).replace(HALVED, '')}…` : text;

function byValue(label: Label): Tell {
  return (value) => {
    if (typeof value === 'number') return [{ label, kind: 'count', value }];
    if (typeof value === 'boolean') return [{ label, kind: 'text', value: String(value), words: value ? yes : no }];
    if (isLabel(value)) return [coded(label, value.zh, [value.zh, value.en])];
    return typeof value === 'string' ? [{ label, kind: 'text', value: shortened(value) }] : [];
  };
}

function tellerOf(name: string, schema: z.ZodType): Tell {
  const { title, titleEn, widget, scalar, words } = wordsOf(schema);
  const agency = !title && between[name];
  if (agency) return one(agency, 'agency');
  const label = title ? { zh: title, en: titleEn ?? title } : plain[name];
  if (!label || widget === 'hidden' || widget === 'case') return nothing;
  if (words) return (value) => [coded(label, String(value), words[String(value)])];
  if (scalar === 'Fen') return one(label, 'money', Number);
  const known = byWidget(label)[widget ?? ''];
  if (known) return known;
  return schema instanceof z.ZodUUID ? nothing : byValue(label);
}

/** The reader of one event's facts; made once, used for each event of that name. */
export function factsOf(type: EventType<any, any>): (data: Record<string, unknown>) => Fact[] {
  const fields = type.schema instanceof z.ZodObject ? Object.entries<z.ZodType>(type.schema.shape) : [];
  const tellers = fields.map(([name, schema]) => [name, tellerOf(name, schema)] as const);
  return (data) =>
    tellers
      .flatMap(([name, tell]) => (data[name] === undefined || data[name] === null ? [] : tell(data[name])))
      .slice(0, MOST);
}
