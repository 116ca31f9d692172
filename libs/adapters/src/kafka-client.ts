/**
 * What the bus needs of a Kafka client: small, so that another client is an afternoon's work. Which client is used is
 * decided by what was measured, and can be decided otherwise.
 */
import { setTimeout as pause } from 'node:timers/promises';

export interface KafkaAt {
  /** `host:port` of one or more brokers of the cluster. */
  readonly brokers: readonly string[];
  /** Absent where the broker lets everybody in. */
  readonly login?: Login | undefined;
  /** How long to wait for the broker before saying in words what is wrong; 10,000 ms if left out. */
  readonly readyMs?: number | undefined;
  /** After so long without a sign of life another member takes over what this one was reading; 6,000 ms if left out. */
  readonly sessionMs?: number | undefined;
  /**
   * Who of its agency this process is, and is again after a crash: the broker then lets it go on at once, and does not
   * wait for the session of the one that died. Two that share it both hear everything. kafkajs knows no such members.
   */
  readonly instance?: string | undefined;
}

/** SCRAM-SHA-512 over TLS. */
export interface Login {
  readonly username: string;
  readonly password: string;
  /** The certificate of the authority that the brokers show, as PEM; those of the machine if left out. */
  readonly ca?: string | undefined;
}

export interface Outgoing {
  readonly key: string | null;
  readonly value: string | Buffer | null;
  readonly headers: ReadonlyMap<string, string | Buffer>;
}

export interface Incoming {
  readonly partition: number;
  readonly offset: bigint;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  /** Of two headers of one name the last one counts; one that says nothing is empty. */
  readonly headers: ReadonlyMap<string, Buffer>;
}

export type Offsets = ReadonlyMap<number, bigint>;

/** Where a partition begins and where its next message will stand. */
export interface Extent {
  readonly low: bigint;
  readonly high: bigint;
}

/** Sends idempotently, acknowledged by all replicas in sync, to the partition that the Java client would choose. */
export interface Sender {
  /**
   * Resolves when the broker has all of them. Must not be called while a call is open, and a sender that has failed
   * must not be used again: its sequence numbers may then stand for other messages.
   */
  send(topic: string, messages: readonly Outgoing[]): Promise<void>;
  close(): Promise<void>;
}

export interface Receiving {
  readonly topic: string;
  readonly group: string;
  /** Where each partition begins for the first assignment; partitions that come later go on where the group stands. */
  readonly starts: Offsets;
  /** From now on these partitions are ours, and only these. Called before the first message of a new one. */
  assigned(partitions: readonly number[]): void;
  /** Messages in the order of their partitions. No more are brought until the promise is there. */
  take(messages: readonly Incoming[]): Promise<void>;
  /** The receiver has given up and must be closed. */
  lost(error: unknown): void;
}

export interface Receiver {
  /** The next message to be read of each partition. Rejects while the group is being rearranged. */
  commit(offsets: Offsets): Promise<void>;
  /**
   * Whether the reader is in no hurry, as nothing that came of late was wanted: what comes in a part of a second may
   * then be brought together. Left out where a client cannot.
   */
  rest?(isInNoHurry: boolean): void;
  /** Leaves the group, so that the others need not wait for the session to end. */
  close(): Promise<void>;
}

export interface Page {
  /** Messages of one partition in order; the first is another than was asked for, or none, if that was deleted. */
  readonly messages: readonly Incoming[];
  /** Where the page after this one begins. */
  readonly next: bigint;
}

/** Reads where it is told to, beside every group and without a place of its own. */
export interface Pager {
  /** Must not be called while a call is open, nor at or behind the end of the partition. */
  page(partition: number, offset: bigint): Promise<Page>;
  close(): Promise<void>;
}

export interface KafkaClient {
  /** Resolves when a broker has answered and the log-in was accepted. */
  ready(): Promise<void>;
  sender(): Promise<Sender>;
  /** Resolves when the group has given out its partitions. */
  receive(how: Receiving): Promise<Receiver>;
  /** The name of the group is used by nobody else; nothing is committed under it. */
  pager(topic: string, group: string): Promise<Pager>;
  extent(topic: string): Promise<ReadonlyMap<number, Extent>>;
  /** Of each partition the first message sent at this moment (ms) or later; where there is none, its end or nothing. */
  since(topic: string, moment: number): Promise<Offsets>;
  /** Partitions of which the group has committed nothing are left out. */
  committed(group: string, topic: string): Promise<Offsets>;
  close(): Promise<void>;
}

/** What clients complain about: the only trace of a refused password in one that keeps trying. */
export interface Complaints {
  /** The last one since then, with `moment` as `performance.now()` gives it. */
  since(moment: number): unknown;
  note(error: unknown): void;
}

export type OpenClient = (at: KafkaAt, complaints: Complaints) => KafkaClient;

export const SESSION_MS = 6_000;
/** Long enough for a broker that starts anew, short enough for the operator to hear of one that does not. */
export const TRIES = 60;
export const TRY_AGAIN_MS = 200;
/**
 * Tries of one sending. Where several partitions lose their leader to different brokers a client may go on asking the
 * wrong one; whoever sends anew, with a new sender, asks the right ones.
 */
export const SEND_TRIES = 15;
/** A broker that has not answered by then is taken for dead: one that halts, or a broken line, says nothing. */
export const REQUEST_MS = 10_000;
/** The same for a short question. */
export const QUESTION_MS = 3_000;

/** The brokers, each time another one first: whoever begins anew does not ask first whom it had no answer from. */
export function byTurns(brokers: readonly string[]): () => string[] {
  let turn = 0;
  return () => {
    const first = turn++ % brokers.length;
    return [...brokers.slice(first), ...brokers.slice(0, first)];
  };
}

/** What one request may bring: with the clients' own defaults a member would hold hundreds of megabytes. */
export const LARGEST_FETCH = 1_048_576;
const CLOSE_MS = 3_000;

/** Rejects when the work is not done by then; what it comes to afterwards nobody hears. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const done = new AbortController();
  const late = pause(ms, undefined, { signal: done.signal }).then(() => {
    throw new Error(`no answer in ${ms} ms`);
  });
  return Promise.race([work, late]).finally(() => done.abort());
}

/** A broker that is gone must not keep a service from ending: what is not closed by then is left to it. */
export const closeInTime = (closing: Promise<unknown>): Promise<void> =>
  within(CLOSE_MS, closing).then(
    () => {},
    () => {},
  );
