import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { postTo } from './agency-http.ts';

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => (server.close(), server.closeAllConnections())));

async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql?of=us`;
}

/** A connection takes the next question a turn after it has given its answer. */
const freed = () => setImmediate();

describe('an agency', () => {
  it('is told what it is asked under which headers, and its answer comes whole', async () => {
    const url = await serving(async (request, response) => {
      const { method, headers } = request;
      const heard = [method, request.url, headers['x-trace'], await text(request)];
      response.writeHead(201).write('案'.repeat(50_000));
      response.end(heard.join());
    });
    const { status, text: answer } = await postTo(url, 60_000)(['x-trace', 'one'], '{"问":1}');
    expect(status).toBe(201);
    expect(answer === `${'案'.repeat(50_000)}POST,/graphql?of=us,one,{"问":1}`).toBe(true);
  });

  it('is answered over one kept connection', async () => {
    const sockets = new Set<Socket>();
    const url = await serving((request, response) => void (sockets.add(request.socket), response.end('{"a":1}')));
    const ask = postTo(url, 60_000);
    for (let n = 0; n < 3; n += 1) {
      expect(await ask([], '')).toEqual({ status: 200, text: '{"a":1}' });
      await freed();
    }
    expect(sockets.size).toBe(1);
  });

  it('is asked many things at once, though not more than it has connections for', async () => {
    const sockets = new Set<Socket>();
    const url = await serving((request, response) => {
      sockets.add(request.socket);
      globalThis.setTimeout(() => response.end('1'), 5);
    });
    const ask = postTo(url, 60_000);
    const answers = await Promise.all(Array.from({ length: 200 }, () => ask([], '')));
    expect(answers.every(({ text: answer }) => answer === '1')).toBe(true);
    expect(sockets.size).toBe(64);
  });

  it('that is not there is noticed at once', async () => {
    const url = await serving(() => undefined);
    await new Promise((closed) => servers.pop()!.close(closed));
    await expect(postTo(url, 60_000)([], '')).rejects.toThrow('ECONNREFUSED');
  });

  it('that says nothing is given up in time, and what waited for a connection in vain never reaches it', async () => {
    const hungUp: Promise<unknown>[] = [];
    const url = await serving(({ socket }) => void hungUp.push(once(socket, 'close')));
    const patient = Array.from({ length: 64 }, () => postTo(url, 400)([], '').catch(String));
    const waiting = Array.from({ length: 6 }, () => postTo(url, 50)([], '').catch(String));
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['Error: no answer within 50 ms']));
    expect(new Set(await Promise.all(patient))).toEqual(new Set(['Error: no answer within 400 ms']));
    await Promise.all(hungUp);
    await setTimeout(50);
    expect(hungUp.length).toBeLessThanOrEqual(64);
  });

  it('that stops in the middle of its answer is given up in time', async () => {
    const url = await serving((_, response) => void response.writeHead(200, { 'content-length': '9' }).write('{'));
    await expect(postTo(url, 50)([], '')).rejects.toThrow('no answer within 50 ms');
  });

  it('whose answer has no end is given up, and hung up on', async () => {
    const part = Buffer.alloc(1 << 20, ' ');
    const hungUp = Promise.withResolvers<void>();
    const url = await serving((_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(part));
      };
      response.on('drain', more).once('close', hungUp.resolve);
      more();
    });
    await expect(postTo(url, 60_000)([], '')).rejects.toThrow('an answer of more than 33554432 bytes');
    await hungUp.promise;
  });

  it('that hangs up in the middle of its answer is given up at once', async () => {
    const url = await serving((_, response) => {
      response.writeHead(200, { 'content-length': '9' }).write('{');
      globalThis.setTimeout(() => response.destroy(), 5);
    });
    const why = await postTo(url, 60_000)([], '').then(() => 'answered', String);
    expect(why).toContain('Error');
    expect(why).not.toContain('no answer within');
  });

  it.each([
    ['resets', (socket: Socket) => void socket.resetAndDestroy()],
    ['closes', (socket: Socket) => void socket.end()],
  ])('that %s a kept connection just then is asked again', async (_, hangUp) => {
    let asked = 0;
    const url = await serving((request, response) => {
      asked += 1;
      if (asked === 2) hangUp(request.socket);
      else response.end(`{"asked":${asked}}`);
    });
    const ask = postTo(url, 60_000);
    expect((await ask([], '')).text).toBe('{"asked":1}');
    await freed();
    expect((await ask([], '')).text).toBe('{"asked":3}');
  });

  it('that breaks every connection is asked again but once', async () => {
    let asked = 0;
    const url = await serving((request, response) => {
      asked += 1;
      if (asked > 1) request.socket.resetAndDestroy();
      else response.end();
    });
    const ask = postTo(url, 60_000);
    await ask([], '');
    await freed();
    await expect(ask([], '')).rejects.toThrow();
    expect(asked).toBe(3);
  });

  it('that breaks a new connection is not', async () => {
    let asked = 0;
    const url = await serving((request) => void ((asked += 1), request.socket.resetAndDestroy()));
    await expect(postTo(url, 60_000)([], '')).rejects.toThrow();
    expect(asked).toBe(1);
  });
});
