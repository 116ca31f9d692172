import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { compatibilityPartitioner, NumericMap, produceV11, type API, type Connection } from '@platformatic/kafka';
import fc from 'fast-check';
import type { Outgoing } from './kafka-client.ts';
import { partitionOf } from './kafka-platformatic.ts';
import { plain, produceRequest, written, type Numbering, type Placed } from './kafka-records.ts';

const numbering = (): Numbering => {
  const sequences = new NumericMap();
  sequences.set('yimen.union.v1:3', 70_000);
  return { producerId: 4_000_000_000_000n, producerEpoch: 7, sequences };
};
const placed = (value: Outgoing, partition = 0, topic = 'yimen.union.v1'): Placed => ({ topic, partition, value });

/** What the client would send of the same. */
const theirs = (messages: readonly Placed[]) =>
  produceV11.createRequest(-1, 30_000, messages.map(plain), { ...numbering(), compression: 'none' }).buffer;
const ours = (messages: readonly Placed[]) => produceRequest(-1, 30_000, messages, numbering()).buffer;

const text = fc.string({ unit: 'binary', maxLength: 200 });
const bytes = fc.uint8Array({ maxLength: 200 }).map((each) => Buffer.from(each));
const message: fc.Arbitrary<Outgoing> = fc.record({
  key: fc.option(text),
  value: fc.option(fc.oneof(text, bytes)),
  headers: fc.array(fc.tuple(text, fc.oneof(text, bytes))).map((each) => new Map(each)),
});
const messages = fc.array(
  fc
    .tuple(message, fc.integer({ min: 0, max: 5 }), fc.constantFrom('yimen.union.v1', 'yimen.court.v1'))
    .map(([value, partition, topic]) => placed(value, partition, topic)),
  { minLength: 1, maxLength: 20 },
);

describe('a request to the broker', () => {
  beforeEach(() => void jest.spyOn(Date, 'now').mockReturnValue(1_790_000_000_000));
  afterEach(() => void jest.restoreAllMocks());

  it('is to the byte what the client writes, whatever is in it', () => {
    fc.assert(fc.property(messages, (some) => ours(some).equals(theirs(some))));
  });

  const around = (each: number) => [each - 1, each, each + 1];
  it.each([0, ...[0x40, 0x80, 0x800, 0x2000, 0x4000, 0x10_0000].flatMap(around)])(
    'so is a part of %d characters',
    (size) => {
      for (const character of size > 100_000 ? ['a'] : ['a', 'é', '薪', '\u{1f600}', '\ud800']) {
        const long = character.repeat(size);
        const some = [
          placed({
            key: long,
            value: 'small',
            headers: new Map([
              [long, 'small'],
              ['small', long],
            ]),
          }),
          placed({ key: null, value: long, headers: new Map() }),
        ];
        expect(ours(some).equals(theirs(some))).toBe(true);
      }
    },
  );

  it('so are many messages, each with its place in its own partition', () => {
    const some = Array.from({ length: 3_000 }, (_, n) =>
      placed({ key: `${n}`, value: `${n}`, headers: new Map([['n', `${n}`]]) }, n % 7),
    );
    expect(ours(some).equals(theirs(some))).toBe(true);
  });

  it('is written so where the broker wants this layout, and by the client where it wants another', () => {
    const some = [placed({ key: 'case', value: '{}', headers: new Map([['ce_id', '1']]) })];
    const sent = (version: number) => {
      const found: Buffer[] = [];
      const connection = {
        send: (...[, , create]: Parameters<Connection['send']>) =>
          void found.push((create() as { buffer: Buffer }).buffer),
      };
      const client = Object.assign(
        (to: Connection, ...args: Parameters<typeof produceV11.createRequest>) =>
          to.send(
            0,
            version,
            () => produceV11.createRequest(...args),
            produceV11.parseResponse,
            true,
            true,
            () => {},
          ),
        { key: 0, version },
      );
      written(client as unknown as API<any, any>)(connection as Connection, -1, 30_000, some, numbering(), () => {});
      return found;
    };
    for (const version of [8, 9, 10, 11, 12]) expect(sent(version)).toEqual([theirs(some)]);
  });
});

describe('the partition of a key', () => {
  it('is the one that Java chooses, also the second time', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 50 }), (key, count) => {
        const chosen = compatibilityPartitioner(undefined as never, Buffer.from(key)) % count;
        expect([partitionOf(key) % count, partitionOf(key) % count]).toEqual([chosen, chosen]);
      }),
    );
  });
});
