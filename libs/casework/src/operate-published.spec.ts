/** What stands in a topic against the log of who published it; each fault is planted, and found by its place. */
import { describe, expect, it } from '@jest/globals';
import { memoryRows, memoryStore, worldOf, demonstrationClock } from '@yimen/adapters';
import { event, RELAY, type Label, type NewEvent, type Recorded } from '@yimen/kernel';
import { z } from 'zod';
import { agency, language } from './agency.ts';
import { verifyPublished, type Publishing } from './operate-published.ts';

const words = (text: string) => ({ zh: text, en: text });
const Told = event({ ...words('告知'), name: 'Told', data: z.object({ fen: z.int() }) });
const north = agency({ speaks: language('north', words('北'), [Told]), hears: [], deciders: [] });
const { digest } = worldOf(demonstrationClock('2026-03-02T01:00:00Z'));

const at = '2026-03-02T01:00:00.000Z';
const actor = { id: '测试甲', agency: 'north', roles: [] };
/** As a log holds them, whose names are not sent. */
const named = { ...actor, name: '测试甲的姓名' };
const stamp = { agency: 'north', actor, occurredAt: at, recordedAt: at, commandId: 'command', digest: '', shape: 1 };
const said = (id: string, type: string, fen: number): NewEvent => ({
  id,
  type,
  data: { fen, by: null },
  meta: { ...stamp, actor: named },
});

/** Three streams of three public events each and one that stays inside; all but the last stream were relayed. */
async function logged() {
  const [store, rows] = [memoryStore(), memoryRows()];
  for (const name of ['a', 'b', 'c']) {
    const events = [1, 2, 3].map((n) => said(`${name}-${n}`, 'Told', n * 100));
    await store.append(`north.note-${name}`, 0, [...events, said(`${name}-inside`, 'Inside', 5)]);
  }
  const { events } = await store.follow('', 100);
  await rows.transaction((tx) => tx.put(RELAY, { key: 'north', data: events[7]!.position }));
  const spoken = events.filter(({ type }) => type === 'Told');
  return { store, rows, all: events, due: spoken.slice(0, 6), spoken };
}

/** As a broker tells it: other places, the link to the version before, and fields in another order. */
const asSent = ({ data: { fen, by }, meta, ...event }: Recorded<{ fen: number; by: null }>, n: number): Recorded => ({
  ...{ ...event, data: { by, fen }, position: `${n}@0`, previous: event.version - 1 },
  meta: { ...meta, actor: { id: meta.actor.id, agency: meta.actor.agency, roles: meta.actor.roles } },
});

function topicOf(events: readonly Recorded[], lacks?: Label): Publishing['topic'] {
  const sent = events.map(asSent);
  return {
    async follow(after, limit) {
      const from = Number(after);
      return { events: sent.slice(from, from + limit), position: String(Math.min(from + limit, sent.length)) };
    },
    count: async () => sent.length,
    lacks: async () => lacks,
  };
}

type Logged = Awaited<ReturnType<typeof logged>>;
const compared = async (of: (log: Logged) => readonly Recorded[], atOnce?: number) => {
  const log = await logged();
  const { findings, events } = await verifyPublished(
    { agency: north, ...log, topic: topicOf(of(log)), digest },
    atOnce,
  );
  expect(events).toBe(6);
  return findings.map(({ agency: name, where, what, en }) => [name, where, what, en]);
};

const missing = 'it is noted as published, and is not in the topic';
const extra = 'it is in the topic, and the log has no such public event';
const changed = 'what is in it differs between topic and log';
const swapped = (more: object) => (each: Recorded) => (each.id === 'a-2' ? { ...each, ...more } : each);
const faults: Readonly<Record<string, readonly [(log: Logged) => readonly Recorded[], string, string]>> = {
  'an event that is not there': [({ due }) => due.filter(({ id }) => id !== 'a-2'), 'north.note-a/2', missing],
  'an event of which the log knows nothing': [
    ({ due }) => [...due, { ...due[0]!, stream: 'north.note-x' }],
    'north.note-x/1',
    extra,
  ],
  'a version beyond the log': [({ due }) => [...due, { ...due[0]!, version: 9 }], 'north.note-a/9', extra],
  'an event that should have stayed inside': [({ due, all }) => [...due, all[3]!], 'north.note-a/4', extra],
  'other data': [({ due }) => due.map(swapped({ data: { fen: 201, by: null } })), 'north.note-a/2', changed],
  'another id': [({ due }) => due.map(swapped({ id: 'other' })), 'north.note-a/2', changed],
  'another type': [({ due }) => due.map(swapped({ type: 'Other' })), 'north.note-a/2', changed],
  'another time or person': [
    ({ due }) => due.map(swapped({ meta: { ...stamp, actor: { ...actor, id: '测试乙' } } })),
    'north.note-a/2',
    changed,
  ],
  'another content the second time': [
    ({ due }) => [...due, { ...due[1]!, data: { fen: 7, by: null } }],
    'north.note-a/2',
    changed,
  ],
};

