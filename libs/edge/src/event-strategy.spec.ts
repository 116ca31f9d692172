/** Handlers written for Nest hear as our own listeners do: in order, once, and a poison event hinders only its case. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Module, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Ctx, EventPattern, Payload, RpcException } from '@nestjs/microservices';
import { memoryBus, memoryRows, memoryStore } from '@yimen/adapters';
import {
  brokerUnderTest,
  drivers,
  FETCH_MS,
  freshPrefix,
  makeTopics,
  openBus,
  readTopic,
  whyNoBroker,
  type BrokerUnderTest,
} from '@yimen/adapters/kafka-under-test';
import { retry } from '@yimen/casework';
import { PARKED, PLACE, type Bus, type Listener, type NewEvent, type Parked, type Rows } from '@yimen/kernel';
import { until } from '@yimen/kernel/testing';
import { of, throwError } from 'rxjs';
import { EventStrategy, type EventContext } from './event-strategy.ts';

const now = '2026-03-02T01:00:00.000Z';
const actor = { id: 'a', agency: 'north', roles: [] };
const said = (id: string, type: string, caseId: string): NewEvent => ({
  ...{ id, type, data: { said: id } },
  meta: { agency: 'north', actor, caseId, occurredAt: now, recordedAt: now, commandId: id, digest: '', shape: 1 },
});

type Answer = (data: { said: string }, context: EventContext) => unknown;

/** Decorated by hand, because the sources run as they are and decorators are not part of the language yet. */
function moduleWith(answers: Record<string, Answer>) {
  class Desk {}
  for (const [type, answer] of Object.entries(answers)) {
    Object.defineProperty(Desk.prototype, type, { value: answer, configurable: true, writable: true });
    EventPattern(type)(Desk.prototype, type, Object.getOwnPropertyDescriptor(Desk.prototype, type)!);
    Payload()(Desk.prototype, type, 0);
    Ctx()(Desk.prototype, type, 1);
  }
  Controller()(Desk);
  class Part {}
  Module({ controllers: [Desk] })(Part);
  return Part;
}

const running: INestMicroservice[] = [];
afterEach(async () => void (await Promise.all(running.splice(0).map((app) => app.close()))));

interface There {
  readonly bus: Bus;
  readonly rows: Rows;
}

async function start({ bus, rows }: There, answers: Record<string, Answer>): Promise<INestMicroservice> {
  const strategy = new EventStrategy({
    ...{ consumer: 'letters', agencies: ['north'], bus, rows },
    world: { now: () => now, derive: String, digest: String },
  });
  const app = await NestFactory.createMicroservice(moduleWith(answers), { strategy, logger: false });
  await app.listen();
  running.push(app);
  return app;
}

function open() {
  const store = memoryStore();
  return { store, rows: memoryRows(), bus: { source: () => store } };
}
const parkedIn = async (rows: Rows) => (await rows.rows<Parked>(PARKED)).map(({ data }) => data.why);

