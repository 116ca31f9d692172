/** What a session takes for a loss, and what it does not, when messages are others than were expected. */
import { describe, expect, it } from '@jest/globals';
import { START, type Recorded } from '@yimen/kernel';
import type { Extent, KafkaClient, Receiving } from './kafka-client.ts';
import { KafkaSource } from './kafka-source.ts';
import { stored } from './testing.ts';

interface Topic {
  extent: Extent;
  committed: bigint | undefined;
  isAway?: boolean;
}

/** A listener that has noted the messages 0 to 9 of its one partition, before a broker that says what `topic` says. */
async function begun(topic: Topic = { extent: { low: 0n, high: 10n }, committed: 10n }) {
  const sessions: Receiving[] = [];
  const client: Pick<KafkaClient, 'extent' | 'committed' | 'receive'> = {
    async extent() {
      if (topic.isAway) throw new Error('away');
      return new Map([[0, topic.extent]]);
    },
    committed: async () => new Map(topic.committed === undefined ? [] : [[0, topic.committed]]),
    async receive(how) {
      sessions.push(how);
      how.assigned([0]);
      return { commit: async () => {}, close: async () => {} };
    },
  };
  const event = { ...stored(1), stream: 's', version: 1 };
  const source = new KafkaSource({
    ...{ client: client as KafkaClient, topic: 't', group: 'g', deadLetters: 'd' },
    read: async ({ offset }, position): Promise<Recorded> => ({ ...event, data: Number(offset), position }),
    inTime: (work) => work(),
  });
  await source.follow('0:10', 50);
  const bring = (...offsets: number[]) =>
    sessions[0]!.take(
      offsets.map((offset) => ({ partition: 0, offset: BigInt(offset), key: null, value: null, headers: new Map() })),
    );
  const heard = async (after = '0:10') => (await source.follow(after, 50)).events.map(({ data }) => data);
  return { topic, source, sessions, bring, heard };
}

describe('messages that were not expected', () => {
  it('are heard behind a gap that was never a message, as transactions leave it', async () => {
    const { topic, bring, heard, sessions } = await begun();
    topic.extent = { low: 0n, high: 20n };
    await bring(11, 12, 15);
    expect(await heard()).toEqual([11, 12, 15]);
    expect(sessions).toHaveLength(1);
  });

  it('are heard once where a client brings them again after a rearrangement', async () => {
    const { topic, bring, heard, sessions } = await begun();
    topic.extent = { low: 0n, high: 13n };
    await bring(10, 11);
    await bring(10, 11, 12);
    expect(await heard()).toEqual([10, 11, 12]);
    expect(sessions).toHaveLength(1);
  });

  it('are not heard behind what was deleted, and the reader is told at once and again', async () => {
    const { topic, bring, heard, source } = await begun();
    topic.extent = { low: 14n, high: 16n };
    await bring(14, 15);
    await source.changed(60_000, new AbortController().signal);
    await expect(heard()).rejects.toMatchObject({ reason: 'forgotten' });
    await expect(heard()).rejects.toMatchObject({ reason: 'forgotten' });
  });

  it.each([
    ['is shorter', { extent: { low: 0n, high: 2n }, committed: 10n }],
    ['is as long by now, and knows nothing of its listener', { extent: { low: 0n, high: 12n }, committed: undefined }],
  ])('are heard from the beginning of a topic made anew that %s', async (_, now) => {
    const { topic, bring, source, sessions } = await begun();
    Object.assign(topic, now);
    await bring(0, 1);
    expect(await source.follow('0:10', 50)).toEqual({ events: [], position: '0:0' });
    expect(sessions.map(({ starts }) => starts.get(0))).toEqual([10n, 0n]);
  });

  it('are left to the next session where the broker does not say what is gone', async () => {
    const { topic, bring, heard, sessions } = await begun();
    Object.assign(topic, { isAway: true });
    await bring(11);
    Object.assign(topic, { isAway: false, extent: { low: 0n, high: 12n } });
    expect(await heard()).toEqual([]);
    expect(sessions.map(({ starts }) => starts.get(0))).toEqual([10n, 10n]);
  });

  it.each([
    ['goes on where the group stands', { extent: { low: 3n, high: 12n }, committed: 5n }, 1],
    ['is given up where that was deleted', { extent: { low: 6n, high: 12n }, committed: 5n }, 2],
    ['is given up where the group stands nowhere', { extent: { low: 0n, high: 12n }, committed: undefined }, 2],
  ])('of a partition that comes back from another process: it %s', async (...[, now, count]) => {
    const { topic, bring, source, sessions } = await begun();
    sessions[0]!.assigned([]);
    sessions[0]!.assigned([0]);
    Object.assign(topic, now);
    await bring(7);
    await source.follow(START, 50);
    expect(sessions).toHaveLength(count);
  });

  it('of a partition that went and came back while the broker was asked are left to the next session', async () => {
    const { bring, source, sessions } = await begun();
    const bringing = bring(9);
    sessions[0]!.assigned([]);
    sessions[0]!.assigned([0]);
    await bringing;
    await source.follow('0:10', 50);
    expect(sessions).toHaveLength(2);
  });
});
