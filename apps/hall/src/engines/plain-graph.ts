/**
 * The whole graph as one schema of the reference implementation, each field that another agency owns asked for by
 * itself and whole: no plan, nothing fetched together, so nothing to get wrong in a plan. It is slow, and the judge
 * where two engines differ.
 */
import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import {
  buildASTSchema,
  concatAST,
  getNamedType,
  graphql,
  GraphQLError,
  isCompositeType,
  isObjectType,
  isTypeDefinitionNode,
  parse,
  type GraphQLCompositeType,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import type { Found } from '../client.ts';
import { doorSdl, supergraphOf } from '../hall.ts';
import { ask } from './compared.ts';
import type { MadeQuery } from './query-maker.ts';
import { literal } from './query-values.ts';

export interface Part {
  readonly name: string;
  /** Where its graph is asked, with the path. */
  readonly url: string;
  readonly sdl: string;
}

interface Owner extends Part {
  readonly schema: GraphQLSchema;
}

/** On whose behalf, and how long one agency may take, in ms. */
export interface Asker {
  readonly token: string | undefined;
  readonly timeout: number;
}

type Resolver = GraphQLFieldResolver<Found, Asker>;

/** What clients see of a graph of these parts. */
export const publicSchema = (parts: readonly Part[]): GraphQLSchema => {
  const supergraph = supergraphOf([{ name: 'door', url: 'http://door', sdl: doorSdl }, ...parts]);
  return buildASTSchema(transformSupergraphToPublicSchema(parse(supergraph)), { assumeValid: true });
};

/** Answers a query as whoever asks may know it. Gives the schema it is handed resolvers of its own. */
export function plainGraph(schema: GraphQLSchema, parts: readonly Part[]) {
  const owners = parts.map((part) => ({ ...part, schema: schemaOf(part.sdl) }));
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const root = type === schema.getQueryType();
      const owner = field.name === 'id' ? undefined : ownerOf(owners, type.name, field.name);
      if (root && !owner) field.resolve = (_, { id }) => (UUID.test(id) ? { __typename: 'Case', id } : null);
      else if (owner && (root || isShared(owners, type.name))) field.resolve = fetching(owner, root);
    }
  }
  return ({ query: source, variables: variableValues, operationName }: MadeQuery, contextValue: Asker) =>
    graphql({ schema, source, variableValues, operationName, contextValue });
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Of an agency, which may only extend a type that another one defines: without a definition nothing is extended. */
function schemaOf(sdl: string): GraphQLSchema {
  const own = parse(sdl);
  const defined = new Set(own.definitions.flatMap((each) => (isTypeDefinitionNode(each) ? [each.name.value] : [])));
  const lacking = ['Query', 'Mutation'].filter((name) => !defined.has(name)).map((name) => `type ${name}`);
  const whole = lacking.length > 0 ? concatAST([parse(lacking.join('\n')), own]) : own;
  return buildASTSchema(whole, { assumeValidSDL: true });
}

const fieldsOf = (schema: GraphQLSchema, type: string) => {
  const found = schema.getType(type);
  return isObjectType(found) ? found.getFields() : {};
};

const ownerOf = (owners: readonly Owner[], type: string, field: string): Owner | undefined =>
  owners.find(({ schema }) => fieldsOf(schema, type)[field]);

/** Whether other agencies only name such an object: then what is known of it is asked of its owner. */
const isShared = (owners: readonly Owner[], type: string): boolean =>
  owners.filter(({ schema }) => schema.getType(type)).length > 1 &&
  owners.some(({ sdl }) => new RegExp(`type ${type} @key`).test(sdl));

function fetching(owner: Owner, root: boolean): Resolver {
  return async (...[source, args, { token, timeout }, info]: Parameters<Resolver>) => {
    const { fieldName: name, parentType, schema } = info;
    const field = parentType.getFields()[name]!;
    const given = field.args.flatMap((each) =>
      each.name in args ? [`${each.name}: ${literal(args[each.name], each.type)}`] : [],
    );
    const type = getNamedType(fieldsOf(owner.schema, parentType.name)[name]!.type);
    const below = isCompositeType(type) ? everything(type, []) : '';
    const asked = `${name}${given.length > 0 ? `(${given.join(', ')})` : ''} ${below}`;
    const keys = { r: [{ __typename: parentType.name, id: source?.['id'] }] };
    const query = root
      ? `${parentType === schema.getMutationType() ? 'mutation' : 'query'} { ${asked} }`
      : `query($r: [_Any!]!) { _entities(representations: $r) { ... on ${parentType.name} { ${asked} } } }`;
    const silence = { code: 'AGENCY_UNAVAILABLE', agency: owner.name };
    const asking = ask(owner.url, { query, variables: root ? {} : keys }, { token, within: timeout });
    const { data, errors } = await asking.catch((): Found => ({ errors: [{ message: '', extensions: silence }] }));
    if (errors?.length) throw new GraphQLError(errors[0].message, { extensions: errors[0].extensions });
    return (root ? data : data?._entities[0])?.[name];
  };
}

/** All that an agency can say of an object. */
function everything(type: GraphQLCompositeType, inside: readonly string[]): string {
  const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
  const names = fields.flatMap((field) => {
    const below = getNamedType(field.type);
    if (!isCompositeType(below)) return [field.name];
    return inside.includes(below.name) ? [] : [`${field.name} ${everything(below, [...inside, type.name])}`];
  });
  return `{ ${['__typename', ...names].join(' ')} }`;
}
