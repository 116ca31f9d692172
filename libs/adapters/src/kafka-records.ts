/**
 * Requests to the broker with their records (Kafka's format 2), written once and into one buffer for each partition.
 * What the client of Platformatic writes is the same to the byte, but it makes a buffer of every length and of every
 * name and value of a header, and then joins seventy for an event: three quarters of what sending costs.
 */
import {
  crc32c,
  groupByProperty,
  Writer,
  type API,
  type Callback,
  type Connection,
  type CreateRecordsBatchOptions,
  type MessageRecord,
} from '@platformatic/kafka';
import type { Outgoing } from './kafka-client.ts';

/** A message that has its partition already. */
export interface Placed {
  readonly topic: string;
  readonly partition: number;
  readonly value: Outgoing;
}

/** Who has sent it and how many before it, by which the broker knows a request that comes twice. */
export type Numbering = Pick<CreateRecordsBatchOptions, 'producerId' | 'producerEpoch' | 'sequences'>;

/** What the client asks with: who must acknowledge (-1: all in sync), how long that may take, what, numbered how. */
export type Asked = [acks: number, timeoutMs: number, messages: readonly Placed[], numbering: Numbering];

/** The versions of the request that are laid out as it is written here. */
const WRITTEN = { from: 9, to: 11 };

/** The client's way of asking, with requests written here; a broker that wants another layout gets the client's own. */
export function written(api: API<any, any>): API<any, any> {
  const isOurs = api.version >= WRITTEN.from && api.version <= WRITTEN.to;
  const ask = (connection: Connection, ...args: [...Asked, Callback<unknown>]) => {
    const [acks, timeoutMs, messages, numbering, done] = args;
    if (!isOurs) return api(connection, acks, timeoutMs, messages.map(plain), numbering, done);
    const send: Connection['send'] = (...[key, version, , ...more]) =>
      connection.send(key, version, () => produceRequest(acks, timeoutMs, messages, numbering), ...more);
    return api({ send } as Connection, ...args);
  };
  return Object.assign(ask, api);
}

/** A message in the form that the client writes by itself. */
export const plain = ({ topic, partition, value: { key, value, headers } }: Placed): MessageRecord => ({
  ...{ topic, partition },
  ...(key !== null && { key: Buffer.from(key) }),
  value: (value === null ? undefined : Buffer.from(value)) as Buffer,
  headers: new Map([...headers].map(([name, said]) => [Buffer.from(name), Buffer.from(said)])),
});

export function produceRequest(...[acks, timeoutMs, messages, numbering]: Asked): Writer {
  const now = BigInt(Date.now());
  const request = Writer.create().appendString(null).appendInt16(acks).appendInt32(timeoutMs);
  return request
    .appendArray(grouped(messages, 'topic'), (topics, [topic, its]) => {
      topics.appendString(topic).appendArray(grouped(its, 'partition'), (to, [partition, some]) => {
        const first = numbering.sequences.getWithDefault(`${topic}:${partition}`, 0);
        const records = batch(some, { ...numbering, first, now });
        to.appendInt32(Number(partition))
          .appendUnsignedVarInt(records.length + 1)
          .append(records);
      });
    })
    .appendTaggedFields();
}

const grouped = (messages: readonly Placed[], by: 'topic' | 'partition') =>
  groupByProperty(messages as Placed[], by) as [string, Placed[]][];

interface Head extends Numbering {
  /** The number of the first record among all that this producer has sent to the partition. */
  readonly first: number;
  /** All records are of one moment, in milliseconds since 1970. */
  readonly now: bigint;
}

const FORMAT = 2;
const HEAD = 61;
/** The length counts from here, the sum is over everything from there. */
const [COUNTED, SUMMED] = [12, 21];
/** A guess at the size of a record; where it is wrong, the record is moved or the page made wider. */
const USUAL = 2_048;

