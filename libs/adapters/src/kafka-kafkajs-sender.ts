/** Sending with kafkajs, and looking whether it sent everything. */
import { Partitioners, type Kafka, type PartitionerArgs } from 'kafkajs';
import { closeInTime, SEND_TRIES, TRY_AGAIN_MS, type Outgoing, type Sender } from './kafka-client.ts';

/** Its waiting time doubles; this holds it where the other client's is. */
export const trying = (retries: number) => ({ retries, initialRetryTime: TRY_AGAIN_MS, maxRetryTime: TRY_AGAIN_MS });

/** Java's choice, and for which partitions it was made. */
function choosing() {
  const chosen = new Set<number>();
  const createPartitioner = () => {
    const choose = Partitioners.DefaultPartitioner();
    return (about: PartitionerArgs): number => {
      const partition = choose(about);
      chosen.add(partition);
      return partition;
    };
  };
  return { chosen, createPartitioner };
}

/** The client measures a text several times before it writes it, and bytes only once. */
const bytes = (text: string | Buffer | null) => (typeof text === 'string' ? Buffer.from(text) : text);
const record = ({ key, value, headers }: Outgoing) => ({
  key: bytes(key),
  value: bytes(value),
  headers: Object.fromEntries(headers),
});

export async function kafkajsSender(kafka: Kafka): Promise<Sender> {
  const { chosen, createPartitioner } = choosing();
  const how = { idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false };
  const producer = kafka.producer({ ...how, createPartitioner, retry: trying(SEND_TRIES) });
  const close = () => closeInTime(producer.disconnect());
  await producer.connect().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    async send(topic, messages) {
      chosen.clear();
      const stored = await producer.send({ topic, acks: -1, messages: messages.map(record) });
      // When the leader of a partition dies and one that has answered already becomes it, the client leaves out what
      // was for that partition and resolves all the same. It answers for those that it did send to.
      for (const { partition } of stored) chosen.delete(partition);
      if (chosen.size > 0) throw new Error(`kafkajs did not send what is for partition ${[...chosen].join(', ')}`);
    },
    close,
  };
}
