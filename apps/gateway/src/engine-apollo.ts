/**
 * The engine that the field knows. It is what the native one is compared with, and stands in where that has no
 * binary.
 */
import { ApolloGateway, LocalGraphQLDataSource } from '@apollo/gateway';
import { AgencySource } from './agency-source.ts';
import { DOOR, doorSchema } from './door.ts';
import { composed, type Agencies, type Engine } from './engine-agencies.ts';

export const apolloEngine = ({ subgraphs, follow, timeout }: Agencies): Engine =>
  new ApolloGateway({
    supergraphSdl: async ({ update }) => {
      const stop = follow?.((now) => update(composed(now)));
      return { supergraphSdl: composed(subgraphs), cleanup: async () => stop?.() };
    },
    buildService: ({ name, url }) => {
      const agency = name.toLowerCase().replaceAll('_', '-');
      return agency === DOOR ? new LocalGraphQLDataSource(doorSchema()) : new AgencySource(agency, url ?? '', timeout);
    },
  });
