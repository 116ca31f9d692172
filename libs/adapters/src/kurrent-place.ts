/** Places in the one log of a KurrentDB, as text that sorts like them. */
import { START as FIRST, type Position } from '@kurrent/kurrentdb-client';
import { START } from '@yimen/kernel';
import { StorageFailure } from './failure.ts';

/** The largest of them, 2^64 - 1, has twenty digits. A server that does not know a place says this number. */
const DIGITS = 20;
const UNKNOWN = 2n ** 64n - 1n;

const padded = (half: bigint): string => String(half).padStart(DIGITS, '0');

/** Commit, then prepare. A place that the server does not tell (before 22.6) is the start: more, but nothing missed. */
export function placeText(position: Position | undefined): string {
  if (!position || position.commit === UNKNOWN) return START;
  return `${padded(position.commit)}/${padded(position.prepare)}`;
}

export function placeOf(text: string): Position | typeof FIRST {
  if (text === START) return FIRST;
  const [, commit, prepare] = /^(\d{20})\/(\d{20})$/.exec(text) ?? [];
  if (commit === undefined || prepare === undefined) throw otherLog(text);
  return { commit: BigInt(commit), prepare: BigInt(prepare) };
}

const otherLog = (text: string) =>
  new StorageFailure({
    zh: `读取位置“${text}”属于另一种日志，不属于 KurrentDB；未改动任何内容，请改回原来的日志，或清空行存储后重新汇总。`,
    en:
      `The place "${text}" is of another log than KurrentDB; nothing was changed.` +
      ' Go back to that log, or empty the rows so that they are made anew.',
  });

/** A log that was restored has lost what came after its backup; what was made of that still stands in the rows. */
export const putBack = (text: string): StorageFailure =>
  new StorageFailure({
    zh:
      `KurrentDB 中的日志止于读取位置“${text}”之前，可能是从较早的备份恢复的；未改动任何内容。` +
      '请恢复完整的日志，或将行存储恢复到同一时刻，或清空行存储后重新汇总。',
    en:
      `The log in KurrentDB ends before the place "${text}" that was read already: perhaps an earlier backup was` +
      ' restored. Nothing was changed. Restore all of the log, or the rows of the same moment, or empty the rows.',
  });
