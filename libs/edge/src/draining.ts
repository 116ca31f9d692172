/** How a server comes to its end: whoever is being answered is answered, and nobody else is waited for. */
import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * What ends the server when it is called. Requests under way are answered, and their connections closed behind them,
 * which the server alone would keep for whatever else might be asked; one that never becomes whole, or an answer that
 * never ends, is cut off after the grace, in ms.
 */
export function draining(http: Server, grace: number): () => Promise<void> {
  const unused = new Set<Socket>();
  const answering = new Set<ServerResponse>();
  http.on('connection', (socket) => unused.add(socket.once('close', () => unused.delete(socket))));
  http.on('request', ({ socket }, response) => {
    unused.delete(socket);
    answering.add(response.once('close', () => answering.delete(response)));
  });
  return async () => {
    const cut = setTimeout(() => http.closeAllConnections(), grace);
    for (const response of answering) response.once('finish', () => response.req.socket.end());
    // The server takes a connection that nothing has come over yet for one with a request on its way.
    for (const socket of unused) socket.end();
    await new Promise((resolve) => http.close(resolve));
    clearTimeout(cut);
  };
}
