/** The leanest question by HTTP that Node can put, on kept connections. */
import { Agent, request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Found } from '@yimen/hall/client';

export const agent = new Agent({ keepAlive: true });

export async function ask(url: string, token: string, body: object): Promise<Found> {
  const sent = JSON.stringify(body);
  const length = String(Buffer.byteLength(sent));
  const headers = { 'content-type': 'application/json', 'content-length': length, authorization: `Bearer ${token}` };
  const put = () =>
    new Promise<IncomingMessage>((resolve, reject) => {
      request(url, { method: 'POST', agent, headers }, resolve).on('error', reject).end(sent);
    });
  // A connection that was kept over the rounds of the others may be closed just then.
  return JSON.parse(await text(await put().catch(put))) as Found;
}
