/** The same journey with the kernel, and what goes wrong on the way: repeats, races, stale readers, poison. */
import { describe, expect, it } from '@jest/globals';
import { memoryRows, memoryStore } from '@yimen/adapters';
import { z } from 'zod';
import { refusal, type AnyDecider, type Decider, type Messages } from './decider.ts';
import { executor, InputRefused, order, type World } from './execute.ts';
import { on } from './handlers.ts';
import { listen, type Ear, type Listener } from './listen.ts';
import { command, event, NewerVersion, type Recorded } from './message.ts';
import { PARKED } from './parked.ts';
import { obey, OrderRefused, policy } from './policy.ts';
import { relay } from './relay.ts';
import { seen } from './testing.ts';
import { change, project, view } from './view.ts';

const caseId = '018f3a52-7c1e-7b60-9c57-0a4de2f5b0c1';
const Opened = event({ name: 'Opened', zh: '开', en: 'Opened', data: z.object({ caseId: z.uuid(), fen: z.int() }) });
const Counted = event({ name: 'Counted', zh: '数', en: 'Counted', data: z.object({ by: z.int() }) });
const Open = command({ name: 'Open', zh: '开', en: 'Open', by: ['desk'], input: Opened.schema });
const CountOn = command({ name: 'CountOn', zh: '数', en: 'Count', by: ['desk'], input: Counted.schema });
const already = refusal('already-open', { zh: '已开', en: 'open already' });
const counter = {
  name: 'test.counter',
  label: { zh: '数', en: 'Counter' },
  commands: [Open, CountOn],
  events: [Opened, Counted],
  initial: 0,
  decide: {
    Open: ({ data }, state) => (state === 0 ? [Opened(data)] : already),
    CountOn: ({ data }) => [Counted(data), Counted(data)],
  },
  evolve: { Opened: () => 1, Counted: (state, { by }) => state + by },
  show: () => undefined,
} satisfies Decider<Messages<[typeof Open, typeof CountOn]>, number, Messages<[typeof Opened, typeof Counted]>>;

const now = '2026-03-02T01:00:00.000Z';
const world: World = { now: () => now, derive: (words) => `id:${words}`, digest: (text) => text };
const actor = { id: 'a', agency: 'test', roles: ['desk'] };
const by = (commandId: string, more: object = {}) => ({ actor, commandId, ...more });

function open() {
  const [store, rows] = [memoryStore(), memoryRows()];
  return { store, rows, execute: executor('test', { store, look: rows, world }) };
}

