import { describe, expect, it } from '@jest/globals';
import type { ICustomPartitioner, Kafka, Message, ProducerConfig } from 'kafkajs';
import { kafkajsSender } from './kafka-kafkajs-sender.ts';

/** Chooses partitions of three as the client does, and answers for these alone. */
function answeringFor(partitions: readonly number[]): Kafka {
  const partitionMetadata = [0, 1, 2].map((partitionId) => ({ partitionId, leader: partitionId })) as never;
  const producer = ({ createPartitioner }: ProducerConfig) => ({
    connect: async () => {},
    disconnect: async () => {},
    async send({ topic, messages }: { topic: string; messages: Message[] }) {
      const choose = (createPartitioner as ICustomPartitioner)();
      const chosen = new Set(messages.map((message) => choose({ topic, partitionMetadata, message })));
      return partitions.filter((each) => chosen.has(each)).map((partition) => ({ topicName: topic, partition }));
    },
  });
  return { producer } as unknown as Kafka;
}

const messages = Array.from({ length: 20 }, (_, n) => ({ key: `case-${n}`, value: 'said', headers: new Map() }));

describe('sending with kafkajs', () => {
  it('has sent what the broker has answered for', async () => {
    const sender = await kafkajsSender(answeringFor([0, 1, 2]));
    await sender.send('topic', messages);
    await sender.send('topic', messages.slice(0, 1));
  });

  it('fails where the client left out a partition and resolved all the same', async () => {
    const sender = await kafkajsSender(answeringFor([0, 2]));
    await expect(sender.send('topic', messages)).rejects.toThrow('kafkajs did not send what is for partition 1');
  });
});
