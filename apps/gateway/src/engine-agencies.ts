/** What every engine is told: whom there is to ask, on whose behalf, and what to say when one of them is silent. */
import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { DOOR, doorSdl } from './door.ts';
import { supergraphOf, type Subgraph } from './supergraph.ts';

export interface GatewayContext {
  readonly token?: string | undefined;
  readonly trace: string;
}

/** What the server runs a graph on. */
export type Engine = ApolloServerOptionsWithGateway<GatewayContext>['gateway'];

export interface Agencies {
  readonly subgraphs: readonly Subgraph[];
  /**
   * Told of every change of them until the answer is called. `take` throws if they do not fit together, and then the
   * graph stays as it is.
   */
  readonly follow?: ((take: (subgraphs: readonly Subgraph[]) => void) => () => void) | undefined;
  /** How long one agency may take, in ms. */
  readonly timeout: number;
}

/** All agencies and the door. Throws with the fields that do not fit together. */
export const composed = (subgraphs: readonly Subgraph[]): string =>
  supergraphOf([{ name: DOOR, url: 'http://127.0.0.1', sdl: doorSdl }, ...subgraphs]);

export const unavailable = (agency: string, path?: readonly (string | number)[]): GraphQLError =>
  new GraphQLError(`${agency} 暂无响应 · ${agency} is not answering`, {
    ...(path ? { path } : {}),
    extensions: { code: 'AGENCY_UNAVAILABLE', agency },
  });