describe('execute', () => {
  it('stores whole events with both times, the case and the cause', async () => {
    const { store, execute } = open();
    await execute(
      order(counter, '1', Open({ caseId, fen: 5 })),
      by('c', { occurredAt: '2026-03-01T02:00:00.000Z', cause: 'e', trace: 't' }),
    );
    const [stored] = await store.read('test.counter-1');
    expect(stored).toMatchObject({ type: 'Opened', version: 1, data: { caseId, fen: 5 } });
    expect(stored?.meta).toMatchObject({
      agency: 'test',
      actor,
      caseId,
      cause: 'e',
      trace: 't',
      commandId: 'c',
      occurredAt: '2026-03-01T02:00:00.000Z',
      recordedAt: now,
      shape: 1,
    });
  });

  it('notes of who gives a command what it must, and not a name that came along', async () => {
    const { store, execute } = open();
    await execute(order(counter, '1', Open({ caseId, fen: 5 })), by('c', { actor: { ...actor, name: '测试甲' } }));
    expect((await store.read('test.counter-1'))[0]?.meta.actor).toEqual(actor);
  });

  it('has one effect and one answer for a command sent twice, and for twenty at once', async () => {
    const { store, execute } = open();
    const sent = () => execute(order(counter, '1', CountOn({ by: 2 })), by('same'));
    const answers = await Promise.all(Array.from({ length: 20 }, sent));
    expect(new Set(answers.map(({ version }) => version))).toEqual(new Set([2]));
    expect(await sent()).toEqual({ id: '1', version: 2 });
    expect(await store.read('test.counter-1')).toHaveLength(2);
  });

  it('refuses a command id that was used for something else', async () => {
    const { execute } = open();
    await execute(order(counter, '1', CountOn({ by: 2 })), by('c'));
    for (const other of [CountOn({ by: 3 }), { ...CountOn({ by: 2 }), type: 'CountBack' }])
      expect((await execute(order(counter, '1', other), by('c'))).refusal?.refused).toBe('command-id-reused');
  });

  it('gives events ids of their own, also where one command id comes to two procedures', async () => {
    const { store, execute } = open();
    for (const id of ['1', '2']) await execute(order(counter, id, CountOn({ by: 2 })), by('c'));
    const { events } = await store.follow('', 9);
    expect(new Set(events.map(({ id }) => id)).size).toBe(4);
  });

  it('keeps a procedure in the case in which it began', async () => {
    const { store, execute } = open();
    await execute(order(counter, '1', Open({ caseId, fen: 5 })), by('c1'));
    await execute(order(counter, '1', { type: 'CountOn', data: { by: 1, caseId: 'another' } }), by('c2'));
    const cases = (await store.read('test.counter-1')).map(({ meta }) => meta.caseId);
    expect(cases).toEqual([caseId, caseId, caseId]);
  });

  it('refuses it also where the first is still under way', async () => {
    const { store, execute } = open();
    const sent = [2, 3].map((more) => execute(order(counter, '1', CountOn({ by: more })), by('c')));
    const [first, second] = await Promise.all(sent);
    expect([first!.refusal, second!.refusal?.refused]).toEqual([undefined, 'command-id-reused']);
    expect(await store.read('test.counter-1')).toHaveLength(2);
  });

  it('loses no command in a race on one stream', async () => {
    const { store, execute } = open();
    await Promise.all(
      Array.from({ length: 12 }, (_, i) => execute(order(counter, '1', CountOn({ by: 1 })), by(`c${i}`))),
    );
    expect((await store.read('test.counter-1')).map(({ version }) => version)).toEqual(
      [...Array(24).keys()].map((i) => i + 1),
    );
  });

  it('tells a stale reader that the record has moved on', async () => {
    const { execute } = open();
    await execute(order(counter, '1', CountOn({ by: 1 })), by('c1'));
    const late = await execute(order(counter, '1', CountOn({ by: 1 })), by('c2', { expected: 1 }));
    expect(late).toMatchObject({ version: 2, refusal: { refused: 'version-conflict' } });
  });

  it('tells whoever sends again what he was told, and not that the record has moved on by his own command', async () => {
    const { execute } = open();
    const sent = () => execute(order(counter, '1', CountOn({ by: 1 })), by('c', { expected: 0 }));
    expect(await sent()).toEqual({ id: '1', version: 2 });
    expect(await sent()).toEqual({ id: '1', version: 2 });
  });

  it('stores no event that could not be folded afterwards', async () => {
    const { store, execute } = open();
    const { Counted: _, ...evolve } = counter.evolve;
    const sent = (decider: AnyDecider) => execute(order(decider, '1', CountOn({ by: 1 })), by('c'));
    await expect(sent({ ...counter, evolve })).rejects.toThrow('test.counter does not know Counted');
    await expect(sent({ ...counter, events: [Opened] })).rejects.toThrow('test.counter does not know Counted');
    expect(await store.read('test.counter-1')).toEqual([]);
  });

  it('takes nothing from the future and stores nothing of it', async () => {
    const { store, execute } = open();
    const ahead = execute(order(counter, '1', CountOn({ by: 1 })), by('c', { occurredAt: '2026-03-02T01:00:00.001Z' }));
    await expect(ahead).rejects.toBeInstanceOf(InputRefused);
    expect(await store.read('test.counter-1')).toEqual([]);
  });
});

const totals = view<{ total: number }>({
  name: 'totals',
  on: [
    on(Counted, ({ data, stream }) => [
      change<{ total: number }>(stream, (row) => ({ total: (row?.total ?? 0) + data.by })),
    ]),
  ],
});
const asListener = (name: string, handle: Listener['handle']): Listener => ({
  name,
  types: new Set(['Counted']),
  handle,
});
const ear = (ports: ReturnType<typeof open>, ...listeners: Listener[]): Ear => ({
  from: 'test',
  source: ports.store,
  rows: ports.rows,
  listeners,
  world: { ...world, digest: (text) => `digest of ${text}` },
});

