/**
 * The engine that the field knows. It is what the native one is compared with, and stands in where that has no
 * binary.
 */
import { ApolloGateway } from '@apollo/gateway';
import { agencySource } from './agency-source.ts';
import { DOOR, doorSchema } from './door.ts';
import { composed, type Agencies, type Engine } from './engine-agencies.ts';
import { askInProcess, askOverHttp } from './native-ask.ts';
import { variablesIn } from './variables.ts';

/** Of itself it would tell its maker every hour how much it was asked and on what machine. */
process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';

export const apolloEngine = ({ subgraphs, follow, timeout }: Agencies): Engine =>
  new Sparing({
    supergraphSdl: async ({ update }) => {
      const stop = follow?.((now) => update(composed(now)));
      return { supergraphSdl: composed(subgraphs), cleanup: async () => stop?.() };
    },
    buildService: ({ name, url }) => {
      const agency = name.toLowerCase().replaceAll('_', '-');
      return agencySource(agency, agency === DOOR ? askInProcess(doorSchema()) : askOverHttp(url ?? '', timeout));
    },
  });

type Loading = Parameters<ApolloGateway['load']>[0];

/** Of itself it tells every fault of the variables, however many there are. */
class Sparing extends ApolloGateway {
  override async load(options?: Loading) {
    const { executor, ...loaded } = await super.load(options);
    const sparing: typeof executor = async (asked) => {
      const read = variablesIn(asked.schema, asked.operation, asked.request.variables ?? {});
      return 'errors' in read ? read : executor(asked);
    };
    return { ...loaded, executor: sparing };
  }
}
