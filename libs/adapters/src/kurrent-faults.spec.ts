/** What goes wrong with a KurrentDB, and what a caller then sees. The stand-in does it on purpose. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { Unavailable, type EventStore, type NewEvent } from '@yimen/kernel';
import { until } from '@yimen/kernel/testing';
import { StorageFailure } from './failure.ts';
import { inTime, passes, reached } from './kurrent-failure.ts';
import { standIn, type StandIn } from './kurrent-stand-in.ts';
import { kurrentStore } from './kurrent.ts';
import { openStorage } from './open.ts';
import { stored } from './store.contract.ts';
import { Unstorable } from './text.ts';

const idle = () => new AbortController().signal;
let server: StandIn;
let store: EventStore;
const opened: EventStore[] = [];
const open = async (agency = 'union', url = server.url) => {
  const log = await kurrentStore({ connectionString: url, agency });
  opened.push(log);
  return log;
};
beforeEach(async () => {
  server = await standIn();
  store = await open();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((log) => log.close()));
  await server.stop();
});

const versions = async (log: EventStore, stream: string) => (await log.read(stream)).map(({ version }) => version);

describe('a server that is away', () => {
  it('is told as such by every call, and every call goes on when it is back', async () => {
    await store.append('s', 0, [stored(1)]);
    const { position } = await store.follow('', 10);
    await server.stop();
    await expect(store.append('s', 1, [stored(2)])).rejects.toThrow(Unavailable);
    await expect(store.read('s')).rejects.toThrow(/已确认的内容都在.*what was confirmed is kept/);
    await expect(store.follow(position, 10)).rejects.toThrow(Unavailable);
    await store.changed(50, idle());
    await server.start();
    expect(await store.append('s', 1, [stored(2)])).toMatchObject({ outcome: 'appended', version: 2 });
    expect(await versions(store, 's')).toEqual([1, 2]);
    expect((await store.follow(position, 10)).events).toHaveLength(1);
  });

  it('is waited for by those who listen, who then wake again', async () => {
    const there = await open();
    await store.changed(500, idle());
    await server.stop();
    for (let n = 0; n < 5; n += 1) await store.changed(200, idle());
    await server.start();
    const took: number[] = [];
    // Until the line is open again nothing wakes.
    while (took.length < 6 && !took.some((ms) => ms < 5_000)) {
      await pause(2_000);
      const began = performance.now();
      const woken = store.changed(10_000, idle());
      await pause(150);
      await there.append('s', took.length, [stored(1)]);
      await woken;
      took.push(performance.now() - began);
    }
    expect(Math.min(...took)).toBeLessThan(5_000);
  });

  it('is busy for a moment, and the append waits for it', async () => {
    server.faults.isBusy = true;
    setTimeout(() => (server.faults.isBusy = false), 150);
    expect(await store.append('s', 0, [stored(1)])).toMatchObject({ outcome: 'appended', version: 1 });
    server.faults.isBusy = true;
    await expect(store.append('s', 1, [stored(2)])).rejects.toThrow(Unavailable);
    expect(await versions(store, 's')).toEqual([1]);
  });

  it('keeps an append once whose answer was lost', async () => {
    await store.append('s', 0, [stored(1)]);
    server.faults.losesAnswer = true;
    expect(await store.append('s', 1, [stored(2), stored(3)])).toMatchObject({ outcome: 'appended', version: 3 });
    expect(server.faults.losesAnswer).toBe(false);
    expect(await versions(store, 's')).toEqual([1, 2, 3]);
  });

  it('keeps an append once whose answer does not say that it was kept', async () => {
    server.faults.isUnsure = true;
    expect(await store.append('s', 0, [stored(1)])).toMatchObject({ outcome: 'appended', version: 1 });
    server.faults.isUnsure = true;
    server.faults.refusesAppends = true;
    const unsure = await store.append('s', 1, [stored(2)]).catch((error: unknown) => error);
    expect(unsure).toBeInstanceOf(Unavailable);
    expect(await versions(store, 's')).toEqual([1, 2]);
  });

  it('ends no process when it dies among many appends: each is answered or told', async () => {
    await store.append('first', 0, [stored(0)]);
    const text = 'x'.repeat(20_000);
    const appends = Array.from({ length: 200 }, (_, n) => store.append(`s-${n}`, 0, [stored(text)]));
    const told = Promise.allSettled(appends);
    await pause(5);
    await server.stop();
    for (const each of await told)
      if (each.status === 'rejected') expect(each.reason).toBeInstanceOf(Unavailable);
      else expect(each.value.outcome).toBe('appended');
  });

  it('says of an append whose answer was lost that it may be there, whatever is answered afterwards', async () => {
    server.faults.refusesAppends = true;
    await expect(store.append('s', 0, [stored(0)])).rejects.toThrow(/nothing was written/);
    server.faults.losesAnswer = true;
    const once = [stored(1)];
    const lost = await store.append('s', 0, once).catch((error: unknown) => error);
    expect(lost).toBeInstanceOf(Unavailable);
    expect(String(lost)).not.toMatch(/nothing was written/);
    server.faults.refusesAppends = false;
    expect(await store.append('s', 0, once)).toMatchObject({ outcome: 'appended', version: 1 });
    server.faults.losesAnswer = true;
    expect(await store.append('s', 0, [stored(2)])).toEqual({ outcome: 'conflict', actual: 1 });
  });
});

describe('a read that breaks off', () => {
  it('is no shorter log and no shorter stream', async () => {
    const events = Array.from({ length: 30 }, (_, n) => stored(n));
    await store.append('s', 0, events);
    for (const read of [() => store.read('s'), () => store.follow('', 100).then((batch) => batch.events)]) {
      expect(await read()).toHaveLength(30);
      server.faults.cutsAfter = 10;
      await expect(read()).rejects.toThrow(Unavailable);
      await server.start();
      await until(async () => (await read().catch(() => [])).length === 30);
    }
  });

  it('is given up after fifteen seconds of silence, counted anew with each word', async () => {
    jest.useFakeTimers();
    const silent = inTime(async (heard) => {
      setTimeout(heard, 10_000);
      return new Promise(() => {});
    }).catch((error: unknown) => error);
    await jest.advanceTimersByTimeAsync(24_000);
    expect(await Promise.race([silent, 'waiting'])).toBe('waiting');
    await jest.advanceTimersByTimeAsync(1_000);
    const error = await silent;
    jest.useRealTimers();
    expect(passes(error)).toBe(true);
    await expect(reached(() => Promise.reject(error))).rejects.toThrow(Unavailable);
  });
});

describe('opening', () => {
  const failure = (url: string) =>
    open('union', url).then(
      () => undefined,
      (error: unknown) => error as Error,
    );

  it('says what to do where nobody answers, and keeps the password to itself', async () => {
    await server.stop();
    const away = await failure('kurrentdb://someone:secret@127.0.0.1:1?tls=false');
    expect(away).toBeInstanceOf(StorageFailure);
    expect(away?.message).toMatch(/连接不上 KurrentDB.*\n.*cannot be reached/);
    const invalid = await failure('postgres://someone:secret@127.0.0.1/yimen');
    expect(invalid).toBeInstanceOf(StorageFailure);
    for (const { message, stack, cause } of [away!, invalid!])
      expect([message, stack, String(cause)].join()).not.toContain('secret');
    const storage = openStorage({ memory: true, kurrentUrl: 'kurrentdb://127.0.0.1:1?tls=false' });
    await expect(storage).rejects.toThrow(StorageFailure);
  });

  it('names the right that an account lacks', async () => {
    server.faults.refusesAll = true;
    expect(await failure(server.url)).toBeInstanceOf(StorageFailure);
    expect((await failure(server.url))?.message).toContain('$all');
  });

  it('refuses what is no name of an agency', async () => {
    for (const agency of ['', 'a|b', '$system', 'Union']) await expect(open(agency)).rejects.toThrow('no plain name');
  });
});

describe('what cannot be kept or read as it is', () => {
  it('is refused before it is sent: an id that is no UUID in small letters', async () => {
    const id = stored(0).id.toUpperCase();
    for (const wrong of ['', 'command-1/0', id]) {
      const refused = store.append('s', 0, [stored(1), stored(2, wrong)]);
      await expect(refused).rejects.toThrow(Unstorable);
    }
    expect(await store.read('s')).toEqual([]);
  });

  it('is refused in words: more than an append or an event may be on this server', async () => {
    const text = 'x'.repeat(600_000);
    server.faults.mostBytes = 1_048_576;
    await expect(store.append('s', 0, [stored(text), stored(text)])).rejects.toThrow(/无法原样保存.*MaxAppendSize/);
    server.faults.mostOfEvent = 500_000;
    await expect(store.append('s', 0, [stored(text)])).rejects.toThrow(/无法原样保存.*MaxAppendEventSize/);
    expect(await store.read('s')).toEqual([]);
  });

  it('is not touched by what the caller does to it afterwards', async () => {
    const data = { list: [1] };
    const appending = store.append('s', 0, [stored(data)]);
    data.list.push(2);
    await appending;
    expect((await store.read('s'))[0]?.data).toEqual({ list: [1] });
  });

  it('is told: a place of another log, a stream without its beginning, a stream that was deleted for ever', async () => {
    await expect(store.follow('0000000000000000007', 10)).rejects.toThrow(StorageFailure);
    const client = KurrentDBClient.connectionString(server.url);
    await store.append('s', 0, [stored(1), stored(2)]);
    await client.deleteStream('union|s');
    await store.append('s', 0, [stored(3)]);
    await expect(store.read('s')).rejects.toThrow(/从第 3 条开始/);
    await client.tombstoneStream('union|s');
    await expect(store.read('s')).rejects.toThrow(/永久删除/);
    await expect(store.append('s', 3, [stored(4)])).rejects.toThrow(StorageFailure);
    await client.dispose();
  });
});

describe('a server that was put back to an earlier moment', () => {
  it('is told, where what it has lost was read already, and not waited for in silence', async () => {
    for (let n = 0; n < 3; n += 1) await store.append('s', n, [stored(n)]);
    const { events, position } = await store.follow('', 10);
    server.log.putBack(server.log.all.findIndex(({ revision, stream }) => stream === 'union|s' && revision === 2));
    await expect(store.follow(position, 10)).rejects.toThrow(/较早的备份.*earlier backup/s);
    expect(await store.follow(events[1]!.position, 10)).toMatchObject({ events: [] });
  });

  it('is read from the place of the reader, not from where others were known to have got', async () => {
    const others = await open('court');
    await store.append('s', 0, [stored('first')]);
    const { position } = await store.follow('', 10);
    const then = server.log.all.length;
    for (let n = 0; n < 3; n += 1) await others.append('s', n, [stored(n)]);
    expect((await store.follow(position, 10)).events).toEqual([]);
    server.log.putBack(then);
    await store.append('s', 1, [stored('second')]);
    expect((await store.follow(position, 10)).events.map(({ data }) => data)).toEqual(['second']);
  });
});

describe('other servers and other ways', () => {
  const calls = async (log: EventStore) => {
    const pair: NewEvent[] = [stored('测试𠮷野家'), stored({ id: '12345678901234567890' })];
    const first = await log.append('s', 0, pair);
    expect(first).toMatchObject({ outcome: 'appended', version: 2 });
    expect(await log.append('s', 2, [stored(3)])).toMatchObject({ outcome: 'appended', version: 3 });
    expect(await log.append('s', 0, pair)).toEqual(first);
    expect(await log.append('s', 1, pair)).toEqual({ outcome: 'conflict', actual: 3 });
    expect(await log.append('t', 1, pair)).toEqual({ outcome: 'conflict', actual: 0 });
    expect((await log.follow('', 10)).events).toEqual(await log.read('s'));
    expect((await log.read('s'))[0]).toMatchObject(pair[0]!);
  };

  it('a server from before appends could share a call keeps the same promises', async () => {
    const old = await standIn({ inBatches: false });
    await calls(await open('court', old.url));
    await old.stop();
  });

  it('a client that is told not to throw for a lost race is understood', () =>
    open('hr', `${server.url}&throwOnAppendFailure=false`).then(calls));

  it('a client that is open already serves many agencies and stays open', async () => {
    const client = KurrentDBClient.connectionString(server.url);
    const [union, court] = await Promise.all([
      kurrentStore({ client, agency: 'union' }),
      kurrentStore({ client, agency: 'court' }),
    ]);
    await union.append('s', 0, [stored('union')]);
    await union.close();
    await court.append('s', 0, [stored('court')]);
    expect((await court.read('s')).map(({ data }) => data)).toEqual(['court']);
    await court.close();
    await client.dispose();
  });
});

describe('a reader with little to hear among many', () => {
  it('reads the events of others once, and misses nothing of its own', async () => {
    const others = await open('court');
    await store.append('s', 0, [stored('first')]);
    const { position } = await store.follow('', 10);
    for (let n = 0; n < 30; n += 1)
      await others.append(
        's',
        n * 10,
        Array.from({ length: 10 }, () => stored(n)),
      );
    const looked = async () => {
      const before = server.looked();
      expect(await store.follow(position, 10)).toEqual({ events: [], position });
      return server.looked() - before;
    };
    expect(await looked()).toBeGreaterThan(300);
    expect(await looked()).toBeLessThan(5);
    await others.append('s', 300, [stored('other')]);
    expect(await looked()).toBeLessThan(10);
    await store.append('s', 1, [stored('second')]);
    await others.append('s', 301, [stored('other')]);
    const { events } = await store.follow(position, 10);
    expect(events.map(({ data }) => data)).toEqual(['second']);
    expect((await store.follow('', 10)).events).toHaveLength(2);
    expect((await store.follow('', 1)).events.map(({ data }) => data)).toEqual(['first']);
  });
});
