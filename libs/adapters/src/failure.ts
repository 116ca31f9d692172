/** What the operator must know when the storage cannot be opened. */
import { Unavailable } from '@yimen/kernel';

interface Told {
  readonly zh: string;
  readonly en: string;
  readonly cause?: unknown;
}

/** The storage cannot be used as it is; what happened, what was kept, what to do. */
export class StorageFailure extends Error {
  readonly zh: string;
  readonly en: string;
  constructor({ zh, en, cause }: Told) {
    super(`${zh}\n${en}`, { cause });
    this.name = new.target.name;
    this.zh = zh;
    this.en = en;
  }
}

export type EmbeddedReason = 'account' | 'damaged' | 'missing-binary' | 'not-started' | 'other-version' | 'unwritable';

/** The embedded PostgreSQL cannot be started; `reason` tells a script what the words tell a person. */
export class EmbeddedFailure extends StorageFailure {
  readonly reason: EmbeddedReason;
  constructor(reason: EmbeddedReason, told: Told) {
    super(told);
    this.reason = reason;
  }
}

/**
 * PostgreSQL's codes for: gone, going, starting, full, timed out, lost a race, only reads since another has taken over.
 * Class 08 is the connection itself; meanwhile a name may be looked up in vain (EAI).
 */
const PASSING = /^(08...|57P0[1-5]|57014|53[0-3]00|25006|25P0[34]|40001|40P01|55P03|E[A-Z]+|EAI_[A-Z]+)$/;
const BROKEN =
  /connection terminated|connection ended|client has encountered|timeout exceeded|read timeout|not queryable/i;
const SILENT = /query read timeout/i;

/** Whether the server has said nothing for so long that nothing more is to be asked on this connection. */
export const isSilent = (error: unknown): boolean => SILENT.test(String((error as Error | undefined)?.message));

/** Whether the same call may well succeed in a moment. */
export function passes(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  return PASSING.test(code) || BROKEN.test(message);
}

/** Runs a call; what will pass comes out as `Unavailable`, so that nobody blames the message for it. */
export async function reachable<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw passes(error) ? away(error) : error;
  }
}

/** The storage is away for the moment; the words are for whoever waits for an answer, the cause is for the log. */
class StorageAway extends Unavailable {
  readonly zh: string;
  readonly en: string;
  constructor({ zh, en, cause }: Told) {
    super(`${zh} ${en} (${cause instanceof Error ? cause.message : String(cause)})`, { cause });
    this.zh = zh;
    this.en = en;
  }
}

const DISK_FULL = '53100';

export function away(cause: unknown): Unavailable {
  if ((cause as { code?: string }).code === DISK_FULL)
    return new StorageAway({
      zh: '数据库磁盘已满，暂不能保存；已确认的内容都在。请告知运维人员腾出空间，再用同一编号重试。',
      en: 'The disk of the database is full and nothing can be saved now; what was confirmed is kept. Tell the operator, then try again with the same id.',
      cause,
    });
  return new StorageAway({
    zh: '数据库暂时不可用；已确认的内容都在，请稍后用同一编号重试。',
    en: 'The database is away for the moment; what was confirmed is kept. Try again with the same id.',
    cause,
  });
}
