/** What a KurrentDB that cannot answer means for a caller. */
import { away, StorageFailure } from './failure.ts';
import { Unstorable } from './text.ts';

/** A server that says nothing for so long is away; the client alone would wait for ever. */
const PATIENCE_MS = 15_000;

const PASSING = new Set(['unavailable', 'cancelled', 'timeout', 'deadline-exceeded', 'not-leader']);
/** gRPC: cancelled, deadline exceeded, internal, unavailable. Asking what a server can do fails with the bare code. */
const PASSING_CODES = new Set([1, 4, 13, 14]);
const BUSY =
  /server is (not ready|(too )?busy)|no leader info|to discover|write after end|no reply|\(connect\)|by handler/i;

interface Refusal {
  readonly type?: string;
  readonly code?: number;
  readonly message?: string;
}

/** Whether the same call may well succeed in a moment. */
export function passes(error: unknown): boolean {
  const { type = '', code = -1, message = '' } = error as Refusal;
  return PASSING.has(type) || (!type && PASSING_CODES.has(code)) || BUSY.test(message);
}

/** What the client has no type for, though it says that nothing was kept. */
const REFUSED = /BadRequest|InvalidTransaction|MaximumAppendEventSizeExceeded/;
const UNKNOWN = 2;

/** Whether an append that failed may have been kept: nobody has answered, or the answer does not say. */
export function isUnsure(error: unknown): boolean {
  const { type, code = type === undefined ? -1 : UNKNOWN, message = '' } = error as Refusal;
  const isUnknown = code === UNKNOWN && (type === undefined || type === 'unknown');
  return passes(error) || (isUnknown && !REFUSED.test(message));
}

/** Runs a call; what will pass comes out as `Unavailable`, and what an operator must see to in words. */
export async function reached<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw passes(error) ? away(error) : told(error);
  }
}

function told(error: unknown): unknown {
  const { type, message = '' } = error as Refusal;
  if (type === 'maximum-append-size-exceeded')
    return new Unstorable('it is more than one append may be on this KurrentDB; let MaxAppendSize be at least 4194304');
  if (message.includes('MaximumAppendEventSizeExceeded'))
    return new Unstorable(
      'an event is more than it may be on this KurrentDB; let MaxAppendEventSize be at least 4194304',
    );
  if (type === 'access-denied')
    return new StorageFailure({
      zh: 'KurrentDB 拒绝了该账号，未写入任何内容；该账号须能读写本机构的流，并能读取 $all（管理员，或在 $all 的访问列表中）。',
      en:
        'KurrentDB refused this account, nothing was written. It must read and write the streams of its agency and' +
        ' read $all: make it an administrator, or name it in the access list of $all.',
      cause: error,
    });
  if (type === 'stream-deleted')
    return new StorageFailure({
      zh: '该流已被从 KurrentDB 中永久删除，其中内容不再可用；未写入任何内容，请从备份恢复。',
      en: 'This stream was deleted from KurrentDB for ever; nothing was written. Restore it from a backup.',
      cause: error,
    });
  return error;
}

class Silent extends Error {
  constructor() {
    super(`no reply for ${PATIENCE_MS / 1000} s`);
  }
}

/** Everything that a call gives, in order, unless the server falls silent. */
export async function collected<T>(source: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  return inTime(async (heard) => {
    for await (const each of source) {
      found.push(each);
      heard();
    }
    return found;
  });
}

/** Whether the line itself broke or is silent, so that nobody who waits for it would do better. */
export function isCut(error: unknown): boolean {
  const { type, code = -1 } = error as Refusal;
  if (error instanceof Silent || (type === undefined && PASSING_CODES.has(code))) return true;
  return type === 'unavailable' || type === 'cancelled';
}

/** Ends when the server has said nothing for too long; `heard` says that it has. */
export async function inTime<T>(call: (heard: () => void) => Promise<T>): Promise<T> {
  const { promise: silence, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Silent()), PATIENCE_MS);
  try {
    return await Promise.race([call(() => void timer.refresh()), silence]);
  } finally {
    clearTimeout(timer);
  }
}
