/** Sending to the broker, one batch at a time and in pieces that it takes. */
import { closeInTime, within, type KafkaClient, type Outgoing, type Sender } from './kafka-client.ts';
import type { Heeded } from './kafka-deadline.ts';
import { told } from './kafka-failure.ts';

/** A little less than what Kafka takes at once by default, for a whole batch may be of one partition. */
const LARGEST_BATCH = 1_000_000;
/** A client may wait for ever for a broker that halts, although another leads in its stead by now. */
const SEND_MS = 15_000;

/**
 * Batches wait for each other. Both clients lose or reorder acknowledged events when idempotent sends overlap and an
 * acknowledgement is lost; with one batch in flight neither did. A sender that has failed is thrown away.
 */
export function oneAtATime(client: KafkaClient, { unlessRefused }: Heeded) {
  let sender: Sender | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function batch(topic: string, messages: readonly Outgoing[]): Promise<void> {
    try {
      sender ??= await unlessRefused(openedInTime(client));
      await unlessRefused(within(SEND_MS, sender.send(topic, messages)));
    } catch (error) {
      const failed = sender;
      sender = undefined;
      await failed?.close().catch(() => {});
      throw told(error, topic);
    }
  }

  async function all(topic: string, messages: readonly Outgoing[]): Promise<void> {
    for (const part of parts(messages)) await batch(topic, part);
  }

  return {
    send(topic: string, messages: readonly Outgoing[]): Promise<void> {
      const mine = last.then(() => all(topic, messages));
      last = mine.catch(() => {});
      return mine;
    },
    async close(): Promise<void> {
      await closeInTime(last);
      await sender?.close();
    },
  };
}

/** What comes too late is closed. */
function openedInTime(client: KafkaClient): Promise<Sender> {
  const opening = client.sender();
  return within(SEND_MS, opening).catch((error: unknown) => {
    opening.then((late) => late.close()).catch(() => {});
    throw error;
  });
}

/** In pieces that a broker takes; an event that is larger alone goes alone. */
function parts(messages: readonly Outgoing[]): Outgoing[][] {
  const found: Outgoing[][] = [];
  let weight = Infinity;
  for (const message of messages) {
    const its = weightOf(message);
    if (weight + its > LARGEST_BATCH) {
      found.push([]);
      weight = 0;
    }
    weight += its;
    found.at(-1)!.push(message);
  }
  return found;
}

/** Beside its texts a message has lengths and differences, and so has each of its headers. */
const AROUND = 64;
const AROUND_HEADER = 8;

function weightOf({ key, value, headers }: Outgoing): number {
  let weight = AROUND + Buffer.byteLength(key ?? '') + Buffer.byteLength(value ?? '');
  for (const [name, said] of headers) weight += AROUND_HEADER + name.length + Buffer.byteLength(said);
  return weight;
}
