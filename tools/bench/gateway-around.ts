/**
 * What stands around a gateway that is measured, in a process of its own: before it the readers, behind it the
 * services, which answer from memory what the real ones have once answered, so that neither is measured along.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { ask } from './gateway-ask.ts';
import { takeOrders } from './orders.ts';
import { rate } from './measured.ts';

export type Order =
  | { readonly kind: 'stand-in'; readonly url: string }
  | {
      readonly kind: 'read';
      readonly url: string;
      readonly token: string;
      readonly body: object;
      readonly lanes: number;
      readonly seconds: number;
    };

const bearer = ({ headers }: IncomingMessage): string => String(headers.authorization).slice('Bearer '.length);

/** Resolves with the address of a server that answers as the one at `url` did. */
async function standIn(url: string): Promise<string> {
  const known = new Map<string, string>();
  const server = createServer(async (asked, answer) => {
    const body = await text(asked);
    const said = known.get(body) ?? JSON.stringify(await ask(url, bearer(asked), JSON.parse(body) as object));
    known.set(body, said);
    answer.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(said) }).end(said);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

async function carryOut(order: Order): Promise<string | number> {
  if (order.kind === 'stand-in') return standIn(order.url);
  const { url, token, body, lanes, seconds } = order;
  return rate(lanes, seconds, async () => {
    const { data, errors } = await ask(url, token, body);
    if (errors || !data?.case) throw new Error(JSON.stringify(errors));
  });
}

takeOrders(carryOut);
