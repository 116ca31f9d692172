/** What an agency has said once is read for ever: stored examples of its events, a list in each file of a folder. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import type { EventType } from '@yimen/kernel';

interface Example {
  readonly type: string;
  readonly version: number;
  readonly data: unknown;
}

/** The stored examples in a folder of JSON files, each a list. */
export const examplesIn = (folder: URL): Example[] =>
  readdirSync(folder).flatMap((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Example[]);

/** Every stored example of every version still reads and parses as the newest shape. */
export function checkHistory(types: readonly EventType[], examples: readonly Example[]): void {
  for (const { type, version, data } of examples) {
    const known = types.find((candidate) => candidate.type === type);
    assert.ok(known, `${type} was said once and is no longer known`);
    known.schema.parse(known.read(data, version));
  }
  for (const known of types)
    assert.ok(
      examples.some(({ type, version }) => type === known.type && version === known.version),
      `history/ has no example of ${known.type} version ${known.version}`,
    );
}