describe('listen', () => {
  it('folds each event once, even when the place is lost and everything is delivered again', async () => {
    const ports = open();
    await ports.execute(order(counter, '1', CountOn({ by: 2 })), by('c'));
    const hears = ear(
      ports,
      asListener('totals', (heard, tx) => project(totals, heard, tx)),
    );
    await listen(hears);
    await ports.rows.transaction((tx) => tx.drop('place', 'test'));
    await listen({ ...ear(ports, ...hears.listeners) });
    expect((await ports.rows.row('totals', 'test.counter-1'))?.data).toEqual({ total: 4 });
  });

  it('parks a poison event with its case; other listeners and other cases go on', async () => {
    const ports = open();
    for (const id of ['1', '2']) await ports.execute(order(counter, id, CountOn({ by: 1 })), by(`c${id}`));
    const told: string[] = [];
    const fragile = asListener('fragile', async ({ stream, version }) => {
      if (stream.endsWith('-1')) throw new Error(`cannot read the ${version} of ${caseId}`);
      told.push(`${stream}@${version}`);
    });
    const hears = ear(
      ports,
      fragile,
      asListener('totals', (heard, tx) => project(totals, heard, tx)),
    );
    await listen(hears);
    expect((await ports.rows.row('totals', 'test.counter-1'))?.data).toEqual({ total: 2 });
    expect(told).toEqual(['test.counter-2@1', 'test.counter-2@2']);
    const parked = await ports.rows.rows(PARKED);
    expect(parked.map(({ data: { why, cause } }) => [why, cause])).toEqual([
      [`cannot read the 1 of ${caseId}`, 'digest of fragile|cannot read the # of #'],
      ['behind a parked event of its case', 'digest of fragile|behind a parked event of its case'],
    ]);
  });
});

describe('a view', () => {
  it('of what one agency says is made of nothing that another says, whoever folds it', async () => {
    expect(await seen({ ...totals, of: 'north' }, Counted({ by: 2 }))).toEqual([]);
    expect(await seen({ ...totals, of: 'test' }, Counted({ by: 2 }))).toHaveLength(1);
  });
});

describe('a neighbour whose clock is ahead', () => {
  const answer = (occurredAt: string) => by('c', { occurredAt, cause: 'e' });

  it('is believed, and nothing is recorded before it has happened', async () => {
    const { store, execute } = open();
    await execute(order(counter, '1', CountOn({ by: 1 })), answer('2026-03-02T09:00:02.500+08:00'));
    const [{ meta }] = (await store.read('test.counter-1')) as [Recorded];
    expect([meta.occurredAt, meta.recordedAt]).toEqual(['2026-03-02T09:00:02.500+08:00', '2026-03-02T01:00:02.500Z']);
  });

  it('is not believed where one of the clocks must be wrong', async () => {
    const { store, execute } = open();
    const late = execute(order(counter, '1', CountOn({ by: 1 })), answer('2026-03-02T01:05:01.000Z'));
    await expect(late).rejects.toThrow('set the clocks');
    expect(await store.read('test.counter-1')).toEqual([]);
  });
});

