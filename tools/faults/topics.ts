/** Reads whole topics with a client of its own, as somebody would who knows CloudEvents and nothing of ours. */
import { randomUUID } from 'node:crypto';
import { Admin, Consumer, ListOffsetTimestamps } from '@platformatic/kafka';
import type { Aside, Message } from './judged.ts';
import { digestOf } from './logs.ts';

interface Arrived {
  readonly partition: number;
  readonly key: string;
  readonly header: (name: string) => string | undefined;
  readonly value: string;
}

interface How {
  readonly clientId: string;
  readonly bootstrapBrokers: string[];
  readonly retries: number;
}

/** Everything that stands in the topic now, each partition in its order. */
async function readAll(brokers: string, topic: string): Promise<readonly Arrived[]> {
  const how = { clientId: 'faults', bootstrapBrokers: brokers.split(','), retries: 20, retryDelay: 200 };
  const wanted = await count(how, topic);
  if (wanted === 0) return [];
  const consumer = new Consumer({ ...how, groupId: `faults-${randomUUID()}`, autocommit: false, maxWaitTime: 250 });
  const found: Arrived[] = [];
  try {
    for await (const { partition, key, headers, value } of await consumer.consume({
      topics: [topic],
      mode: 'earliest',
    })) {
      const texts = new Map([...headers].map(([name, value]) => [String(name), String(value)]));
      const said = { key: String(key ?? ''), value: String(value ?? '') };
      found.push({ partition, ...said, header: (name) => texts.get(name) });
      if (found.length >= wanted) break;
    }
  } finally {
    await consumer.close(true);
  }
  return found;
}

async function count(how: How, topic: string): Promise<number> {
  const admin = new Admin(how);
  try {
    const { topics } = await admin.metadata({ topics: [topic] });
    const partitions = Array.from({ length: topics.get(topic)?.partitionsCount ?? 0 }, (_, i) => i);
    const sum = async (timestamp: bigint): Promise<number> => {
      const asked = partitions.map((partitionIndex) => ({ partitionIndex, timestamp }));
      const [listed] = await admin.listOffsets({ topics: [{ name: topic, partitions: asked }] });
      return listed!.partitions.reduce((total, { offset }) => total + Number(offset), 0);
    };
    return (await sum(ListOffsetTimestamps.LATEST)) - (await sum(ListOffsetTimestamps.EARLIEST));
  } finally {
    await admin.close();
  }
}

/** What has no subject cannot be read and is left aside here: listeners put it among the dead letters. */
export async function readTopic(brokers: string, agency: string): Promise<readonly Message[]> {
  const all = await readAll(brokers, `yimen.${agency}.v1`);
  return all.flatMap(({ partition, header, value }) => {
    const [stream, version] = [header('ce_subject'), Number(header('ce_sequence'))];
    if (!stream || !version) return [];
    const [id = '', type = ''] = [header('ce_id'), header('ce_type')];
    return [{ agency, partition, stream, version, digest: digestOf({ id, type, data: JSON.parse(value) }) }];
  });
}

/** What a listener has put aside of an agency. */
export async function readLetters(brokers: string, agency: string, listener: string): Promise<Aside> {
  const all = await readAll(brokers, `yimen.${agency}.v1.${listener}.dlq.v1`);
  const letters = all.map(({ key, header }) => ({ key, reason: header('dlq_reason') ?? '' }));
  return { agency, listener, letters };
}
