/** What is asked of brokers beside sending and receiving, by the client of Platformatic. */
import { ListOffsetTimestamps, type Admin } from '@platformatic/kafka';
import { closeInTime, QUESTION_MS, type Extent, type Offsets } from './kafka-client.ts';

/** One connection for questions. Where one was not answered at once the next question begins with another broker. */
export function asking(open: () => Admin) {
  let admin = open();
  let closed = false;
  const close = (ending: Admin) => closeInTime(ending.close());
  return {
    async ask<T>(question: (admin: Admin) => Promise<T>): Promise<T> {
      const [asked, began] = [admin, performance.now()];
      try {
        return await question(asked);
      } finally {
        if (!closed && asked === admin && performance.now() - began >= QUESTION_MS) {
          admin = open();
          void close(asked);
        }
      }
    },
    close: () => {
      closed = true;
      return close(admin);
    },
  };
}

/** Where each partition of a topic begins and where its next message will stand. */
export async function extent(admin: Admin, topic: string): Promise<ReadonlyMap<number, Extent>> {
  const partitions = await partitionsOf(admin, topic);
  const at = (timestamp: bigint) => offsetsAt(admin, { topic, partitions, timestamp });
  const [low, high] = await Promise.all([at(ListOffsetTimestamps.EARLIEST), at(ListOffsetTimestamps.LATEST)]);
  return new Map(partitions.map((each) => [each, { low: low.get(each) ?? 0n, high: high.get(each) ?? 0n }]));
}

/** Of each partition the first message that was sent at this moment (ms) or later, where there is one. */
export async function firstSince(admin: Admin, topic: string, moment: number): Promise<Offsets> {
  const partitions = await partitionsOf(admin, topic);
  const found = await offsetsAt(admin, { topic, partitions, timestamp: BigInt(moment) });
  return new Map([...found].filter(([, offset]) => offset >= 0n));
}

async function partitionsOf(admin: Admin, topic: string): Promise<readonly number[]> {
  const { topics } = await admin.metadata({ topics: [topic], forceUpdate: true });
  return Array.from({ length: topics.get(topic)?.partitionsCount ?? 0 }, (_, i) => i);
}

interface Asked {
  readonly topic: string;
  readonly partitions: readonly number[];
  readonly timestamp: bigint;
}

async function offsetsAt(admin: Admin, { topic, partitions, timestamp }: Asked): Promise<Offsets> {
  const asked = partitions.map((partitionIndex) => ({ partitionIndex, timestamp }));
  const [listed] = await admin.listOffsets({ topics: [{ name: topic, partitions: asked }] });
  return new Map(listed?.partitions.map(({ partitionIndex, offset }) => [partitionIndex, offset]));
}

/** Partitions of which the group has committed nothing are left out. */
export async function committed(admin: Admin, groupId: string, topic: string): Promise<Offsets> {
  const { topics } = await admin.metadata({ topics: [topic] });
  const partitionIndexes = Array.from({ length: topics.get(topic)?.partitionsCount ?? 0 }, (_, i) => i);
  const asked = [{ groupId, topics: [{ name: topic, partitionIndexes }] }];
  const [group] = await admin.listConsumerGroupOffsets({ groups: asked });
  const found = group?.topics.find(({ name }) => name === topic)?.partitions ?? [];
  const known = found.filter(({ committedOffset }) => committedOffset >= 0n);
  return new Map(known.map(({ partitionIndex, committedOffset }) => [partitionIndex, committedOffset]));
}
