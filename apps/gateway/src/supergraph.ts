/** Composes the supergraph from the agencies' schemas; nothing is downloaded and nothing is done by hand. */
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';

export interface Subgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

/** The supergraph, or an error that names the agencies and fields that do not fit together. */
export function supergraphOf(subgraphs: readonly Subgraph[]): string {
  const services = subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) }));
  const composed = composeServices(services);
  if (composed.supergraphSdl) return composed.supergraphSdl;
  throw new Error(
    `the agencies' schemas do not compose:\n${(composed.errors ?? []).map((error) => error.message).join('\n')}`,
  );
}
