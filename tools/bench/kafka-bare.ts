/** The two clients without us, with the settings that we give them: what they can do by themselves. */
import { randomUUID } from 'node:crypto';
import { compatibilityPartitioner, Consumer, ProduceAcks, Producer } from '@platformatic/kafka';
import { Kafka, logLevel } from 'kafkajs';
import type { KafkaDriver } from '@yimen/adapters';
import type { NewEvent } from '@yimen/kernel';

export const drivers: readonly KafkaDriver[] = ['platformatic', 'kafkajs'];

/** About 1,000 bytes as JSON, of 200 cases. */
const data = { claim: 'wages', fen: 1_860_000, text: '测试'.repeat(145) };
const meta = (n: number) => ({
  agency: 'union',
  actor: { id: '测试调解员', agency: 'union', roles: ['union.mediator'] },
  caseId: `018f3a52-7c1e-7b60-9c57-${String(n % 200).padStart(12, '0')}`,
  occurredAt: '2026-03-02T01:00:00.000Z',
  recordedAt: '2026-03-02T01:00:00.000Z',
  commandId: randomUUID(),
  digest: 'd'.repeat(43),
  shape: 1,
});
export const event = (n: number): NewEvent => ({ id: randomUUID(), type: 'MediationOpened', data, meta: meta(n) });

export interface BareMessage {
  readonly key: string;
  readonly value: string;
  readonly headers: Record<string, string>;
}

const headers = Object.fromEntries(Array.from({ length: 16 }, (_, i) => [`ce_header${i}`, 'twenty-four characters..']));

/** A message like those of the relay, made beforehand. */
export const bareMessage = (n: number, value = JSON.stringify(data)): BareMessage => ({
  key: meta(n).caseId,
  value,
  headers,
});

export interface BareSender {
  send(messages: readonly BareMessage[]): Promise<unknown>;
  close(): Promise<void>;
}

export interface BareAt {
  readonly brokers: string;
  readonly driver: KafkaDriver;
  readonly topic: string;
}

const kafka = (brokers: string) => new Kafka({ clientId: 'bench', brokers: [brokers], logLevel: logLevel.NOTHING });
const bytes = (text?: string) => (text === undefined ? undefined : Buffer.from(text));

export async function bareSender({ brokers, driver, topic }: BareAt): Promise<BareSender> {
  if (driver === 'kafkajs') {
    const producer = kafka(brokers).producer({ idempotent: true, maxInFlightRequests: 1 });
    await producer.connect();
    const send = (messages: readonly BareMessage[]) => producer.send({ topic, acks: -1, messages: [...messages] });
    return { send, close: () => producer.disconnect() };
  }
  const producer = new Producer<string, string, string, string>({
    ...{ clientId: 'bench', bootstrapBrokers: [brokers], idempotent: true, acks: ProduceAcks.ALL },
    partitioner: compatibilityPartitioner,
    serializers: { key: bytes, value: bytes, headerKey: bytes, headerValue: bytes },
  });
  const send = (messages: readonly BareMessage[]) =>
    producer.send({ messages: messages.map((message) => ({ topic, ...message })) });
  return { send, close: () => producer.close() };
}

/** Hands over values as bytes, unread. Resolves, when it has begun to read, with how to end it. */
export async function bareReader(at: BareAt, seen: (values: readonly Buffer[]) => void): Promise<() => Promise<void>> {
  const { brokers, driver, topic } = at;
  const groupId = `bare-${randomUUID()}`;
  if (driver === 'kafkajs') {
    const consumer = kafka(brokers).consumer({ groupId, maxBytes: 1_048_576, maxWaitTimeInMs: 250 });
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    const eachBatch = async ({ batch }: { batch: { messages: { value: Buffer | null }[] } }) =>
      seen(batch.messages.map(({ value }) => value!));
    await consumer.run({ autoCommit: false, eachBatch });
    return () => consumer.disconnect();
  }
  const how = { clientId: 'bench', bootstrapBrokers: [brokers], autocommit: false };
  const consumer = new Consumer({ ...how, groupId, maxBytes: 1_048_576, maxWaitTime: 250 });
  const stream = await consumer.consume({ topics: [topic], mode: 'earliest' });
  stream.on('data', ({ value }: { value: Buffer }) => seen([value]));
  return () => consumer.close(true);
}
