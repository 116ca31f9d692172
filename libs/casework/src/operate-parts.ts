/**
 * A log may be longer than what fits into memory. What has to be remembered of each of its entries is remembered of a
 * part (份) of them at a time, and the log is read once for each part.
 */

/** So many names are remembered at once, some hundred megabytes. */
export const AT_ONCE = 1_000_000;

/** Whether it is the turn of this name. */
export type Part = (name: string) => boolean;

/** Each name belongs to one part, and of so many names each part has about as many as fit. */
export function* partsOf(names: number, atOnce = AT_ONCE): Generator<Part> {
  const parts = Math.max(1, Math.ceil(names / atOnce));
  for (let part = 0; part < parts; part += 1) yield (name) => parts === 1 || spread(name) % parts === part;
}

/** A number for a name, by FNV-1a: names that are alike have numbers that are not. */
function spread(name: string): number {
  let number = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) number = Math.imul(number ^ name.charCodeAt(at), 0x01000193);
  return number >>> 0;
}