describe('a policy', () => {
  const rule = policy({
    name: 'when-counted',
    on: [on(Counted, ({ data }) => [order(counter, 'mine', Open({ caseId, fen: data.by }))])],
  });

  it('orders once for an event that is heard twice', async () => {
    const ports = open();
    await ports.execute(order(counter, '1', CountOn({ by: 7 })), by('c', { trace: 't' }));
    const heard = (await ports.store.read('test.counter-1'))[0]!;
    const means = { execute: ports.execute, look: ports.rows, world, agency: 'test' };
    await obey(rule, heard, means);
    await obey(rule, heard, means);
    const own = await ports.store.read('test.counter-mine');
    expect(own.map(({ type, meta }) => [type, meta.cause, meta.trace, meta.actor.id])).toEqual([
      ['Opened', heard.id, 't', 'policy:when-counted'],
    ]);
  });

  it('takes it for done where the effect is there, and keeps its event waiting where it was refused otherwise', async () => {
    const ports = open();
    await ports.execute(order(counter, '1', CountOn({ by: 7 })), by('c'));
    const heard = (await ports.store.read('test.counter-1'))[0]!;
    await ports.execute(order(counter, 'mine', Open({ caseId, fen: 1 })), by('before'));
    const means = { execute: ports.execute, look: ports.rows, world, agency: 'test' };
    await obey(rule, heard, means);
    const closed = refusal('closed', { zh: '已结', en: 'closed' });
    const strict = { ...counter, decide: { ...counter.decide, Open: () => closed } };
    const ordering = on(Counted, ({ data }) => [order(strict, 'other', Open({ caseId, fen: data.by }))]);
    await expect(obey(policy({ name: 'strict', on: [ordering] }), heard, means)).rejects.toThrow(OrderRefused);
  });

  it('orders by two policies what two policies order of one procedure', async () => {
    const ports = open();
    await ports.execute(order(counter, '1', CountOn({ by: 7 })), by('c'));
    const heard = (await ports.store.read('test.counter-1'))[0]!;
    const means = { execute: ports.execute, look: ports.rows, world, agency: 'test' };
    for (const name of ['one', 'other'])
      await obey(
        policy({ name, on: [on(Counted, ({ data }) => [order(counter, 'mine', CountOn(data))])] }),
        heard,
        means,
      );
    expect(await ports.store.read('test.counter-mine')).toHaveLength(4);
  });

  it('orders each once, also where one of them is due no more when its event is heard again', async () => {
    const ports = open();
    await ports.execute(order(counter, '1', CountOn({ by: 7 })), by('c'));
    const heard = (await ports.store.read('test.counter-1'))[0]!;
    const due = ['first', 'second'];
    const each = policy({
      name: 'each-due',
      on: [on(Counted, ({ data }) => due.map((id) => order(counter, id, CountOn(data))))],
    });
    const means = { execute: ports.execute, look: ports.rows, world, agency: 'test' };
    const second = () => ports.store.read('test.counter-second');
    await obey(each, heard, means);
    const ordered = await second();
    due.shift();
    await obey(each, heard, means);
    expect(await second()).toEqual(ordered);
  });

  it('cannot tell two orders of a type for one procedure apart, and gives neither', async () => {
    const ports = open();
    await ports.execute(order(counter, '1', CountOn({ by: 7 })), by('c'));
    const heard = (await ports.store.read('test.counter-1'))[0]!;
    const twice = policy({
      name: 'twice',
      on: [on(Counted, ({ data }) => [order(counter, 'mine', CountOn(data)), order(counter, 'mine', CountOn(data))])],
    });
    const means = { execute: ports.execute, look: ports.rows, world, agency: 'test' };
    await expect(obey(twice, heard, means)).rejects.toThrow('test.counter-mine/CountOn');
    expect(await ports.store.read('test.counter-mine')).toEqual([]);
  });

  const asCounted = policy({
    name: 'as-counted',
    on: [
      on(Counted, async ({ stream }, look) => {
        const row = await look.row<{ total: number }>('totals', stream);
        return [order(counter, 'mine', CountOn({ by: row?.data.total ?? 0 }))];
      }),
    ],
  });

  it('lets stand what it ordered first where its event is heard alone after a batch of which another failed', async () => {
    const ports = open();
    await ports.execute(order(counter, '1', CountOn({ by: 7 })), by('c'));
    const means = { execute: ports.execute, world, agency: 'test' };
    const failing = async ({ version }: { version: number }) => {
      if (version === 2) throw new Error('cannot be read');
    };
    const hears = ear(
      ports,
      asListener('totals', (heard, tx) => project(totals, heard, tx)),
      { ...asListener('rule', (heard, tx) => obey(asCounted, heard, { ...means, look: tx })), orders: true },
      { ...asListener('fragile', failing), orders: true },
    );
    const mine = async () => (await ports.store.read('test.counter-mine')).map(({ data }) => data.by);
    await listen(hears, 2);
    expect((await ports.rows.rows(PARKED)).map(({ data }) => data.listener)).toEqual(['fragile']);
    expect(await mine()).toEqual([14, 14, 14, 14]);
  });
});

describe('the relay', () => {
  it('publishes what the language allows, in order, and goes on where it stopped', async () => {
    const { store, rows, execute } = open();
    await execute(order(counter, '1', Open({ caseId, fen: 1 })), by('c1'));
    await execute(order(counter, '1', CountOn({ by: 1 })), by('c2'));
    const sent: string[] = [];
    const bus = {
      publish: async (_: string, events: readonly { type: string }[]) =>
        void sent.push(...events.map(({ type }) => type)),
      source: () => store,
    };
    const speaks = (type: string) => type === 'Counted';
    const relaying = { agency: 'test', store, rows, bus, speaks, published: new Map() };
    expect(await relay(relaying)).toBe(3);
    expect(await relay(relaying)).toBe(0);
    expect(sent).toEqual(['Counted', 'Counted']);
  });
});

describe('versions of an event', () => {
  const data = z.object({ fen: z.int(), channel: z.string() });
  const Filed = event({ name: 'Filed', zh: '', en: '', data, past: [(v1) => ({ ...v1, channel: 'desk' })] });

  it('lifts an old shape and refuses one from a newer build', () => {
    expect(Filed.version).toBe(2);
    expect(Filed.read({ fen: 1 }, 1)).toEqual({ fen: 1, channel: 'desk' });
    expect(() => Filed.read({}, 3)).toThrow(NewerVersion);
  });
});
