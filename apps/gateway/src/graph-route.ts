/** The way to the graph by HTTP: as little as can stand between the server of the graph and that of the routes. */
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { HeaderMap, type ApolloServer } from '@apollo/server';
import express, { type RequestHandler } from 'express';
import { tokenOf, type Verify } from '@yimen/process';
import type { GatewayContext } from './engine-agencies.ts';

const signInFirst = { message: '请先登录 · Sign in first', extensions: { code: 'UNAUTHENTICATED' } };

/**
 * Reads the body. Who has not signed in has little to say: some megabytes of brackets take seconds to be read, in which
 * nobody is answered. Where nobody can be known for the moment, everybody is read.
 */
export function reading(verify: Verify | undefined): RequestHandler {
  const [whole, little] = [express.json({ limit: '8mb' }), express.json({ limit: '64kb' })];
  const isKnown = async (token: string | undefined) => !verify || verify(token).then(Boolean, () => true);
  return async (request, response, next) => {
    if (await isKnown(tokenOf(request.headers))) return whole(request, response, next);
    little(request, response, (why?: { readonly status?: number }) =>
      why?.status === 413 ? void response.status(401).json({ errors: [signInFirst] }) : next(why),
    );
  };
}

/** Stands behind what reads the body. */
export function graphRoute(server: ApolloServer<GatewayContext>): RequestHandler {
  return async ({ method, headers, url, body }, response) => {
    const answer = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method, headers: mapOf(headers), search: searchIn(url), body: body as unknown },
      context: async () => ({ token: tokenOf(headers), trace: randomUUID() }),
    });
    if (answer.body.kind !== 'complete') throw new Error('no engine answers in parts');
    const text = answer.body.string;
    for (const [name, value] of answer.headers) response.setHeader(name, value);
    response.setHeader('cache-control', 'no-store');
    response.setHeader('content-length', Buffer.byteLength(text));
    response.writeHead(answer.status ?? 200).end(text);
  };
}

/** Names are in small letters already. */
function mapOf(headers: IncomingHttpHeaders): HeaderMap {
  const map = new HeaderMap();
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) map.set(name, typeof value === 'string' ? value : value.join(', '));
  }
  return map;
}

/** What stands behind the question mark, as the server of the graph reads it: with whatever follows a `#`. */
export const searchIn = (url: string): string => {
  const at = url.indexOf('?');
  return at < 0 ? '' : url.slice(at);
};
