/** The gateway: one graph over all agencies, and room for routes beside it. It knows no agency by name. */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import express, { type Request, type Response } from 'express';
import type { GraphQLFormattedError } from 'graphql';
import { formatted, refused, type Identity } from '@yimen/process';
import { engineOf, type EngineName } from './engine.ts';
import type { GatewayContext } from './engine-agencies.ts';
import { graphRoute, reading } from './graph-route.ts';
import { limits, named, withinLimits } from './limits.ts';
import { liveOver } from './live.ts';
import { sameOrigin } from './same-origin.ts';
import type { Subgraph } from './supergraph.ts';
import { trusting, type Trusted } from './trusted.ts';

export interface GatewaySpec {
  readonly subgraphs: readonly Subgraph[];
  /**
   * Told of every change of them until the answer is called. `take` throws if they do not fit together, and then the
   * graph stays as it is.
   */
  readonly follow?: (take: (subgraphs: readonly Subgraph[]) => void) => () => void;
  readonly port: number;
  /** The loopback address if left out. */
  readonly host?: string;
  /** Our own address as browsers see it, where a proxy stands before us. */
  readonly address?: string | undefined;
  /** How long one agency may take, in ms. */
  readonly timeout?: number | undefined;
  /** How long requests under way may take at the end, in ms; ten seconds if left out. */
  readonly grace?: number;
  readonly introspection: boolean;
  /** Which engine runs the graph; if left out the native one where it can, else `apollo`. */
  readonly engine?: EngineName | undefined;
  /** The documents that are answered; any if left out. */
  readonly trusted?: Trusted | undefined;
  /** Who may keep a page open for news; nobody if left out. */
  readonly live?: Pick<Identity, 'verify' | 'secret'>;
  /** Routes beside the graph: sign-in, files, the console. */
  readonly routes?: (app: express.Express) => void;
}

export interface Gateway {
  readonly url: string;
  /** How many pages are open for news. */
  readers(): number;
  close(): Promise<void>;
}

/** Rejects with the system's error when the port is taken. */
export async function openGateway(spec: GatewaySpec): Promise<Gateway> {
  const { host = '127.0.0.1' } = spec;
  const app = express();
  app.disable('x-powered-by');
  app.use(sameOrigin(spec.address));
  const http = createServer((request, response) =>
    app(request as Request, response as Response, (why?: unknown) => lastly(response, why)),
  );
  const server = await graphOver(spec, http);
  const before = [reading(spec.live?.verify), ...(spec.trusted ? [trusting(spec.trusted)] : [])];
  app.use('/graphql', before, graphRoute(server));
  app.get('/healthz', (_, response) => void response.json({ alive: true }));
  const live = spec.live && liveOver({ ...spec.live, services: spec.subgraphs });
  live?.route(app);
  spec.routes?.(app);
  await new Promise<void>((resolve, reject) => http.once('error', reject).listen(spec.port, host, resolve)).catch(
    (error: unknown) => {
      // The agencies end next, and nobody is to look for their news any more.
      live?.close();
      throw error;
    },
  );
  const { port } = http.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    readers: () => live?.readers() ?? 0,
    close: () => (live?.close(), server.stop()),
  };
}

/** Where no route has answered, or one has failed; the server of the graph has words of its own. */
function lastly(response: ServerResponse, why: unknown): void {
  if (response.headersSent) return void response.destroy();
  // An address that breaks off in an escape (%) leads nowhere either.
  const { status, error } = why && !(why instanceof URIError) ? refused(why) : nowhere;
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify({ error }));
}

const nowhere = { status: 404, error: { zh: '没有这个地址', en: 'There is no such address' } };

async function graphOver(spec: GatewaySpec, httpServer: Server) {
  const { subgraphs, follow, timeout = 4000, grace = 10_000, introspection } = spec;
  const gateway = await engineOf({ subgraphs, follow, timeout }, spec.engine);
  const server = new ApolloServer<GatewayContext>({
    gateway,
    introspection,
    // The process that runs us ends us, in its own order.
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: !introspection,
    validationRules: [withinLimits],
    parseOptions: { maxTokens: limits.tokens },
    formatError: (shown: GraphQLFormattedError, error: unknown) => named(formatted(shown, error)),
    plugins: [
      ApolloServerPluginDrainHttpServer({ httpServer, stopGracePeriodMillis: grace }),
      ApolloServerPluginUsageReportingDisabled(),
      // Nothing that the graph answers may be kept by anybody, so nothing has to be counted.
      ApolloServerPluginCacheControlDisabled(),
    ],
  } as never);
  await server.start();
  return server;
}

export { agencyOf, besideOf } from './beside.ts';
export { graphFields } from './config.ts';
export { providerAt, type Provider, type ProviderSettings } from './sign-in-provider.ts';
export { doorSdl } from './door.ts';
export { supergraphOf } from './supergraph.ts';
export { digestOf } from './trusted.ts';