describe('handlers under @EventPattern', () => {
  it('hear their type alone, in order, with the whole event beside its data', async () => {
    const there = open();
    const heard: string[] = [];
    await start(there, {
      Noted: async ({ said: id }, { event }) => void heard.push(`${id} ${event.stream}@${event.version}`),
      Told: ({ said: id }) => (heard.push(id), of(id)),
    });
    await there.store.append('a', 0, [said('1', 'Noted', 'x'), said('2', 'Other', 'x'), said('3', 'Told', 'x')]);
    await until(() => heard.length === 2);
    expect(heard).toEqual(['1 a@1', '3']);
  });

  it('hear nothing twice after a restart, and what was said meanwhile', async () => {
    const there = open();
    const heard: string[] = [];
    const answers = { Noted: ({ said: id }: { said: string }) => void heard.push(id) };
    await there.store.append('a', 0, [said('1', 'Noted', 'x')]);
    const first = await start(there, answers);
    await until(() => heard.length === 1);
    await first.close();
    running.pop();
    await there.store.append('a', 1, [said('2', 'Noted', 'x')]);
    await start(there, answers);
    await until(() => heard.length === 2);
    expect(heard).toEqual(['1', '2']);
  });

  it.each([
    ['throws', () => Promise.reject(new RpcException('cannot read this'))],
    ['answers with a stream that fails', () => throwError(() => new RpcException('cannot read this'))],
  ])('park an event on which one %s, with its case; others go on; retry takes it up', async (_, fails) => {
    const there = open();
    const heard: string[] = [];
    let broken = true;
    const Noted: Answer = ({ said: id }, { event }) =>
      broken && event.meta.caseId === 'x' ? fails() : void heard.push(id);
    await start(there, { Noted });
    await there.store.append('a', 0, [said('1', 'Noted', 'x'), said('2', 'Noted', 'x')]);
    await there.store.append('b', 0, [said('3', 'Noted', 'y')]);
    await until(async () => heard.length === 1 && (await parkedIn(there.rows)).length === 2);
    expect(heard).toEqual(['3']);
    expect(await parkedIn(there.rows)).toEqual([
      expect.stringContaining('cannot read this'),
      expect.stringContaining('behind'),
    ]);
    broken = false;
    const handle: Listener['handle'] = async ({ id }) => void heard.push(id);
    const listeners = [{ name: 'nest:letters', types: new Set(['Noted']), handle }];
    expect(await retry({ rows: there.rows, listeners }, 'x')).toBe(2);
    expect(heard).toEqual(['3', '1', '2']);
  });

  it('hear nothing behind what a broker has lost until that comes, and keep a place of their own', async () => {
    const there = { bus: memoryBus(), rows: memoryRows() };
    const heard: string[] = [];
    await start(there, { Noted: ({ said: id }) => void heard.push(id) });
    const say = (version: number) => {
      const place = { stream: 'north.x-1', version, previous: version - 1, position: '' };
      return there.bus.publish!('north', [{ ...said(String(version), 'Noted', 'x'), ...place }]);
    };
    await say(1);
    await say(3);
    await until(async () => (await parkedIn(there.rows)).length === 1);
    expect(heard).toEqual(['1']);
    await say(2);
    await until(() => heard.length === 3);
    expect(heard).toEqual(['1', '2', '3']);
    expect((await there.rows.rows(PLACE)).map(({ key }) => key)).toEqual(['letters/north']);
  });

  it('end their batch before the service ends', async () => {
    const there = open();
    let [begun, ended] = [false, false];
    const app = await start(there, {
      async Noted() {
        begun = true;
        await new Promise((go) => setTimeout(go, 50));
        ended = true;
      },
    });
    await there.store.append('a', 0, [said('1', 'Noted', 'x')]);
    await until(() => begun);
    await app.close();
    running.pop();
    expect(ended).toBe(true);
  });
});

const why = whyNoBroker();
(why ? describe.skip : describe)(`handlers under @EventPattern, over a real broker${why ? ` — ${why}` : ''}`, () => {
  let broker: BrokerUnderTest;
  beforeAll(async () => void (broker = await brokerUnderTest()), FETCH_MS);
  afterAll(() => broker?.close());

  it.each(drivers)('hear with %s in order, once over a restart, and park what they cannot take', async (driver) => {
    const place = { at: broker, prefix: freshPrefix() };
    await makeTopics(place, ['north'], ['letters']);
    const north = await openBus(place, { driver });
    const say = (...[id, type, caseId, version]: [...Parameters<typeof said>, version: number]) => {
      const event = { ...said(id, type, caseId), stream: `north.${caseId}`, version, previous: version - 1 };
      return north.publish('north', [{ ...event, position: '' }]);
    };
    const rows = memoryRows();
    const heard: string[] = [];
    const handlers = {
      Noted({ said: id }: { said: string }, { event }: EventContext) {
        if (event.meta.caseId === 'poison') throw new RpcException('cannot read this');
        heard.push(`${id} ${event.meta.agency} ${event.stream}@${event.version}`);
      },
    };
    const run = async (isOver: () => Promise<boolean> | boolean) => {
      const bus = await openBus(place, { driver, sessionMs: 3_000 });
      const app = await start({ bus, rows }, handlers);
      await until(isOver);
      await app.close();
      running.pop();
      await bus.close();
    };
    await say('1', 'Noted', 'x', 1);
    await say('2', 'Other', 'x', 2);
    await say('3', 'Noted', 'poison', 1);
    await say('4', 'Noted', 'x', 3);
    await run(async () => heard.length === 2 && (await parkedIn(rows)).length === 1);
    await say('5', 'Noted', 'x', 4);
    await run(() => heard.length === 3);
    await north.close();
    expect(heard).toEqual(['1 north north.x@1', '4 north north.x@3', '5 north north.x@4']);
    expect(await parkedIn(rows)).toEqual([expect.stringContaining('cannot read this')]);
    // It can be read, if not handled, so it is no dead letter.
    expect(await readTopic(place, `${place.prefix}.north.v1.letters.dlq.v1`)).toEqual([]);
  });
});
