/**
 * The id of a party, made from the number that the state gave it, so that a race cannot make two. The digest is keyed,
 * so that nobody who sees an id can find the number by trying them all; the key is made once and never leaves here.
 */
import { createHmac, randomBytes } from 'node:crypto';
import type { Rows } from '@yimen/kernel';
import { uuidOf } from '@yimen/terms';

const KEYS = 'identity-key';
const keys = new WeakMap<Rows, Promise<string>>();

const keyOf = (rows: Rows): Promise<string> => {
  const known =
    keys.get(rows) ??
    rows.transaction(async (tx) => {
      const there = await tx.row<string>(KEYS, 'key');
      const key = there?.data ?? randomBytes(32).toString('hex');
      if (!there) await tx.put(KEYS, { key: 'key', data: key });
      return key;
    });
  keys.set(rows, known);
  known.catch(() => keys.delete(rows));
  return known;
};

/** A UUID (version 8) that is always the same for the same number in the same register. */
export async function identityOf(rows: Rows, number: string): Promise<string> {
  const hex = createHmac('sha256', await keyOf(rows))
    .update(number)
    .digest('hex');
  return uuidOf(hex);
}
