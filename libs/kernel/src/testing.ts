/** Tests that are sentences: given what happened, when somebody asks, then this happens or is refused. */
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { definitionOf, fold, isRefusal, ruleOf, type AnyDecider, type Refusal } from './decider.ts';
import { legalDay, type Order } from './execute.ts';
import { answers } from './handlers.ts';
import type { Actor, Command, Happened, Meta, Recorded } from './message.ts';
import type { Policy } from './policy.ts';
import type { Look, Row } from './rows.ts';
import { changesBy, type View } from './view.ts';

const officer: Actor = { id: 'test-officer', agency: 'test', roles: [] };
export const ID = '018f3a52-7c1e-7b60-9c57-0a4de2f5b0c1';
/** A UUID that is told from others by its number. */
export const uuid = (n: number): string => `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;

/** A stored event as a listener hears it. */
export function recorded(
  event: Happened,
  at: Omit<Partial<Recorded>, 'meta'> & { meta?: Partial<Meta> } = {},
): Recorded {
  const occurredAt = at.meta?.occurredAt ?? '2026-03-02T01:00:00.000Z';
  const meta = {
    agency: 'test',
    actor: officer,
    occurredAt,
    recordedAt: occurredAt,
    commandId: ID,
    digest: '',
    shape: 1,
  };
  const place = { id: ID, stream: `test-${ID}`, version: 1, position: '1' };
  return { ...place, ...at, type: event.type, data: event.data, meta: { ...meta, ...at.meta } };
}

interface Asking {
  at?: string;
  by?: Actor;
  id?: string;
  facts?: unknown;
}

export function given(decider: AnyDecider, ...past: readonly Happened[]) {
  const shape = ({ type }: Happened) => definitionOf(decider, type).version;
  const history = past.map((event, i) => recorded(event, { version: i + 1, meta: { shape: shape(event) } }));
  const state = fold(decider, history);
  return {
    state,
    when(command: Command, { at = '2026-03-02T01:00:00.000Z', by = officer, id = ID, facts }: Asking = {}) {
      const asked = { data: command.data, id, at, on: legalDay(at), by, facts };
      const decision = ruleOf(decider, command.type)(asked, state);
      return {
        decision,
        /** What happened, to be given to the next question; nothing where it was refused. */
        events: isRefusal(decision) ? [] : decision,
        /** Exactly these events, whole. */
        then: (...events: readonly Happened[]) =>
          assert.deepEqual(isRefusal(decision) ? decision : [...decision], events),
        /** This refusal, by its code or whole. */
        refused(expected: string | Refusal) {
          assert.ok(isRefusal(decision), `was not refused: ${JSON.stringify(decision)}`);
          if (typeof expected === 'string') assert.equal(decision.refused, expected);
          else assert.deepEqual(decision, expected);
        },
      };
    },
  };
}

/** The rows of a view after these events, as they are read. */
export async function seen(view: View, ...events: readonly (Happened | Recorded)[]): Promise<Row[]> {
  const rows = new Map<string, Row>();
  for (const event of events)
    for (const { key, to } of changesBy(view, 'meta' in event ? event : recorded(event))) {
      const row = to(rows.get(key));
      if (row) rows.set(key, row);
      else rows.delete(key);
    }
  return [...rows.values()].map(({ foundBy: _, ...row }) => row);
}

const noRows: Look = { row: async () => undefined, rows: async () => [], count: async () => 0 };

/** What a policy orders when it hears an event. */
export async function hearing(rule: Policy, event: Happened | Recorded, look = noRows): Promise<Order[]> {
  return (await Promise.all(answers(rule.on, 'meta' in event ? event : recorded(event), look))).flat();
}

/** Looks until it holds; how many milliseconds that took. Fails where it does not come to hold. */
export async function until(holds: () => boolean | Promise<boolean>, within = 90_000): Promise<number> {
  const began = performance.now();
  for (; !(await holds()); await pause(10))
    if (performance.now() - began > within) throw new Error(`it did not come to hold in ${within} ms`);
  return performance.now() - began;
}
