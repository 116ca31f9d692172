import { pickers, type Field, type Picker, type Variant, type Widget, type Words } from './field.ts';

/** A JSON Schema node as the graph sends it. Everything in it is somebody else's word, so everything may be missing. */
export interface Node {
  readonly [key: string]: unknown;
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly titleEn?: string;
  readonly widget?: string;
  readonly own?: boolean;
  readonly words?: Readonly<Record<string, readonly [string, string]>>;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
  readonly allOf?: readonly Node[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Node>>;
}

/** The fields of a command's form, in the order of its declaration. What is hidden is left out. */
export function fieldsOf(schema: unknown): Field[] {
  const root = (schema ?? {}) as Node;
  return propertiesOf(resolve(root, root), root);
}

function propertiesOf(node: Node, root: Node): Field[] {
  const required = new Set(node.required ?? []);
  return Object.entries(node.properties ?? {}).flatMap(([name, child]) => {
    const resolved = resolve(child, root);
    return resolved.widget === 'hidden' ? [] : [fieldOf({ name, node: resolved, root, required: required.has(name) })];
  });
}

/** Follows a reference, joins what must hold together, and takes the one shape out of "this or nothing". */
function resolve(node: Node, root: Node): Node {
  if (typeof node.$ref === 'string') {
    const { $ref, ...rest } = node;
    return resolve({ ...pointed($ref, root), ...rest }, root);
  }
  if (node.allOf) {
    const { allOf, ...rest } = node;
    return resolve(Object.assign({}, ...allOf.map((part) => resolve(part, root)), rest) as Node, root);
  }
  const shapes = (node.anyOf ?? node.oneOf)?.filter((shape) => shape.type !== 'null');
  if (shapes?.length === 1 && shapes[0]) {
    const { anyOf: _any, oneOf: _one, ...rest } = node;
    return { ...resolve(shapes[0], root), ...rest, nullable: true };
  }
  return node;
}

function pointed(ref: string, root: Node): Node {
  const steps = ref.replace(/^#\/?/, '').split('/').filter(Boolean);
  const found = steps.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], root);
  // A schema that holds itself has no form of finite size; it is typed in as JSON.
  return found && found !== root ? (found as Node) : {};
}

interface Asked {
  readonly name: string;
  readonly node: Node;
  readonly root: Node;
  readonly required: boolean;
}

function fieldOf(asked: Asked): Field {
  const { name, node, required } = asked;
  const described = {
    name,
    words: wordsOf(node, name),
    ...(node.title || node.titleEn ? {} : { untitled: true }),
    required: required && node.nullable !== true && node.default === undefined,
    ...('default' in node ? { start: node.default } : {}),
    ...(node.own === true ? { own: true } : {}),
    ...limitsOf(node),
  };
  return { ...described, ...shapeOf(asked) };
}

type Shape = Omit<Field, 'name' | 'words' | 'required'>;

function shapeOf({ node, root }: Asked): Shape {
  if ('const' in node) return { widget: 'fixed', start: node.const };
  const variants = (node.oneOf ?? node.anyOf)?.map((shape) => resolve(shape, root));
  if (variants) return variantsOf(variants, root);
  if (node.enum) return { widget: node.widget === 'agency' ? 'agency' : 'choice', options: optionsOf(node) };
  if (typeOf(node) === 'array') return arrayOf(node, root);
  if (node.properties) {
    return { widget: node.widget === 'document' ? 'document' : 'group', fields: propertiesOf(node, root) };
  }
  if (node.words) return { widget: 'choice', options: optionsOf(node) };
  const widget = plainWidget(node);
  return widget === 'procedure' ? { widget, of: node.widget ?? '' } : { widget };
}

const known: Readonly<Record<string, Widget>> = {
  money: 'money',
  date: 'date',
  month: 'month',
  person: 'person',
  organisation: 'organisation',
  claimItem: 'claimItem',
  agency: 'agency',
  case: 'case',
  newId: 'newId',
  text: 'lines',
};
/** Lists that are named by what stands in them. */
const listsOf: Readonly<Record<string, Picker>> = { people: 'person', agencies: 'agency' };
const byFormat: Readonly<Record<string, Widget>> = { date: 'date', 'date-time': 'moment' };
const byType: Readonly<Record<string, Widget>> = {
  string: 'line',
  integer: 'integer',
  number: 'number',
  boolean: 'yes',
};
const LONG = 200;

