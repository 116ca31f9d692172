/** Logs told once more together, and rows that are folded from them and compared. */
import { describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters';
import { change, event, on, view, type Row } from '@yimen/kernel';
import { recorded } from '@yimen/kernel/testing';
import { z } from 'zod';
import { retold, type Log } from './operate-logs.ts';
import { differences, foldedRows } from './operate-rows.ts';

const Noted = event({ name: 'Noted', zh: '', en: '', data: z.object({ left: z.boolean() }) });

/** A log that tells one event at a time, of these minutes. */
function log(from: string, ...minutes: number[]): Log {
  const events = minutes.map((minute, at) =>
    recorded(Noted({ left: false }), {
      ...{ id: `${minute}`, stream: from, version: at + 1 },
      meta: { agency: from, occurredAt: `2026-03-02T01:0${minute}:00.000Z` },
    }),
  );
  const follow: Log['follow'] = async (after) => {
    const some = events.slice(Number(after), Number(after) + 1);
    return { events: some, position: String(Number(after) + some.length) };
  };
  return { from, follow };
}

it('logs are told by the moment of writing, however much of each comes at once', async () => {
  const told: string[] = [];
  for await (const some of retold([log('north', 1, 2, 5), log('south', 3, 4)], new Set(['Noted'])))
    told.push(...some.map(({ event: { id } }) => id));
  expect(told).toEqual(['1', '2', '3', '4', '5']);
});

describe('rows that are folded', () => {
  const left = view<number>({
    name: 'left',
    on: [on(Noted, ({ data, stream }) => [change<number>(stream, () => (data.left ? undefined : 1))])],
  });
  const said = (isLeft: boolean) => recorded(Noted({ left: isLeft }), { stream: 'a' });

  it('are gone where they were dropped after those they were folded on from', () => {
    const before = foldedRows();
    before.fold(left, said(false));
    const now = foldedRows(before);
    now.fold(left, said(true));
    expect([now.at('a'), [...now.keys()], [...now.touched()]]).toEqual([undefined, [], ['a']]);
    expect(before.at('a')?.data).toBe(1);
  });

  it('are compared with all that are kept, a page after the other', async () => {
    const rows = Array.from({ length: 2_001 }, (_, n): [string, Row] => ['left', { key: `${n}`, data: n }]);
    let found = 0;
    for await (const { kind } of differences(foldedRows(), memoryRows(...rows), 'left'))
      found += Number(kind === 'extra');
    expect(found).toBe(2_001);
  });
});
