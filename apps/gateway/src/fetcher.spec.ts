import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { keepAliveFetcher } from './fetcher.ts';

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => (server.close(), server.closeAllConnections())));

async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

describe('an agency', () => {
  it('is answered over one kept connection', async () => {
    const sockets = new Set<Socket>();
    const url = await serving((request, response) => void (sockets.add(request.socket), response.end('{"a":1}')));
    const ask = keepAliveFetcher(60_000);
    for (let n = 0; n < 3; n += 1) expect(await (await ask(url)).json()).toEqual({ a: 1 });
    expect(sockets.size).toBe(1);
  });

  it('that says nothing is given up in time', async () => {
    const url = await serving(() => undefined);
    await expect(keepAliveFetcher(50)(url)).rejects.toThrow('no answer within 50 ms');
  });

  it('that stops in the middle of its answer is given up in time', async () => {
    const url = await serving((_, response) => void response.writeHead(200, { 'content-length': '9' }).write('{'));
    await expect(keepAliveFetcher(50)(url)).rejects.toThrow();
  });

  it('that hangs up in the middle of its answer is given up at once', async () => {
    const url = await serving((_, response) => {
      response.writeHead(200, { 'content-length': '9' }).write('{');
      setTimeout(() => response.destroy(), 5);
    });
    const why = await keepAliveFetcher(60_000)(url).then(() => 'answered', String);
    expect(why).toContain('Error');
    expect(why).not.toContain('no answer within');
  });

  it('that closes a kept connection just then is asked again', async () => {
    let asked = 0;
    const url = await serving((request, response) => {
      asked += 1;
      if (asked === 2) request.socket.resetAndDestroy();
      else response.end(`{"asked":${asked}}`);
    });
    const ask = keepAliveFetcher(60_000);
    expect(await (await ask(url)).json()).toEqual({ asked: 1 });
    expect(await (await ask(url)).json()).toEqual({ asked: 3 });
  });

  it('that breaks a new connection is not', async () => {
    let asked = 0;
    const url = await serving((request) => void ((asked += 1), request.socket.resetAndDestroy()));
    await expect(keepAliveFetcher(60_000)(url)).rejects.toThrow();
    expect(asked).toBe(1);
  });
});
