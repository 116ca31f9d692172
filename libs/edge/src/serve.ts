/** Serves one agency: a Nest application with its subgraph, its health and its own routes, over a running house. */
import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { ApolloFederationDriver, type ApolloFederationDriverConfig } from '@nestjs/apollo';
import { Module, type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Express, Request, Response } from 'express';
import { GraphQLError } from 'graphql';
import {
  house,
  operations,
  type Agency,
  type BrokerLag,
  type House,
  type Operations,
  type Ports,
} from '@yimen/casework';
import { formatted, log, refused, tokenOf, tryingAgain, type Verify } from '@yimen/process';
import { resolversOf, schemaOf, type Asking } from '@yimen/weave';
import { draining } from './draining.ts';
import { nudges } from './nudges.ts';

export interface Routed {
  readonly method: 'get' | 'post';
  readonly path: string;
  handle(request: Request, response: Response, asking: Asking): Promise<void>;
}

/** An agency with what its readers see: hand-written queries, their resolvers, routes for what is no graph. */
export interface Desk {
  readonly agency: Agency;
  readonly graphql?: string;
  readonly resolvers?: Record<string, Record<string, unknown>>;
  readonly routes?: readonly Routed[];
}

export interface Served {
  readonly name: string;
  readonly url: string;
  readonly house: House;
  readonly sdl: string;
  /** Answers the requests under way and takes no more, finishes the batch under way, and ends. */
  close(): Promise<void>;
}

const unauthenticated = () =>
  new GraphQLError('请先登录 · Sign in first', { extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } });

async function askingOf(request: Request, { verify, house: asked, now }: Means): Promise<Asking> {
  const actor = await verify(tokenOf(request.headers));
  if (!actor) throw unauthenticated();
  // It is kept with every event, so it is a number, whatever a client that knows the way to us has sent.
  const trace = /^[\da-f-]{1,55}$/.exec(String(request.headers['x-trace']))?.[0] ?? randomUUID();
  return { house: asked, now, actor, trace };
}

interface Means {
  readonly house: House;
  readonly operations: Operations;
  readonly verify: Verify;
  readonly now: () => string;
}

function moduleOf({ agency, graphql, resolvers }: Desk, means: Means) {
  const graph = GraphQLModule.forRoot<ApolloFederationDriverConfig>({
    driver: ApolloFederationDriver,
    typeDefs: [schemaOf(agency, graphql)],
    resolvers: resolversOf(agency, means.operations, resolvers) as never,
    path: '/graphql',
    graphiql: false,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    plugins: [ApolloServerPluginInlineTraceDisabled()],
    context: ({ req }: { req: Request }) => askingOf(req, means),
    formatError: formatted,
  });
  class Subgraph {}
  Module({ imports: [graph] })(Subgraph);
  return Subgraph;
}

function route(app: INestApplication, desk: Desk, asking: (request: Request) => Promise<Asking>): void {
  const http = app.getHttpAdapter().getInstance();
  http.get('/healthz', (_: Request, response: Response) => response.json({ agency: desk.agency.name, alive: true }));
  for (const { method, path, handle } of desk.routes ?? [])
    http[method](path, (request: Request, response: Response) =>
      asking(request)
        .then((who) => handle(request, response, who))
        .catch((why: unknown) => {
          const { status, error } = refused(why);
          response.status(status).json({ error });
        }),
    );
}

interface Serving {
  readonly verify: Verify;
  /** What the gateway also knows; without it there is no feed of nudges. */
  readonly secret?: string | undefined;
  /** Any free one if left out. */
  readonly port?: number;
  /** The loopback address if left out. */
  readonly host?: string;
  /** Routes of the process itself, beside those of the desk; nobody has to sign in for them. */
  readonly beside?: (http: Express) => void;
  /** How far it is behind at the broker, where one stands between. */
  readonly brokerLag?: BrokerLag;
  /** What is closed together with the listening: somebody may wait in it for what will not come. */
  readonly hush?: () => Promise<void>;
  /** How long requests under way may take at the end, in ms; two seconds if left out. */
  readonly grace?: number;
}

/** Starts the agency's house and its HTTP service. */
export async function serve(desk: Desk, ports: Ports, serving: Serving): Promise<Served> {
  const { verify, port = 0, host = '127.0.0.1', beside, brokerLag, grace = 2000 } = serving;
  const feed = nudges(ports.rows, serving.secret);
  const running = house(desk.agency, { ...ports, told: feed.told });
  const operated = operations(running, { ...ports, brokerLag });
  // Before anybody reads or listens: this build must not fold on what another one has left otherwise.
  for (const { view, why } of await operated.renew())
    log.error({ agency: desk.agency.name, view, why }, 'a view of another build could not be made anew');
  const means: Means = { house: running, operations: operated, verify, now: () => ports.world.now() };
  const app = await NestFactory.create<NestExpressApplication>(moduleOf(desk, means), {
    logger: ['error', 'warn'],
    bodyParser: false,
  });
  app.useBodyParser('json', { limit: '8mb' });
  route(app, desk, (request) => askingOf(request, means));
  feed.route(app.getHttpAdapter().getInstance());
  beside?.(app.getHttpAdapter().getInstance());
  const drained = draining(app.getHttpServer(), grace);
  await app.listen(port, host);
  const ending = new AbortController();
  const done = running.run(ending.signal, tryingAgain({ agency: desk.agency.name }, ending.signal));
  const { port: taken } = app.getHttpServer().address() as AddressInfo;
  return {
    name: desk.agency.name,
    url: `http://127.0.0.1:${taken}/graphql`,
    house: running,
    sdl: schemaOf(desk.agency, desk.graphql),
    close: async () => {
      feed.close();
      ending.abort();
      // What a last command says stands in the log; whoever comes next publishes it.
      await Promise.all([drained(), done, serving.hush?.()]);
      await app.close();
    },
  };
}
