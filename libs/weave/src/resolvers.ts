/** What answers the graph of an agency: the woven resolvers, and beside them those that were written by hand. */
import type { Agency, Operations } from '@yimen/casework';
import { fileOf, type Asking } from './file.ts';
import { mutationsOf } from './mutations.ts';
import { operationsResolvers } from './operations.ts';
import { camel, givenByPeople } from './schema.ts';

type Resolvers = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export function resolversOf(agency: Agency, operations: Operations, own: Resolvers = {}): Resolvers {
  const operated = operationsResolvers([agency.name, camel(agency.name)], operations);
  return {
    ...own,
    ...(givenByPeople(agency).length > 0 && { Case: caseOf(agency, own['Case']) }),
    Query: { ...own['Query'], ...operated.Query },
    Mutation: { ...mutationsOf(agency), ...own['Mutation'], ...operated.Mutation },
  };
}

const caseOf = ({ name }: Agency, own: Resolvers[string] = {}): Resolvers[string] => ({
  __resolveReference: (reference: unknown) => reference,
  [camel(name)]: ({ id }: { id: string }, _: unknown, asking: Asking) => fileOf(asking, id),
  ...own,
});