describe('a topic against its log', () => {
  it('agrees however often an event stands there, and whatever was published since the relay noted its place', async () => {
    expect(await compared(({ due }) => due)).toEqual([]);
    expect(await compared(({ spoken }) => spoken)).toEqual([]);
    expect(await compared(({ due }) => [...due, ...due.slice(2), ...due])).toEqual([]);
  });

  it.each(Object.entries(faults))('names %s', async (_, [topic, place, said]) => {
    const found = [['north', 'topic', place, said]];
    expect(await compared(topic)).toEqual(found);
    // The same where it has to be read in several parts.
    expect(await compared(topic, 2)).toEqual(found);
  });

  it('compares also what was published since the relay noted its place', async () => {
    const late = await compared(({ spoken }) => spoken.map((each) => (each.id === 'c-3' ? { ...each, id: '' } : each)));
    expect(late).toEqual([['north', 'topic', 'north.note-c/3', changed]]);
  });

  it('never tells what is in an event', async () => {
    const log = await logged();
    const topic = topicOf(log.due.map(swapped({ data: { fen: 12_345, by: '测试丙' } })));
    const { findings } = await verifyPublished({ agency: north, ...log, topic, digest });
    expect(JSON.stringify(findings)).not.toMatch(/12345|测试丙|fen/);
  });

  it('names the first of many and counts the rest', async () => {
    const log = await logged();
    await log.store.append(
      'north.note-d',
      0,
      Array.from({ length: 50 }, (_, n) => said(`d-${n}`, 'Told', n)),
    );
    await log.rows.transaction((tx) => tx.put(RELAY, { key: 'north', data: '9'.repeat(19) }));
    const { findings } = await verifyPublished({ agency: north, ...log, topic: topicOf([]), digest });
    expect(findings).toHaveLength(21);
    expect(findings.at(-1)).toMatchObject({ where: 'topic', what: '…', en: '39 more do not agree' });
  });

  const lacks = words('自 2026-03-01 起完整');

  it('says once how much a shortened topic lacks, and compares what it still has', async () => {
    const log = await logged();
    const whole = { agency: north, ...log, digest };
    const cut = await verifyPublished({ ...whole, topic: topicOf(log.due.slice(2), lacks) }, 2);
    expect(cut).toMatchObject({ events: 6, findings: [] });
    expect(cut.lacks?.en).toBe(
      '2 of the due events are no longer in the topic (自 2026-03-01 起完整): npm run ops -- republish north',
    );
    const altered = log.due.slice(1).map(swapped({ id: 'other' }));
    const both = await verifyPublished({ ...whole, topic: topicOf(altered, lacks) });
    expect(both.findings.map(({ what, en }) => [what, en])).toEqual([['north.note-a/2', changed]]);
    expect(both.lacks?.en).toMatch(/^1 of the due events/);
  });

  it('finds a shortened topic whole once all that is due was published again', async () => {
    const log = await logged();
    const topic = topicOf([...log.due.slice(4), ...log.due], lacks);
    const again = await verifyPublished({ agency: north, ...log, digest, topic });
    expect(again).toEqual({ events: 6, findings: [] });
  });

  it('says what a topic no longer holds where that is deleted while it is read', async () => {
    const log = await logged();
    let asked = 0;
    const once = async () => ((asked += 1) > 1 ? lacks : undefined);
    const meanwhile = { agency: north, ...log, digest, topic: { ...topicOf(log.due.slice(3)), lacks: once } };
    expect((await verifyPublished(meanwhile)).lacks?.en).toMatch(/^3 of the due events/);
    asked = 0;
    const topic = { ...topicOf([]), lacks: once, follow: () => Promise.reject(new Error('deleted')) };
    expect(await verifyPublished({ ...meanwhile, topic })).toEqual({ events: 0, findings: [], lacks });
    for (const kept of [undefined, lacks]) {
      const away = { ...topic, lacks: async () => kept };
      await expect(verifyPublished({ ...meanwhile, topic: away })).rejects.toThrow('deleted');
    }
  });
});
