/** Text as every store keeps it, so that a view sorts and refuses alike in memory and in PostgreSQL. */

/** Names and keys stand in B-tree indexes, whose entries are limited to about 2,700 bytes. */
const LONGEST = 256;
/**
 * What comes from elsewhere is one of two such texts in a key at most, beside the names of who hears it and of whom:
 * those have 60 and 20 characters at most, and our own ids and streams stay below 70.
 */
const LONGEST_FOREIGN = 80;

/**
 * Order of code points, which is the order of UTF-8 bytes and of PostgreSQL's collation "C". The plain `<` compares
 * UTF-16 units and would sort a four-byte Han character (𠮷) before U+FF01.
 */
export function byCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const difference = rank(a.charCodeAt(i)) - rank(b.charCodeAt(i));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Lifts the halves of four-byte characters above every three-byte one. */
function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

/** Returns a name or key as it is, or throws where PostgreSQL would refuse it or keep something else. */
export function name(text: string): string {
  if (text.length > LONGEST) throw new Unstorable(`${text.slice(0, 40)}… has ${text.length} characters of ${LONGEST}`);
  if (!whole(text)) throw new Unstorable(`${JSON.stringify(text)} is not whole text`);
  return text;
}

/** Nothing can be stored under text that is not whole, so looking for it finds nothing. */
export function whole(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** Whether a text from elsewhere can be a part of every key that is made of it, and what rows are sorted by. */
export const fits = (text: string): boolean => text.length <= LONGEST_FOREIGN && whole(text);

/** What a value looks like after it was stored: plain JSON, detached from the caller and frozen. */
export function detached<T>(value: T): T {
  return (isPlain(value) ? copied(value) : frozen(JSON.parse(JSON.stringify(value ?? null)))) as T;
}

/** The same for the data of a row; throws where it could not be kept. */
export const rowData = (data: unknown): unknown => (isPlain(data) ? copied(data) : frozen(JSON.parse(rowJson(data))));

/** Made of nothing that JSON would change or a row would refuse; then a copy is enough, and costs a fifth. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return whole(value);
  if (typeof value !== 'object' || value === null) return value === null || isOrdinary(value);
  if (Array.isArray(value)) return value.every(isPlain);
  if (Object.getPrototypeOf(value) !== Object.prototype || 'toJSON' in value) return false;
  for (const [name, each] of Object.entries(value))
    if (!whole(name) || name === '__proto__' || !(each === undefined || isPlain(each))) return false;
  return true;
}

/** JSON knows no infinity and no negative zero. */
const isOrdinary = (value: unknown): boolean =>
  typeof value === 'boolean' || (Number.isFinite(value) && !Object.is(value, -0));

function copied(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(copied));
  const copy: Record<string, unknown> = {};
  for (const [name, each] of Object.entries(value)) if (each !== undefined) copy[name] = copied(each);
  return Object.freeze(copy);
}

/** The JSON of a row's data. Refuses NUL and halves of characters, which `jsonb` cannot hold. */
export function rowJson(data: unknown): string {
  const json = JSON.stringify(data ?? null);
  if (/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(json)) throw new Unstorable('a row holds NUL or half a character');
  return json;
}

export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

/** Nothing was stored: the text cannot be kept unchanged. */
export class Unstorable extends Error {
  constructor(why: string) {
    super(`无法原样保存这段文字，未写入任何内容。 This text cannot be stored unchanged, nothing was written: ${why}`);
  }
}
