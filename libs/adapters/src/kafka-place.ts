/**
 * Places in a topic as text. A reader keeps the place of its last batch beside what it has written, so it names every
 * partition: `0:17,2:4` means that 17 is the next to be heard of partition 0 and 4 that of partition 2.
 */
import type { Offsets } from './kafka-client.ts';

const PLACE = /^\d+:\d+(,\d+:\d+)*$/;
/** Of an event: as long as the largest offset, so that the events of one case sort as text. */
const DIGITS = 19;
const EVENT = /^(\d{19})@(\d+)$/;

export const eventPlace = (partition: number, offset: bigint): string =>
  `${String(offset).padStart(DIGITS, '0')}@${partition}`;

export const placeOf = (offsets: Offsets): string =>
  [...offsets]
    .toSorted(([a], [b]) => a - b)
    .map(([partition, offset]) => `${partition}:${offset}`)
    .join(',');

/** Nothing is known of partitions that are not named; a place of another bus names none. */
export function offsetsOf(place: string): Offsets {
  const [, offset, partition] = EVENT.exec(place) ?? [];
  if (offset) return new Map([[Number(partition), BigInt(offset) + 1n]]);
  if (!PLACE.test(place)) return new Map();
  const pairs = place.split(',').map((pair) => pair.split(':'));
  return new Map(pairs.map(([partition = '', next = '']) => [Number(partition), BigInt(next)]));
}
