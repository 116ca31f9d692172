/** The judge of the engines asks whoever answers a field, also where that is only added to what others define. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { plainGraph, publicSchema } from './plain-graph.ts';

let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer((_, answer) => {
    const errors = [{ message: 'not for you', extensions: { code: 'FORBIDDEN' } }];
    answer.setHeader('content-type', 'application/json').end(JSON.stringify({ data: { desk: null }, errors }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

it('knows what an agency refuses that only extends the questions of others', async () => {
  const parts = [
    { name: 'hr', url, sdl: 'type Query { rows: Int }' },
    { name: 'union', url, sdl: 'extend type Query { desk: Int }' },
  ];
  const { data, errors } = await plainGraph(publicSchema(parts), parts)(
    { query: '{ desk }', variables: {} },
    { token: undefined, timeout: 10_000 },
  );
  expect(data).toEqual({ desk: null });
  expect(errors?.map(({ path, extensions }) => [path, extensions['code']])).toEqual([[['desk'], 'FORBIDDEN']]);
});
