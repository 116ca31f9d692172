/** A log in which something is wrong: it is found also where the log has to be read in parts, and then once. */
import { describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters';
import { HEARD, PLACE, RELAY, type EventStore, type Recorded, type RowName, type Rows } from '@yimen/kernel';
import { agency, language } from './agency.ts';
import { partsOf } from './operate-parts.ts';
import { verifyLog } from './operate-verify-log.ts';

const none = { zh: '', en: '' };
const north = agency({ speaks: language('north', none, []), hears: [], deciders: [] });
const meta = { agency: 'north', actor: { id: '', agency: 'north', roles: [] }, commandId: '', digest: '', shape: 1 };
const at = { ...meta, occurredAt: '2026-03-02T01:00:00.000Z', recordedAt: '2026-03-02T01:00:00.000Z' };

/** Streams of three events each, told apart by their numbers; `n` counts from 1. */
const eventAt = (n: number): Recorded => ({
  ...{ id: `event-${n}`, type: 'Noted', data: null, meta: at },
  stream: `north.note-${Math.floor((n - 1) / 3)}`,
  version: ((n - 1) % 3) + 1,
  position: String(n).padStart(19, '0'),
});

/** A log of so many events that are made when they are read, with some in place of others. */
function logOf(length: number, instead: Readonly<Record<number, Partial<Recorded>>> = {}) {
  const read = { times: 0 };
  const follow: EventStore['follow'] = async (after, limit) => {
    if (after === '') read.times += 1;
    const first = Number(after) + 1;
    const count = Math.max(0, Math.min(limit, length - first + 1));
    const events = Array.from({ length: count }, (_, n) => ({ ...eventAt(first + n), ...instead[first + n] }));
    return { events, position: events.at(-1)?.position ?? after };
  };
  return { read, follow, count: async () => length };
}

async function found(log: ReturnType<typeof logOf>, { rows = memoryRows(), atOnce = 1_000_000 } = {}) {
  const verifying = { agency: north, store: log as unknown as EventStore, rows, logs: [{ from: 'north', ...log }] };
  return (await verifyLog(verifying, atOnce)).map(({ where, what, en }) => [where, what, en]);
}

const put = (rows: Rows, [view, key]: RowName, data: unknown) => rows.transaction((tx) => tx.put(view, { key, data }));

const twice = ['log', 'north.note-2/2', 'its id event-3 stands twice'];
const planted: Readonly<Record<string, readonly [Readonly<Record<number, Partial<Recorded>>>, readonly string[][]]>> = {
  'an id that stands in two streams': [{ 8: { id: 'event-3' } }, [twice]],
  'an id that stands three times': [
    { 8: { id: 'event-3' }, 9: { id: 'event-3' } },
    [twice, ['log', 'north.note-2/3', 'its id event-3 stands twice']],
  ],
  'an event that is there twice': [
    { 6: { ...eventAt(5) } },
    [
      ['log', 'north.note-1/2', 'event 3 is not there'],
      ['log', 'north.note-1/2', 'its id event-5 stands twice'],
    ],
  ],
  'an event that is gone': [
    { 5: { stream: 'north.note-x', version: 1 } },
    [['log', 'north.note-1/3', 'event 2 is not there']],
  ],
  'two events in the wrong order': [
    { 4: { version: 2 }, 5: { version: 1 } },
    [
      ['log', 'north.note-1/2', 'event 1 is not there'],
      ['log', 'north.note-1/1', 'event 3 is not there'],
    ],
  ],
};

describe('the verification of a log', () => {
  it.each(Object.entries(planted))('finds %s, whole and in parts', async (_, [instead, wanted]) => {
    expect(await found(logOf(12, instead))).toEqual(wanted);
    for (const atOnce of [1, 2, 5]) {
      const inParts = await found(logOf(12, instead), { atOnce });
      expect(inParts.toSorted()).toEqual(wanted.toSorted());
    }
  });

  it('remembers no more at once than it may, and reads once more for each part', async () => {
    const log = logOf(5_000, { 4_000: { id: 'event-17' } });
    const wanted = [['log', 'north.note-1333/1', 'its id event-17 stands twice']];
    expect(await found(log, { atOnce: 1_000 })).toEqual(wanted);
    // Five parts, and what was heard of it.
    expect(log.read.times).toBe(6);
    const names = Array.from({ length: 5_000 }, (_, n) => `event-${n}`);
    const parts = [...partsOf(5_000, 1_000)].map((part) => names.filter(part));
    expect(parts.flat().toSorted()).toEqual(names.toSorted());
    for (const part of parts) expect(Math.abs(part.length - 1_000)).toBeLessThan(150);
  });

  it('reads a log once to know its length where that is not known', async () => {
    const log = logOf(12, { 8: { id: 'event-3' } });
    expect(await found({ ...log, count: async () => undefined as never }, { atOnce: 4 })).toEqual([twice]);
    expect(log.read.times).toBe(5);
  });

  it('knows the place of the relay, what was heard and up to where, in parts as well', async () => {
    for (const atOnce of [2, 1_000]) {
      const rows = memoryRows();
      await put(rows, [RELAY, 'north'], eventAt(7).position);
      await put(rows, [PLACE, 'north'], eventAt(12).position);
      for (const n of [0, 1, 2, 3]) await put(rows, [HEARD, `north|north.note-${n}`], 3);
      expect(await found(logOf(12), { rows, atOnce })).toEqual([]);
      await put(rows, [RELAY, 'north'], `${eventAt(7).position.slice(0, -1)}x`);
      await put(rows, [PLACE, 'north'], eventAt(13).position);
      await put(rows, [HEARD, 'north|north.note-1'], 4);
      await put(rows, [HEARD, 'north|north.note-9'], 1);
      const said = await found(logOf(12), { rows, atOnce });
      expect(said.map(([where, what]) => [where, what]).toSorted()).toEqual([
        ['heard north', 'north.note-1'],
        ['heard north', 'north.note-9'],
        ['place north', eventAt(13).position],
        ['relay', '000000000000000000x'],
      ]);
    }
  });

  it('names the first of many and counts the rest', async () => {
    const all = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [n + 1, { id: 'same' }]));
    const said = await found(logOf(60, all));
    expect(said).toHaveLength(21);
    expect(said.at(-1)).toEqual(['log', '…', '39 more do not agree']);
  });
});
