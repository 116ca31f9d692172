/**
 * Makes queries by walking a schema: fields, arguments, variables with and without defaults, aliases, fragments on
 * whatever type fits, conditions, `__typename`, several operations, the schema itself. What turns out not to be valid
 * is thrown away and made anew.
 */
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
  parse,
  validate,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { Chance } from './chance.ts';
import { literal, valueOf, type Pool } from './query-values.ts';

export interface MadeQuery {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

export interface Making {
  readonly schema: GraphQLSchema;
  readonly pool: Pool;
  /** Whether a field of the root may be asked for. */
  readonly isAllowed: (root: GraphQLObjectType, field: string) => boolean;
}

interface Throw extends Making {
  readonly chance: Chance;
  /** What a fragment on such a type may be on. */
  readonly fitting: (type: GraphQLCompositeType) => readonly GraphQLCompositeType[];
}

/** A query under construction. */
interface Draft extends Throw {
  readonly definitions: string[];
  readonly variables: Map<string, unknown>;
  readonly fragments: Map<string, { readonly on: string; readonly text: string }>;
  /** How many fields may still be added. */
  left: number;
}

const DEEPEST = 7;
const INTROSPECTIONS = [
  '__type(name: "Case") { name kind fields { name type { name kind ofType { name } } } }',
  'graph: __schema { queryType { name } mutationType { name } }',
  '__type(name: "Nobody") { name }',
];

export function queryMaker(making: Making): (chance: Chance) => MadeQuery {
  const known = { ...making, fitting: once((type: GraphQLCompositeType) => typesFor(type, making.schema)) };
  return (chance) => {
    for (let time = 0; time < 500; time += 1) {
      const made = attempt({ ...known, chance });
      if (made && validate(making.schema, parse(made.query)).length === 0) return made;
    }
    throw new Error('no valid query came out of 500 attempts');
  };
}

function attempt(thrown: Throw): MadeQuery | undefined {
  const { chance, schema } = thrown;
  const rest = { definitions: [], variables: new Map(), fragments: new Map(), left: 4 + chance.below(36) };
  const draft: Draft = { ...thrown, ...rest };
  const mutation = schema.getMutationType();
  const isMutation = mutation !== undefined && mutation !== null && chance.of(0.04);
  const root = isMutation ? mutation : schema.getQueryType()!;
  const body = rootSelection(root, draft);
  if (!body) return undefined;
  const given = draft.definitions.length > 0 ? `(${draft.definitions.join(', ')})` : '';
  const fragments = [...draft.fragments].map(([name, { on, text }]) => `fragment ${name} on ${on} ${text}`);
  const others = chance.of(0.1) ? ['query Other { __typename }'] : [];
  const query = [`${isMutation ? 'mutation' : 'query'} Asked${given} ${body}`, ...others, ...fragments].join('\n');
  return { query, variables: Object.fromEntries(draft.variables), operationName: 'Asked' };
}

function rootSelection(root: GraphQLObjectType, draft: Draft): string | undefined {
  const { chance, isAllowed } = draft;
  const allowed = Object.values(root.getFields()).filter(({ name }) => isAllowed(root, name));
  if (allowed.length === 0) return undefined;
  const parts = Array.from({ length: 1 + chance.below(3) }, () =>
    fieldText(root, chance.pick(allowed), { draft, depth: 1 }),
  );
  if (chance.of(0.1)) parts.push('__typename');
  if (chance.of(0.15)) parts.push(`... on ${root.name}${condition(draft)} { ${parts.pop()} }`);
  // Never inside of a condition, where the engine of the field breaks.
  if (chance.of(0.03) && root === draft.schema.getQueryType()) parts.push(chance.pick(INTROSPECTIONS));
  return `{ ${parts.join(' ')} }`;
}

function selection(type: GraphQLCompositeType, draft: Draft, depth: number): string {
  const { chance } = draft;
  const parts = Array.from({ length: 1 + chance.below(depth > 4 ? 3 : 5) }, () => part(type, draft, depth));
  return `{ ${parts.join(' ')} }`;
}

function part(type: GraphQLCompositeType, draft: Draft, depth: number): string {
  const { chance } = draft;
  if (chance.of(0.06)) return `${chance.of(0.3) ? 'kindOfThing: ' : ''}__typename`;
  if (depth < DEEPEST && chance.of(isAbstractType(type) ? 0.6 : 0.15)) return fragment(type, draft, depth);
  const field = isUnionType(type) ? undefined : fieldOf(type, draft, depth);
  return field ? fieldText(type, field, { draft, depth }) : '__typename';
}

/** Objects are preferred as long as there is room, for nothing is learnt from scalars. */
function fieldOf(type: Fielded, { chance, left }: Draft, depth: number) {
  const { leaves, objects } = fieldsOf(type);
  const hasRoom = depth < DEEPEST && left > 0;
  const from = hasRoom && objects.length > 0 && (leaves.length === 0 || chance.of(0.6)) ? objects : leaves;
  return from.length > 0 ? chance.pick(from) : undefined;
}

type Field = GraphQLField<unknown, unknown>;
type Fielded = Exclude<GraphQLCompositeType, { getTypes: unknown }>;

/** Worked out once: a run asks each type some hundred times. */
function once<Type extends object, Answer>(work: (type: Type) => Answer): (type: Type) => Answer {
  const known = new WeakMap<Type, Answer>();
  return (type) => {
    if (!known.has(type)) known.set(type, work(type));
    return known.get(type)!;
  };
}

const fieldsOf = once((type: Fielded) => {
  const fields = Object.values(type.getFields());
  return {
    leaves: fields.filter((field) => isLeafType(getNamedType(field.type))),
    objects: fields.filter((field) => isCompositeType(getNamedType(field.type))),
  };
});

interface Placed {
  readonly draft: Draft;
  readonly depth: number;
}

function fieldText(parent: GraphQLCompositeType, field: Field, { draft, depth }: Placed): string {
  const { chance } = draft;
  draft.left -= 1;
  const alias = chance.of(0.2) ? `${aliasFor(parent, field, chance)}: ` : '';
  const type = getNamedType(field.type);
  const below = isCompositeType(type) ? ` ${selection(type, draft, depth + 1)}` : '';
  return `${alias}${field.name}${argumentsFor(field, draft)}${condition(draft)}${below}`;
}

/** Now and then the name of a sister, which must not be taken for her. */
function aliasFor(parent: GraphQLCompositeType, field: Field, chance: Chance): string {
  const sisters = 'getFields' in parent && chance.of(0.2) ? Object.keys(parent.getFields()) : [];
  return chance.pick([...sisters, `${field.name}_`, 'a', 'b', 'c', 'other', 'constructor', '__proto__']);
}

function argumentsFor(field: Field, draft: Draft): string {
  const given = field.args.filter((each) => isRequiredArgument(each) || draft.chance.of(0.5));
  if (given.length === 0) return '';
  return `(${given.map((each) => `${each.name}: ${argumentText(each, draft)}`).join(', ')})`;
}

function argumentText(argument: GraphQLArgument, { chance, pool, definitions, variables }: Draft): string {
  const value = valueOf(argument, pool, chance);
  const written = literal(value, argument.type);
  if (chance.of(0.5)) return written;
  const name = `${chance.of(0.05) ? 'representations' : 'v'}${definitions.length || ''}`;
  const preset = value !== null && chance.of(0.3) ? ` = ${written}` : '';
  definitions.push(`$${name}: ${String(argument.type)}${preset}`);
  if (!preset || chance.of(0.5)) variables.set(name, value);
  return `$${name}`;
}

function condition({ chance, definitions, variables }: Draft): string {
  if (!chance.of(0.08)) return '';
  const which = chance.of(0.5) ? 'skip' : 'include';
  if (chance.of(0.3)) return ` @${which}(if: ${String(chance.of(0.5))})`;
  const name = `if${definitions.length}`;
  const preset = chance.of(0.3);
  definitions.push(`$${name}: Boolean${preset ? ` = ${String(chance.of(0.5))}` : '!'}`);
  if (!preset || chance.of(0.5)) variables.set(name, chance.of(0.5));
  return ` @${which}(if: $${name})`;
}

function fragment(type: GraphQLCompositeType, draft: Draft, depth: number): string {
  const { chance, fragments } = draft;
  const on = chance.pick(draft.fitting(type));
  const known = [...fragments].filter(([, each]) => each.on === on.name);
  if (known.length > 0 && chance.of(0.5)) return `...${chance.pick(known)[0]}${condition(draft)}`;
  const text = selection(on, draft, depth + 1);
  if (chance.of(0.4)) {
    const name = `F${fragments.size}`;
    fragments.set(name, { on: on.name, text });
    return `...${name}${condition(draft)}`;
  }
  const isPlain = on === type && chance.of(0.3);
  return `...${isPlain ? '' : ` on ${on.name}`}${condition(draft)} ${text}`;
}

/** The type itself, its kinds, and whatever else one of its kinds also is. */
function typesFor(type: GraphQLCompositeType, schema: GraphQLSchema): GraphQLCompositeType[] {
  const kinds = isObjectType(type) ? [type] : [...schema.getPossibleTypes(type)];
  const faces = kinds.flatMap((kind) => kind.getInterfaces());
  const isFitting = (other: GraphQLCompositeType) =>
    kinds.some((kind) => schema.getPossibleTypes(other as never).includes(kind));
  const unions = Object.values(schema.getTypeMap()).filter(isUnionType).filter(isFitting);
  return [...new Set<GraphQLCompositeType>([type, ...kinds, ...faces, ...unions])];
}
