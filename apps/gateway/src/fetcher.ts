/** HTTP to the agencies on kept connections. The default fetcher of the gateway opens one for each request. */
import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

interface Sent {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** Rejects when the agency has not answered in full within `timeout` ms. */
export function keepAliveFetcher(timeout: number) {
  return (url: string, { method = 'POST', headers = {}, body = '' }: Sent = {}): Promise<Response> =>
    new Promise((resolve, reject) => {
      const sent = request(url, {
        method,
        headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
        agent,
      });
      const late = setTimeout(() => sent.destroy(new Error(`no answer within ${timeout} ms`)), timeout);
      sent.on('error', (error) => {
        clearTimeout(late);
        reject(error);
      });
      sent.on('response', (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => {
          clearTimeout(late);
          const type = answer.headers['content-type'] ?? 'application/json';
          resolve(
            new Response(Buffer.concat(parts), { status: answer.statusCode ?? 500, headers: { 'content-type': type } }),
          );
        });
      });
      sent.end(body);
    });
}
