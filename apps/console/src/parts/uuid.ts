/** A UUID of version 7: the moment first, so that ids sort by age, then 74 bits of chance. */
export function uuidv7(milliseconds: number, chance: Uint8Array): string {
  if (chance.length < 10) throw new RangeError('a UUID of version 7 needs ten bytes of chance');
  const bytes = new Uint8Array(16);
  for (let at = 0; at < 6; at += 1) bytes[at] = Math.floor(milliseconds / 2 ** (8 * (5 - at))) % 256;
  bytes.set(chance.subarray(0, 10), 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** A new id from the browser's own clock and chance. It works on plain HTTP too, where `randomUUID` is missing. */
export const newId = (): string => uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