function batch(messages: readonly Placed[], { producerId, producerEpoch, first, now }: Head): Buffer {
  const page = new Page(HEAD + messages.length * USUAL);
  page.end = HEAD;
  for (let n = 0; n < messages.length; n += 1) page.record(messages[n]!.value, n);
  const bytes = page.bytes.subarray(0, page.end);
  bytes.fill(0, 0, HEAD);
  bytes.writeInt32BE(bytes.length - COUNTED, 8);
  bytes.writeInt8(FORMAT, 16);
  bytes.writeInt32BE(messages.length - 1, 23);
  bytes.writeBigInt64BE(now, 27);
  bytes.writeBigInt64BE(now, 35);
  bytes.writeBigInt64BE(producerId, 43);
  bytes.writeInt16BE(producerEpoch, 51);
  bytes.writeInt32BE(first, 53);
  bytes.writeInt32BE(messages.length, 57);
  bytes.writeUInt32BE(crc32c(bytes.subarray(SUMMED)), 17);
  return bytes;
}

/** Numbers are doubled, which leaves room for negative ones, and stand in as few bytes of seven bits as they need. */
const sizeOf = (number: number): number =>
  number < 0x40 ? 1 : number < 0x2000 ? 2 : number < 0x10_0000 ? 3 : number < 0x800_0000 ? 4 : 5;
const LARGEST_SIZE = 5;
/** Of one unit of a text as UTF-8. */
const WIDEST = 3;
/** The length of what is absent. */
const NOTHING = -1;

/** Names of headers with their lengths before them: they are few, and the same in every event. */
const names = new Map<string, Buffer>();
const MOST_NAMES = 100;

function named(name: string): Buffer {
  const known = names.get(name);
  if (known) return known;
  const page = new Page(name.length);
  page.part(name);
  const bytes = page.bytes.subarray(0, page.end);
  if (names.size < MOST_NAMES) names.set(name, bytes);
  return bytes;
}

class Page {
  bytes: Buffer;
  end = 0;

  constructor(size: number) {
    this.bytes = Buffer.allocUnsafe(size);
  }

  /** Without attributes, and of the moment of its batch; `offset` counts from the batch's first. */
  record({ key, value, headers }: Outgoing, offset: number): void {
    const gap = sizeOf(USUAL);
    const begin = this.leave(gap);
    this.number(0);
    this.number(0);
    this.number(offset);
    this.part(key);
    this.part(value);
    this.number(headers.size);
    for (const [name, said] of headers) {
      this.name(name);
      this.part(said);
    }
    this.measure(begin, gap);
  }

  part(part: string | Buffer | null): void {
    if (typeof part === 'string') {
      const gap = sizeOf(part.length);
      const begin = this.leave(gap);
      this.room(part.length * WIDEST);
      this.end += this.bytes.write(part, this.end);
      this.measure(begin, gap);
    } else if (part === null) {
      this.number(NOTHING);
    } else {
      this.number(part.length);
      this.room(part.length);
      this.bytes.set(part, this.end);
      this.end += part.length;
    }
  }

  /** Byte by byte: they are short, and a call out of JavaScript would cost more. */
  private name(name: string): void {
    const bytes = named(name);
    this.room(bytes.length);
    for (let n = 0; n < bytes.length; n += 1) this.bytes[this.end + n] = bytes[n]!;
    this.end += bytes.length;
  }

  private number(number: number): void {
    this.room(LARGEST_SIZE);
    this.end = this.put(number, this.end);
  }

  /** Leaves a gap for a length that is not known yet; where it begins. */
  private leave(gap: number): number {
    this.room(gap);
    this.end += gap;
    return this.end - gap;
  }

  /** Writes into the gap how long it is from there until now; what stands behind it moves if the gap does not fit. */
  private measure(begin: number, gap: number): void {
    const length = this.end - begin - gap;
    const size = sizeOf(length);
    if (size !== gap) {
      this.room(LARGEST_SIZE);
      this.bytes.copyWithin(begin + size, begin + gap, this.end);
      this.end += size - gap;
    }
    this.put(length, begin);
  }

  /** -1 becomes 1, 0 becomes 0, 1 becomes 2. Where it ends. */
  private put(number: number, at: number): number {
    let to = at;
    let rest = (number << 1) ^ (number >> 31);
    for (; rest > 0x7f; rest >>>= 7) this.bytes[to++] = (rest & 0x7f) | 0x80;
    this.bytes[to++] = rest;
    return to;
  }

  private room(more: number): void {
    if (this.end + more <= this.bytes.length) return;
    const wider = Buffer.allocUnsafe(2 * (this.end + more));
    this.bytes.copy(wider, 0, 0, this.end);
    this.bytes = wider;
  }
}