function plainWidget(node: Node): Widget {
  const named = known[node.widget ?? ''] ?? byFormat[node.format ?? ''];
  if (named) return named;
  // An id of something that the console has no word for: a procedure of that kind, or any.
  if (node.format === 'uuid') return 'procedure';
  const widget = byType[typeOf(node) ?? ''] ?? 'json';
  return widget === 'line' && Number(node.maxLength) > LONG ? 'lines' : widget;
}

const typeOf = ({ type }: Node): string | undefined =>
  Array.isArray(type) ? type.find((each: string) => each !== 'null') : (type as string | undefined);

function arrayOf(node: Node, root: Node): Shape {
  const bare = resolve(node.items ?? {}, root);
  const item = node.words && !bare.words ? { ...bare, words: node.words } : bare;
  const row = numbered(fieldOf({ name: '', node: item, root, required: true }));
  if (node.widget === 'claimParts' && row.fields) return { widget: 'claimParts', fields: row.fields };
  if (node.widget === 'claimItems') return { widget: 'claimItems', row };
  const picker = listsOf[node.widget ?? ''] ?? pickers.find((each) => each === row.widget);
  if (!picker) return { widget: 'rows', row };
  return {
    widget: 'choices',
    offers: picker,
    ...(row.options ? { options: row.options } : {}),
    ...(row.of ? { of: row.of } : {}),
  };
}

/** Rows that count themselves need no field for it: `no` without words is the place in the list. */
function numbered(row: Field): Field {
  const isOrdinal = ({ name, widget, untitled }: Field) => name === 'no' && widget === 'integer' && untitled;
  if (!row.fields?.some(isOrdinal)) return row;
  return { ...row, fields: row.fields.map((field) => (isOrdinal(field) ? { ...field, widget: 'ordinal' } : field)) };
}

function variantsOf(shapes: readonly Node[], root: Node): Shape {
  const values = shapes.map((shape) => shape.const);
  if (values.every((value) => typeof value === 'string')) {
    return { widget: 'choice', options: shapes.map((shape) => optionOf(String(shape.const), shape)) };
  }
  const tag = tagOf(shapes);
  if (!tag) return { widget: 'json' };
  return { widget: 'variants', tag, variants: shapes.map((shape) => variantOf(shape, tag, root)) };
}

const tagOf = (shapes: readonly Node[]): string | undefined =>
  Object.keys(shapes[0]?.properties ?? {}).find((name) =>
    shapes.every((shape) => typeof shape.properties?.[name]?.const === 'string'),
  );

function variantOf(shape: Node, tag: string, root: Node): Variant {
  const mark = shape.properties?.[tag] ?? {};
  const { value, words } = optionOf(String(mark.const), shape.title ? shape : mark);
  return { value, words, fields: propertiesOf(shape, root).filter((field) => field.name !== tag) };
}

const optionOf = (value: string, node: Node) => ({ value, words: named(node.words?.[value]) ?? wordsOf(node, value) });

const optionsOf = ({ enum: values, words }: Node) =>
  (values ?? Object.keys(words ?? {})).map((value) => ({
    value: String(value),
    words: named(words?.[String(value)]) ?? spelled(String(value)),
  }));

const named = (pair: readonly [string, string] | undefined): Words | undefined =>
  pair && { zh: pair[0], en: pair[1] ?? pair[0] };

function wordsOf(node: Node, name: string): Words {
  const en = node.titleEn ?? node.title ?? spelled(name).en;
  return { zh: node.title ?? en, en };
}

/** `payBy` as "Pay by": better than nothing where a declaration gives no words. */
function spelled(name: string): Words {
  const text = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  const words = text.charAt(0).toUpperCase() + text.slice(1);
  return { zh: words, en: words };
}

/** Every safe integer is no limit that anybody needs to read. */
const real = (value: unknown): value is number =>
  typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER;

function limitsOf(node: Node): Pick<Field, 'least' | 'most' | 'pattern'> {
  const least = [node.minimum, node.minLength, node.minItems].find(real);
  const most = [node.maximum, node.maxLength, node.maxItems].find(real);
  const pattern = typeof node.pattern === 'string' && !node.format ? { pattern: node.pattern } : {};
  return { ...(least === undefined ? {} : { least }), ...(most === undefined ? {} : { most }), ...pattern };
}
