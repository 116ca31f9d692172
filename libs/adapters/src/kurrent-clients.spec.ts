/** The clients of KurrentDB and of EventStoreDB speak to one server, and each reads what the other has written. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jsonEvent, KurrentDBClient, streamNameFilter } from '@kurrent/kurrentdb-client';
import type { EventStore } from '@yimen/kernel';
import { FETCH_MS } from './container-under-test.ts';
import { olderClient, type OlderClient } from './kurrent-older.contract.ts';
import { freshAgency } from './kurrent.contract.ts';
import { kurrentHere, kurrentUnderTest } from './kurrent-under-test.ts';
import { kurrentStore } from './kurrent.ts';
import { stored } from './store.contract.ts';

const stopping: (() => Promise<unknown>)[] = [];

describe(`two clients of ${kurrentHere()}`, () => {
  const agency = freshAgency();
  const own = (stream: string) => `${agency}|${stream}`;
  let store: EventStore;
  let older: OlderClient;
  let newer: KurrentDBClient;

  beforeAll(async () => {
    const { url, close } = await kurrentUnderTest();
    stopping.push(close);
    older = olderClient(url);
    newer = KurrentDBClient.connectionString(url);
    store = await kurrentStore({ connectionString: url, agency });
    stopping.push(older.close, newer.dispose, store.close);
  }, FETCH_MS);
  afterAll(async () => {
    for (const stop of stopping.splice(0).toReversed()) await stop();
  });

  const read = async (stream: string) => {
    const found = [];
    for await (const { event } of newer.readStream(stream)) found.push(event);
    return found;
  };

  it('read what the log has appended, to the letter', async () => {
    const data = { name: '测试𠮷野家', id: '12345678901234567890', fen: 9007199254740991, none: null };
    const event = stored(data);
    expect(await store.append('letters-𠮷', 0, [event, stored('second')])).toMatchObject({ version: 2 });
    for (const found of [await older.read(own('letters-𠮷')), await read(own('letters-𠮷'))])
      expect(found).toMatchObject([
        { id: event.id, type: event.type, revision: 0n, isJson: true, data, metadata: event.meta },
        { revision: 1n, data: 'second' },
      ]);
  });

  it('write what the log reads and follows, and lose races alike', async () => {
    const { id, type, data, meta } = stored({ by: 'EventStoreDB' });
    const first = { id, type, data, metadata: meta };
    expect(await older.append(own('both'), -1, first)).toBe(0n);
    expect(await store.append('both', 1, [stored({ by: 'log' })])).toMatchObject({ outcome: 'appended', version: 2 });
    expect(await older.append(own('both'), 7, { type, data })).toEqual({ type: 'wrong-expected-version', actual: 1n });
    const lost = newer.appendToStream(own('both'), jsonEvent({ type, data: {} }), { streamState: 0n });
    await expect(lost).rejects.toMatchObject({ type: 'wrong-expected-version', actualState: 1n });
    expect(await older.append(own('both'), -1, first)).toBe(0n);
    const found = await store.read('both');
    expect(found).toMatchObject([
      { id, type, data, meta, version: 1 },
      { data: { by: 'log' }, version: 2 },
    ]);
    expect((await store.follow('', 1_000)).events.filter(({ stream }) => stream === 'both')).toEqual(found);
  });

  it('follow all streams of the agency and none of the system, from the start and live', async () => {
    const names = new Set<string | undefined>();
    const filter = streamNameFilter({ prefixes: [`${agency}|`] });
    for await (const { event } of newer.readAll({ filter })) names.add(event?.streamId);
    expect(names).toEqual(new Set([own('letters-𠮷'), own('both')]));
    await older.listen(`${agency}|`);
    await store.append('live', 0, [stored('live')]);
    expect(await older.heard()).toMatchObject({ streamId: own('live'), data: 'live' });
  });

  it('find no stream where there is none, and none where one was deleted', async () => {
    await store.append('gone', 0, [stored(1)]);
    await older.remove(own('gone'));
    for (const stream of [own('gone'), own('never')]) {
      expect(await older.read(stream)).toMatchObject({ type: 'stream-not-found' });
      await expect(read(stream)).rejects.toMatchObject({ type: 'stream-not-found' });
    }
    expect(await store.read('gone')).toEqual([]);
  });
});
