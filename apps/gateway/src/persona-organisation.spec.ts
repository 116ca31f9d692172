import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from '@jest/globals';
import { developmentIssuer } from '@yimen/process';
import { organisationOf } from './persona-organisation.ts';

const code = '91520115MA0000023Q';
const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

async function asked(answer: RequestListener): Promise<string | undefined> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  const graph = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  return organisationOf(await developmentIssuer(), code, graph);
}
const saying = (data: unknown, status = 200): RequestListener => {
  return (_, response) => void response.writeHead(status).end(JSON.stringify({ data }));
};

it('is found by its whole credit code alone', async () => {
  expect(await asked(saying({ organisations: [{ id: 'firm', uscc: code }] }))).toBe('firm');
  expect(await asked(saying({ organisations: [{ id: 'other', uscc: `${code}1` }] }))).toBeUndefined();
});

it.each([
  ['has not got it yet', saying({ organisations: [] })],
  ['is away', saying(null)],
  ['refuses', saying({ organisations: [{ id: 'firm', uscc: code }] }, 400)],
  ['breaks the line', ((request) => request.socket.destroy()) as RequestListener],
])('is none where the register %s', async (_, answer) => expect(await asked(answer)).toBeUndefined());
