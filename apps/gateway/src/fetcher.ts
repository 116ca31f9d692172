/** HTTP to the agencies on kept connections. The default fetcher of the gateway opens one for each request. */
import { Agent, request, type IncomingMessage } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

interface Sent {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** Rejects when the agency has not answered in full within `timeout` ms, or hangs up before it has. */
export function keepAliveFetcher(timeout: number) {
  return (url: string, { method = 'POST', headers = {}, body = '' }: Sent = {}): Promise<Response> =>
    new Promise<Response>((resolve, reject) => {
      const length = String(Buffer.byteLength(body));
      const sent = request(url, { method, headers: { ...headers, 'content-length': length }, agent });
      const late = setTimeout(() => sent.destroy(new Error(`no answer within ${timeout} ms`)), timeout);
      const settle = (settled: () => void) => {
        clearTimeout(late);
        settled();
      };
      sent.on('error', (error) => settle(() => reject(error)));
      sent.on('response', (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', (error) => settle(() => reject(error)));
        answer.on('end', () => settle(() => resolve(responseOf(answer, parts))));
      });
      sent.end(body);
    });
}

function responseOf({ statusCode = 500, headers }: IncomingMessage, parts: readonly Buffer[]): Response {
  const type = headers['content-type'] ?? 'application/json';
  return new Response(Buffer.concat(parts), { status: statusCode, headers: { 'content-type': type } });
}
