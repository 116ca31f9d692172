/** What nobody in a house wants is only kept in mind for a moment, and noted together with what somebody wants. */
import { describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters';
import { Unavailable } from './execute.ts';
import { AGAIN, listen, note, PLACE, type Ear } from './listen.ts';
import type { Recorded } from './message.ts';
import { HEARD, PARKED, type Parked } from './parked.ts';
import type { Rows } from './rows.ts';
import { recorded } from './testing.ts';

const BEGAN = Date.parse('2026-03-02T01:00:00.000Z');

/** A wire of one agency, and a house at its end that wants only what is called Wanted. */
function open() {
  const wire: Recorded[] = [];
  const kept: (string | undefined)[] = [];
  const heard: string[] = [];
  const rows = memoryRows();
  const written = { times: 0, isAway: false };
  const counted: Rows = {
    ...rows,
    async transaction(work) {
      if (written.isAway) throw new Unavailable('away');
      written.times += 1;
      return rows.transaction(work);
    },
  };
  let now = BEGAN;
  const follow: Ear['source']['follow'] = async (after, limit, upTo) => {
    kept.push(upTo);
    const events = wire.slice(Number(after), Number(after) + limit);
    return { events, position: events.length > 0 ? String(Number(after) + events.length) : after };
  };
  const begin = (): Ear => ({
    ...{ from: 'north', source: { follow, changed: async () => {} }, rows: counted, counts: true },
    world: { now: () => new Date(now).toISOString(), digest: String },
    listeners: [
      {
        ...{ name: 'ear', types: new Set(['Wanted']), of: 'north' },
        handle: async ({ stream, version }) => void heard.push(stream + version),
      },
    ],
  });
  let agency = 'north';
  const say = (stream: string, version: number, type: string) => {
    const place = { id: stream + version, stream, version, previous: version - 1 };
    wire.push(recorded({ type, data: {} }, { ...place, meta: { agency, caseId: stream } }));
  };
  const as = (other: string) => void (agency = other);
  const noted = async () => Object.fromEntries((await rows.rows(HEARD)).map(({ key, data }) => [key, data]));
  const place = async () => (await rows.row(PLACE, 'north'))?.data;
  return { begin, say, as, wire, kept, heard, rows, written, noted, place, pass: (ms: number) => void (now += ms) };
}

const held = (ear: Ear) => listen(ear, 500, true);

describe('what nobody wants', () => {
  it('is noted with the next that somebody wants, in one transaction and in its order', async () => {
    const { begin, say, heard, written, noted, place } = open();
    const ear = begin();
    say('a', 1, 'Other');
    expect(await held(ear)).toBe(1);
    say('a', 2, 'Other');
    say('b', 1, 'Other');
    expect(await held(ear)).toBe(2);
    expect([written.times, await noted(), await place()]).toEqual([0, {}, undefined]);
    say('a', 3, 'Wanted');
    expect(await held(ear)).toBe(1);
    expect([written.times, heard, await place()]).toEqual([1, ['a3'], '4']);
    expect(await noted()).toEqual({ 'north|a': 3, 'north|b': 1 });
  });

  it('is wanted by nobody, too, where it is only wanted of somebody else', async () => {
    const { begin, say, as, heard, written } = open();
    const ear = begin();
    as('south');
    say('a', 1, 'Wanted');
    await held(ear);
    await note(ear);
    expect([heard, written.times]).toEqual([[], 1]);
  });

  it('is told again to who was killed before it was noted, and heard once', async () => {
    const { begin, say, kept, heard, noted } = open();
    const killed = begin();
    say('a', 1, 'Wanted');
    await held(killed);
    say('a', 2, 'Other');
    await held(killed);
    await held(killed);
    expect(kept).toEqual(['', '1', '1']);
    const next = begin();
    say('a', 3, 'Wanted');
    await held(next);
    expect(kept.at(-1)).toBe('1');
    expect([heard, await noted()]).toEqual([['a1', 'a3'], { 'north|a': 3 }]);
  });

  it('is noted after a moment also where nothing else comes, and whichever way the clock was moved', async () => {
    for (const moment of [1_000, -3_600_000]) {
      const { begin, say, written, noted, pass, place } = open();
      const ear = begin();
      say('a', 1, 'Other');
      await held(ear);
      await held(ear);
      expect(written.times).toBe(0);
      pass(moment);
      expect(await held(ear)).toBe(0);
      await held(ear);
      expect([written.times, await noted(), await place()]).toEqual([1, { 'north|a': 1 }, '1']);
    }
  });

  it('is heard also where its source was made anew, and ends just where the place was before', async () => {
    const { begin, say, heard, rows, noted, place } = open();
    await rows.transaction((tx) => tx.put(PLACE, { key: 'north', data: '3' }));
    const { source, ...house } = begin();
    let isTold = false;
    const follow: typeof source.follow = async (...asked) => {
      if (isTold) return source.follow(...asked);
      isTold = true;
      return { events: [], position: '0' };
    };
    const ear: Ear = { ...house, source: { ...source, follow } };
    expect(await held(ear)).toBe(0);
    say('a', 1, 'Other');
    expect(await held(ear)).toBe(1);
    say('a', 2, 'Wanted');
    say('b', 1, 'Other');
    expect(await held(ear)).toBe(2);
    expect([heard, await noted(), await place()]).toEqual([['a2'], { 'north|a': 2, 'north|b': 1 }, '3']);
    expect(await held(ear)).toBe(0);
  });

  it('is noted at the end, and by whoever may not hold it', async () => {
    const { begin, say, written, noted } = open();
    const ear = begin();
    say('a', 1, 'Other');
    await held(ear);
    await note(ear);
    await note(ear);
    say('a', 2, 'Other');
    await held(ear);
    expect(await listen(ear)).toBe(0);
    expect([written.times, await noted()]).toEqual([2, { 'north|a': 2 }]);
  });

  it('is not kept in mind without end', async () => {
    const { begin, say, written, noted } = open();
    const ear = begin();
    for (let n = 1; n <= 30; n += 1) {
      say('a', n, 'Other');
      await listen(ear, 10, true);
    }
    expect([written.times, await noted()]).toEqual([3, { 'north|a': 30 }]);
  });

  it('shows that something is missing before it, and tells when it is there that somebody waited for it', async () => {
    const { begin, say, wire, heard, rows, noted } = open();
    const filled: string[] = [];
    const ear: Ear = { ...begin(), filled: async (caseIds) => void filled.push(...caseIds) };
    for (const [version, type] of ['Wanted', 'Other', 'Other', 'Wanted'].entries()) say('a', version + 1, type);
    const [lost] = wire.splice(1, 1);
    await held(ear);
    const parked = await rows.rows<Parked>(PARKED);
    expect(parked.map(({ data }) => [data.listener, data.event.version])).toEqual([
      ['nobody', 3],
      ['ear', 4],
    ]);
    expect(parked[0]!.data.why).toMatch('heard up to 1, and 2 was published before it');
    wire.push(lost!);
    await held(ear);
    expect([heard, filled]).toEqual([['a1'], []]);
    await note(ear);
    expect([heard, await noted(), filled]).toEqual([['a1'], { 'north|a': 2 }, ['a']]);
  });

  it('is heard from its beginning by who begins next, whatever place is noted meanwhile', async () => {
    const { begin, say, heard, rows, place } = open();
    const ear = begin();
    say('a', 1, 'Wanted');
    await held(ear);
    say('a', 2, 'Other');
    await held(ear);
    await rows.transaction((tx) => tx.put(AGAIN, { key: 'north', data: true }));
    await note(ear);
    expect(await place()).toBe('2');
    await rows.transaction((tx) => tx.drop(HEARD, 'north|a'));
    const next = begin();
    await held(next);
    expect([heard, await place(), await rows.count(AGAIN)]).toEqual([['a1', 'a1'], '2', 0]);
    await held(begin());
    expect(heard).toEqual(['a1', 'a1']);
  });

  it('is still kept in mind where the rows were away, and not heard twice', async () => {
    const { begin, say, heard, written, noted } = open();
    const ear = begin();
    say('a', 1, 'Other');
    await held(ear);
    say('a', 2, 'Wanted');
    written.isAway = true;
    await expect(held(ear)).rejects.toThrow(Unavailable);
    await expect(note(ear)).rejects.toThrow(Unavailable);
    written.isAway = false;
    await held(ear);
    expect([heard, await noted(), written.times]).toEqual([['a2'], { 'north|a': 2 }, 1]);
  });
});
