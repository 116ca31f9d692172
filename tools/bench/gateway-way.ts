/** One way to a case, in a process of its own, so that neither the heap nor the code of another one weighs on it. */
import { clients, openByHand, type Asked } from './gateway-by-hand.ts';
import { takeOrders } from './orders.ts';

export type Way = 'node' | 'undici' | 'native' | 'apollo';

export interface Standing {
  readonly kind: 'stand';
  readonly way: Way;
  readonly asked: Asked;
  readonly services: readonly { readonly name: string; readonly url: string; readonly sdl: string }[];
}

async function stand({ way, asked, services }: Standing): Promise<string> {
  if (way === 'native' || way === 'apollo') {
    const { openGateway } = await import('@yimen/hall');
    const gateway = await openGateway({ port: 0, introspection: false, subgraphs: services, engine: way });
    return `${gateway.url}/graphql`;
  }
  const urls = Object.fromEntries(services.map(({ name, url }) => [name, url]));
  return openByHand(asked, urls, clients[way]());
}

/** In µs. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

takeOrders(async (order: Standing | { readonly kind: 'time' }) =>
  order.kind === 'stand' ? stand(order) : processorTime(),
);
