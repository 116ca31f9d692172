/** Orders for many procedures at once, appended in the order in which they were given. */
import {
  executor,
  Unavailable,
  type By,
  type EventStore,
  type Look,
  type Order,
  type Rows,
  type World,
} from '@yimen/kernel';

export interface Given {
  readonly order: Order;
  readonly by: By;
}

export interface Means {
  readonly agency: string;
  readonly store: EventStore;
  readonly look: Look;
  readonly world: World;
}

/** Of those who find in the rows what is to be ordered. */
export type RowMeans = Omit<Means, 'look'> & { readonly rows: Rows };

/** What went wrong with an order; the others were carried out. */
export interface Wrong {
  readonly given: Given;
  readonly error: unknown;
}

/**
 * Reads all streams side by side, and lets no order decide before the last of them is there: so all appends are asked
 * for in one moment and in order, and a store may write them with one commit. No two orders may be for one stream.
 * A store that is away is thrown; anything else that fails is answered, and hinders nobody else.
 */
export async function giveTogether(all: readonly Given[], { agency, store, look, world }: Means): Promise<Wrong[]> {
  const reads: Promise<unknown>[] = [];
  let isOpen = false;
  const everyRead = Promise.resolve().then(async () => {
    await Promise.allSettled(reads);
    isOpen = true;
  });
  const read: EventStore['read'] = (stream) => {
    const mine = store.read(stream);
    if (isOpen) return mine;
    reads.push(mine);
    return everyRead.then(() => mine);
  };
  const execute = executor(agency, { store: { ...store, read }, look, world });
  const done = await Promise.allSettled(all.map(({ order, by }) => execute(order, by)));
  const wrong = all.flatMap((given, at) => {
    const { status, reason } = done[at] as PromiseRejectedResult;
    return status === 'rejected' ? [{ given, error: reason as unknown }] : [];
  });
  const away = wrong.find(({ error }) => error instanceof Unavailable);
  if (away) throw away.error;
  return wrong;
}
