/** One batch at a time, whatever becomes of it: overlapping ones lose or reorder what was acknowledged. */
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { KafkaClient, Outgoing } from './kafka-client.ts';
import { heeded } from './kafka-deadline.ts';
import { oneAtATime } from './kafka-sending.ts';

const message = (key: string, size = 1): Outgoing => ({ key, value: 'x'.repeat(size), headers: new Map() });

/** A broker that takes a moment for each batch, and refuses those that hold one of these keys. */
function open(...refused: string[]) {
  const [sent, senders]: [string[], string[]] = [[], []];
  let [running, most] = [0, 0];
  const client: Pick<KafkaClient, 'sender'> = {
    async sender() {
      senders.push('opened');
      return {
        async send(_, messages) {
          most = Math.max(most, (running += 1));
          await pause(5);
          running -= 1;
          const keys = messages.map(({ key }) => key!);
          if (keys.some((key) => refused.includes(key))) throw new Error('away');
          sent.push(keys.join(''));
        },
        close: async () => void senders.push('closed'),
      };
    },
  };
  const sending = oneAtATime(client as KafkaClient, heeded());
  return { sending, sent, senders, refused, most: () => most };
}

describe('sending to a broker', () => {
  it('is one batch after the other, in the order in which they were given', async () => {
    const { sending, sent, senders, most } = open();
    await Promise.all(['a', 'b', 'c'].map((key) => sending.send('t', [message(key)])));
    expect([sent, most(), senders]).toEqual([['a', 'b', 'c'], 1, ['opened']]);
  });

  it('is in pieces that a broker takes, of which none overtakes another', async () => {
    const { sending, sent, most } = open();
    await sending.send('t', [message('a', 600_000), message('b', 300_000), message('c', 600_000), message('d')]);
    expect([sent, most()]).toEqual([['ab', 'cd'], 1]);
  });

  it('ends with the piece that failed, and goes on by a new connection', async () => {
    const { sending, sent, senders, refused } = open('b');
    const all = [message('a', 600_000), message('b', 600_000), message('c', 600_000)];
    await expect(sending.send('t', all)).rejects.toThrow();
    expect([sent, senders]).toEqual([['a'], ['opened', 'closed']]);
    refused.pop();
    await sending.send('t', all);
    expect([sent, senders]).toEqual([
      ['a', 'a', 'b', 'c'],
      ['opened', 'closed', 'opened'],
    ]);
  });
});
