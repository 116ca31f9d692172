/** Ports for servers that are told where to listen before they start. */
import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:net';

/**
 * Systems give outgoing connections their ports from 32,768 or further up. A server with one of those may find it taken
 * between the choice and its start, or after it was killed, by a connection that lives for minutes.
 */
const [LOWEST, BEYOND] = [20_000, 32_000];
const TRIES = 100;

/** As many ports as are asked for, all free at this moment, and no outgoing connection will take one of them. */
export async function freePorts(count: number): Promise<number[]> {
  const held = new Map<number, Server>();
  try {
    for (let tries = TRIES * count; held.size < count; tries -= 1) {
      if (tries === 0) throw new Error(`没有空闲端口 no free port between ${LOWEST} and ${BEYOND}`);
      const port = randomInt(LOWEST, BEYOND);
      const server = held.has(port) ? undefined : await listening(port);
      if (server) held.set(port, server);
    }
    return [...held.keys()];
  } finally {
    await Promise.all([...held.values()].map((server) => new Promise((resolve) => server.close(resolve))));
  }
}

export async function isFree(port: number): Promise<boolean> {
  const server = await listening(port);
  if (server) await new Promise((resolve) => server.close(resolve));
  return server !== undefined;
}

/** Whoever listens on all addresses has the port too. */
function listening(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
