/**
 * The engine that the field knows. It is what the native one is compared with, and stands in where that has no
 * binary.
 */
import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { AgencySource } from './agency-source.ts';
import { DOOR, doorSchema } from './door.ts';
import { composed, type Agencies, type Engine } from './engine-agencies.ts';
import { askInProcess } from './native-ask.ts';

export const apolloEngine = ({ subgraphs, follow, timeout }: Agencies): Engine =>
  new ApolloGateway({
    supergraphSdl: async ({ update }) => {
      const stop = follow?.((now) => update(composed(now)));
      return { supergraphSdl: composed(subgraphs), cleanup: async () => stop?.() };
    },
    buildService: ({ name, url }) => {
      const agency = name.toLowerCase().replaceAll('_', '-');
      return agency === DOOR ? door() : new AgencySource(agency, url ?? '', timeout);
    },
  });

/** The door stands in this process; nothing of a question to it is read twice. */
function door(): GraphQLDataSource {
  const ask = askInProcess(doorSchema());
  return {
    process: async ({ request: { query = '', variables = {} }, context }) =>
      (await ask({ query, variables }, context)) as never,
  };
}
