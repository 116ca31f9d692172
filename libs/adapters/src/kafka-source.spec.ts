/** What a session takes for a loss, and what it does not, when messages are others than were expected. */
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { START, type Recorded } from '@yimen/kernel';
import type { Extent, KafkaClient, Receiving } from './kafka-client.ts';
import { KafkaSource } from './kafka-source.ts';
import { stored } from './testing.ts';

interface Topic {
  extent: Extent;
  committed: bigint | undefined;
  isAway?: boolean;
  /** What nobody can read. */
  aside?: number;
}

/** Soon, or never: nobody waits a minute to see that it does not come. */
const soon = (waiting: Promise<unknown>) => Promise.race([waiting.then(() => 'soon'), pause(2_000, 'not soon')]);
const to = (count: number) => Array.from({ length: count }, (_, n) => n + 10);

/** A listener that has noted the messages 0 to 9 of its one partition, before a broker that says what `topic` says. */
async function begun(topic: Topic = { extent: { low: 0n, high: 10n }, committed: 10n }) {
  const sessions: Receiving[] = [];
  const [commits, closed]: [string[], string[]] = [[], []];
  const broker = { commit: async (): Promise<void> => {}, receive: async (): Promise<void> => {} };
  const client: Pick<KafkaClient, 'extent' | 'committed' | 'receive'> = {
    async extent(name) {
      if (topic.isAway || name === 'lost') throw new Error('away');
      return new Map([[0, topic.extent]]);
    },
    committed: async () => new Map(topic.committed === undefined ? [] : [[0, topic.committed]]),
    async receive(how) {
      await broker.receive();
      sessions.push(how);
      how.assigned([0]);
      return {
        async commit(offsets) {
          commits.push([...offsets].map((each) => each.join(':')).join());
          await broker.commit();
        },
        close: async () => void closed.push('closed'),
      };
    },
  };
  const event = { ...stored(1), stream: 's', version: 1 };
  const open = (deadLetters = 'd') =>
    new KafkaSource({
      ...{ client: client as KafkaClient, topic: 't', group: 'g', deadLetters },
      read: async ({ offset }, position): Promise<Recorded | undefined> =>
        Number(offset) === topic.aside ? undefined : { ...event, data: Number(offset), position },
      inTime: (work) => work(),
    });
  const source = open();
  await source.follow('0:10', 50);
  const bring = (...offsets: number[]) =>
    sessions[0]!.take(
      offsets.map((offset) => ({ partition: 0, offset: BigInt(offset), key: null, value: null, headers: new Map() })),
    );
  const heard = async (after = '0:10') => (await source.follow(after, 50)).events.map(({ data }) => data);
  return { topic, source, sessions, bring, heard, commits, closed, broker, open };
}

const whole: Topic = { extent: { low: 0n, high: 9_999n }, committed: 10n };

describe('what was handed out', () => {
  it('is handed out again until it is confirmed, and never after that', async () => {
    const { bring, heard } = await begun(whole);
    await bring(10, 11);
    expect([await heard(), await heard(), await heard('0:12')]).toEqual([[10, 11], [10, 11], []]);
  });

  it('is committed once its reader has noted it', async () => {
    const { bring, heard, source, commits } = await begun(whole);
    await bring(10);
    await heard();
    await source.follow('0:11', 50, '0:10');
    await pause(10);
    expect(commits).toEqual([]);
    await source.follow('0:11', 50);
    await pause(10);
    expect(commits).toEqual(['0:11']);
  });

  it('is committed at the end, and not of a partition that somebody else has by then', async () => {
    for (const [ours, last] of [
      [[0], '0:12'],
      [[], '0:11'],
    ] as const) {
      const { bring, heard, source, sessions, commits } = await begun(whole);
      await bring(10, 11);
      await source.follow('0:10', 1);
      await source.follow('0:11', 1);
      await heard('0:12');
      sessions[0]!.assigned(ours);
      await source.close();
      expect(commits.at(-1)).toBe(last);
    }
  });

  it('is committed no further back because an earlier commit has failed', async () => {
    const { bring, heard, source, commits, broker } = await begun(whole);
    const failing = Promise.withResolvers<void>();
    broker.commit = () => failing.promise;
    await bring(10, 11);
    await source.follow('0:10', 1);
    await source.follow('0:11', 1);
    await heard('0:12');
    broker.commit = async () => {};
    failing.reject(new Error('away'));
    await pause(10);
    await source.close();
    expect(commits).toEqual(['0:11', '0:12']);
  });

  it('does not keep its reader waiting where all of it was put aside', async () => {
    const { bring, heard, source } = await begun({ ...whole, aside: 10 });
    await bring(10);
    expect(await heard()).toEqual([]);
    expect(await soon(source.changed(60_000, new AbortController().signal))).toBe('soon');
  });
});

describe('a session', () => {
  it('begins anew where its reader has lost its rows', async () => {
    const { bring, heard, source, sessions, closed } = await begun(whole);
    await bring(10);
    await heard();
    await heard('0:11');
    await source.follow(START, 50);
    expect([sessions.map(({ starts }) => starts.get(0)), closed]).toEqual([[10n, 0n], ['closed']]);
  });

  it('takes no more than its reader has room for, and lets go of whoever brings it at its end', async () => {
    const { bring, source } = await begun(whole);
    let isTaken = false;
    const bringing = bring(...to(2_500)).then(() => (isTaken = true));
    await source.follow('0:10', 1_000);
    await pause(10);
    expect(isTaken).toBe(false);
    await source.follow('0:1010', 1_000);
    expect(await soon(bringing)).toBe('soon');
    const more = bring(...to(5_000).slice(2_500));
    await source.close();
    expect(await soon(more)).toBe('soon');
  });

  it('leaves its group at its end, also where that came while it began', async () => {
    const { source, closed, broker, open } = await begun(whole);
    await source.close();
    expect(closed).toEqual(['closed']);
    const joining = Promise.withResolvers<void>();
    broker.receive = () => joining.promise;
    const late = open();
    const following = late.follow('0:10', 50);
    await pause(10);
    await late.close();
    joining.resolve();
    await following;
    expect(closed).toEqual(['closed', 'closed']);
  });

  it('does not begin where nothing could be put aside', async () => {
    const { open, sessions } = await begun(whole);
    await expect(open('lost').follow('0:10', 50)).rejects.toThrow('away');
    expect(sessions).toHaveLength(1);
  });
});

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
