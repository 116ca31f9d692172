/** How long anybody waits for a broker: not for ever, not once a password was refused, and nothing stays open. */
import { describe, expect, it } from '@jest/globals';
import { deadline, heeded } from './kafka-deadline.ts';

const nothing = async () => {};

describe('what is asked of a broker', () => {
  it('is tried until it works', async () => {
    let tries = 0;
    const { inTime } = deadline(5_000, heeded());
    const work = async () => {
      tries += 1;
      if (tries < 3) throw new Error('not yet');
      return tries;
    };
    expect(await inTime('t', work, nothing)).toBe(3);
  });

  it('is given up in time, in the words of the last complaint, and closed if it comes after all', async () => {
    const complaints = heeded();
    const coming = Promise.withResolvers<string>();
    const closed: string[] = [];
    const { inTime } = deadline(30, complaints);
    const asked = inTime(
      't',
      () => coming.promise,
      async (late) => void closed.push(late),
    );
    complaints.note(new Error('connect ECONNREFUSED'));
    await expect(asked).rejects.toThrow('ECONNREFUSED');
    coming.resolve('a member');
    await new Promise((resolve) => setImmediate(resolve));
    expect(closed).toEqual(['a member']);
  });

  it('is not waited for any more once the bus is being closed', async () => {
    const { inTime, end } = deadline(5_000, heeded());
    const asked = inTime('t', () => new Promise<void>(() => {}), nothing);
    const began = performance.now();
    end();
    await expect(asked).rejects.toThrow();
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('is not tried again by whoever was refused', async () => {
    const complaints = heeded();
    const waiting = complaints.unlessRefused(new Promise<void>(() => {}));
    complaints.note(new Error('a line broke'));
    const refusal = new Error('SASL authentication failed');
    complaints.note(refusal);
    await expect(waiting).rejects.toBe(refusal);
  });
});
