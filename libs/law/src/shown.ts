/** What was given, short enough for a message. Objects are not printed: they may be large, or refuse to be text. */
export function shown(value: unknown, length = 40): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[…]' : '{…}';
  if (typeof value === 'function' || typeof value === 'symbol') return typeof value;
  const text = `${value as string}`;
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
