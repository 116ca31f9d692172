/** An agency's topic read once more from its beginning, beside the group that listens and without moving it. */
import { START, type Again, type Batch, type Label, type Recorded } from '@yimen/kernel';
import { readEvent } from './cloud-event.ts';
import type { Extent, Incoming, KafkaClient, Page, Pager } from './kafka-client.ts';
import { KafkaFailure, told } from './kafka-failure.ts';
import { eventPlace, offsetsOf, placeOf } from './kafka-place.ts';

/** Asked for in place of the start: the first event that the topic still has, whatever was deleted before it. */
export const REMAINDER = 'remainder';

interface About {
  readonly agency: string;
  readonly topic: string;
  /** Of nobody else. */
  readonly group: string;
}

/** Runs the work, and fails in words if it takes too long; what comes too late is discarded. */
type InTime = <T>(about: string, work: () => Promise<T>, discard: (late: T) => Promise<void>) => Promise<T>;

interface Rereading extends About {
  readonly extents: () => Promise<Extents>;
  readonly pager: () => Promise<Pager>;
  readonly page: (from: Pager, partition: number, offset: bigint) => Promise<Page>;
}

/** Whoever reads once more does so by a connection of its own, which ends with the bus at the latest. */
export function rereading(client: KafkaClient, inTime: InTime) {
  const open = new Set<Pager>();
  const pager = async ({ topic, group }: About): Promise<Pager> => {
    const made = await inTime(
      topic,
      () => client.pager(topic, group),
      (late) => late.close(),
    );
    const close = () => {
      open.delete(made);
      return made.close();
    };
    open.add(made);
    return { page: made.page, close };
  };
  const again = (about: About): Again => {
    const { topic } = about;
    const extent = () => client.extent(topic).catch((error: unknown) => Promise.reject(told(error, topic)));
    return new KafkaAgain({
      ...about,
      extents: () => inTime(topic, extent, nothing),
      pager: () => pager(about),
      page: (from, partition, offset) => inTime(topic, () => from.page(partition, offset), nothing),
    });
  };
  return { again, close: () => Promise.allSettled([...open].map((each) => each.close())) };
}

/** A partition on the way to where it ended when the reading began. */
interface Lane {
  readonly partition: number;
  readonly end: bigint;
  /** The next to be fetched, and the next to be handed out. */
  next: bigint;
  done: bigint;
  waiting: Recorded[];
}

/** From one call of `follow` to the one that finds nothing more. */
interface Pass {
  readonly lanes: readonly Lane[];
  place: string;
}

type Extents = ReadonlyMap<number, Extent>;

const nothing = async (): Promise<void> => {};
const recordedAt = ({ waiting }: Lane): string => waiting[0]?.meta.recordedAt ?? '';

/** For one reader: a call begins when the one before has ended. */
class KafkaAgain implements Again {
  readonly #about: Rereading;
  #pass: Pass | undefined;
  #pager: Pager | undefined;

  constructor(about: Rereading) {
    this.#about = about;
  }

  async lacks(): Promise<Label | undefined> {
    const words = await this.#lacks(await this.#about.extents());
    await this.close();
    return words;
  }

  async follow(after: string, limit: number): Promise<Batch> {
    if (after === START || after === REMAINDER || this.#pass?.place !== after) this.#pass = await this.#begin(after);
    const { lanes } = this.#pass;
    const events: Recorded[] = [];
    while (events.length < limit) {
      for (const lane of lanes) await this.#fill(lane);
      const [lane] = lanes
        .filter(({ waiting }) => waiting.length > 0)
        .toSorted((a, b) => (recordedAt(a) <= recordedAt(b) ? -1 : 1));
      if (!lane) break;
      const event = lane.waiting.shift()!;
      lane.done = offsetsOf(event.position).get(lane.partition)!;
      events.push(event);
    }
    const position = placeOf(new Map(lanes.map(({ partition, done }) => [partition, done])));
    this.#pass.place = position;
    if (events.length === 0) await this.close();
    return { events, position };
  }

  async count(): Promise<number> {
    const extents = [...(await this.#about.extents()).values()];
    return Number(extents.reduce((sum, { low, high }) => sum + high - low, 0n));
  }

  async close(): Promise<void> {
    this.#pass = undefined;
    await this.#letGo();
  }

  async #begin(after: string): Promise<Pass> {
    const extents = await this.#about.extents();
    const said = offsetsOf(after);
    const isCut = [...extents].some(([partition, { low }]) => (said.get(partition) ?? 0n) < low) && after !== REMAINDER;
    const lack = isCut ? await this.#lacks(extents) : undefined;
    if (lack) throw new KafkaFailure('forgotten', lack);
    const lanes = [...extents].map(([partition, { low, high: end }]): Lane => {
      const from = said.get(partition) ?? low;
      return { partition, end, next: from, done: from, waiting: [] };
    });
    return { lanes, place: after };
  }

  /** What nobody can read was put aside when it was heard; here it is passed over. */
  async #fill(lane: Lane): Promise<void> {
    while (lane.waiting.length === 0 && lane.next < lane.end) {
      const { messages, next } = await this.#page(lane.partition, lane.next);
      lane.next = next;
      for (const message of messages) {
        const event = message.offset < lane.end ? this.#read(message) : undefined;
        if (event) lane.waiting.push(event);
      }
    }
  }

  #read({ partition, offset, headers, value }: Incoming): Recorded | undefined {
    const position = eventPlace(partition, offset);
    const header = (name: string) => headers.get(name)?.toString();
    const read = readEvent({ header, value: value?.toString(), agency: this.#about.agency, position });
    return 'event' in read ? read.event : undefined;
  }

  /** A page that begins later than it was asked to says that what was between has been deleted meanwhile. */
  async #page(partition: number, offset: bigint): Promise<Page> {
    const { agency, pager, page } = this.#about;
    try {
      this.#pager ??= await pager();
      const found = await page(this.#pager, partition, offset);
      if (found.messages[0]?.offset === offset) return found;
      throw new KafkaFailure('forgotten', gone(agency, found.messages[0] && this.#read(found.messages[0])));
    } catch (error) {
      await this.#letGo();
      throw error;
    }
  }

  /** All is there from the moment on at which the last of the shortened partitions begins. */
  async #lacks(extents: Extents): Promise<Label | undefined> {
    const cut = [...extents].filter(([, { low }]) => low > 0n);
    if (cut.length === 0) return undefined;
    const first: Recorded[] = [];
    for (const [partition, { low, high }] of cut) {
      const messages = low < high ? (await this.#page(partition, low)).messages : [];
      const event = messages.map((message) => this.#read(message)).find((each) => each !== undefined);
      if (event) first.push(event);
    }
    const latest = first.toSorted((a, b) => (a.meta.recordedAt < b.meta.recordedAt ? 1 : -1))[0];
    return gone(this.#about.agency, first.length === cut.length ? latest : undefined);
  }

  async #letGo(): Promise<void> {
    const ending = this.#pager;
    this.#pager = undefined;
    await ending?.close();
  }
}

function gone(agency: string, first: Recorded | undefined): Label {
  const at = first?.meta.recordedAt;
  return {
    zh: `Kafka 已删除 ${agency} 较早的事件，${at ? `现存的自 ${at} 起完整` : '现存的不完整'}`,
    en: `Kafka has deleted older events of ${agency}; ${at ? `what is left is whole from ${at} on` : 'what is left is not whole'}`,
  };
}
