/** Handlers written for Nest hear as our own listeners do: in order, once, and a poison event hinders only its case. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { Controller, Module, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Ctx, EventPattern, Payload, RpcException } from '@nestjs/microservices';
import { memoryRows, memoryStore } from '@yimen/adapters';
import { PARKED, retry, type EventStore, type Listener, type NewEvent, type Parked, type Rows } from '@yimen/kernel';
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
  readonly store: EventStore;
  readonly rows: Rows;
}

async function start({ store, rows }: There, answers: Record<string, Answer>): Promise<INestMicroservice> {
  const strategy = new EventStrategy({
    ...{
      consumer: 'letters',
      agencies: ['north'],
      bus: { source: () => store },
      rows,
      world: { now: () => now, derive: String, digest: String },
    },
  });
  const app = await NestFactory.createMicroservice(moduleWith(answers), { strategy, logger: false });
  await app.listen();
  running.push(app);
  return app;
}

async function until(is: () => Promise<boolean> | boolean): Promise<void> {
  for (const end = performance.now() + 60_000; !(await is());) {
    if (performance.now() > end) throw new Error('it did not come about');
    await new Promise((go) => setTimeout(go, 10));
  }
}

const open = (): There => ({ store: memoryStore(), rows: memoryRows() });

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
    const parked = async () => (await there.rows.rows<Parked>(PARKED)).map(({ data }) => data.why);
    await until(async () => heard.length === 1 && (await parked()).length === 2);
    expect(heard).toEqual(['3']);
    expect(await parked()).toEqual([expect.stringContaining('cannot read this'), expect.stringContaining('behind')]);
    broken = false;
    const handle: Listener['handle'] = async ({ id }) => void heard.push(id);
    const listeners = [{ name: 'nest:letters', types: new Set(['Noted']), handle }];
    expect(await retry({ rows: there.rows, listeners }, 'x')).toBe(2);
    expect(heard).toEqual(['3', '1', '2']);
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
