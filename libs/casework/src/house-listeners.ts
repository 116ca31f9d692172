/** Who hears in a house: its views, its clocks, and its policies. */
import {
  idOf,
  obey,
  order,
  project,
  touchedBy,
  type AnyDecider,
  type Execute,
  type Listener,
  type Recorded,
  type RowsTransaction,
  type World,
} from '@yimen/kernel';
import { wordsOf, type Agency } from './agency.ts';
import { touches, type clocksOf } from './deadline-clocks.ts';
import { passedEvents } from './deadline.ts';
import { isForItToSay } from './handover-language.ts';

type Clocks = ReturnType<typeof clocksOf>;

interface Means {
  readonly execute: Execute;
  readonly world: World;
  readonly agency: string;
}

/** Of a neighbour they hear what is for it to say, now and when it is taken up again after it was parked. */
export const listenersOf = (made: Agency, clocks: Clocks, means: Means): Listener[] =>
  [...viewListeners(made), clockListener(made, clocks, means), ...policyListeners(made, means)].map((each) => ({
    ...each,
    handle: async (event, tx) =>
      event.meta.agency === made.name || isForItToSay(event) ? each.handle(event, tx) : undefined,
  }));

/** Who hears what comes from there: of a neighbour its own words alone. */
export function hearersOf(made: Agency, from: string, listeners: readonly Listener[]): readonly Listener[] {
  if (from === made.name) return listeners;
  const words = wordsOf(made, from);
  return listeners.map((each) => ({ ...each, types: new Set([...each.types].filter((type) => words.has(type))) }));
}

const viewListeners = (made: Agency): Listener[] =>
  made.views.map((shown) => ({
    name: `view:${shown.name}`,
    types: new Set(shown.on.map(({ type }) => type.type)),
    of: shown.of,
    handle: (event, tx) => project(shown, event, tx),
    ahead: (event) => touchedBy(shown, event),
  }));

const policyListeners = (made: Agency, means: Means): Listener[] =>
  made.policies.map((rule) => ({
    name: `policy:${rule.name}`,
    types: new Set(rule.on.map(({ type }) => type.type)),
    orders: true,
    handle: (event, tx) => obey(rule, event, { ...means, look: tx }),
  }));

/** Hears the own procedures: what touches a clock becomes an act on it; a clock that has run out may have an effect. */
function clockListener(made: Agency, clocks: Clocks, means: Means): Listener {
  const timed = made.deciders.filter((decider) => decider.clocks);
  const named = new Set(timed.flatMap((decider) => decider.events.map(({ type }) => type)));
  const touched = async (decider: AnyDecider, event: Recorded, tx: RowsTransaction) => {
    const id = `${decider.name}/${idOf(decider, event.stream)}`;
    for (const [at, command] of touches(decider.clocks ?? [], event, tx).entries())
      await means.execute(order(clocks, id, command), bySystem(means, event, `clock/${at}`));
  };
  const lapsed = async (event: Recorded) => {
    const decider = timed.find(({ name }) => name === event.data.procedure);
    const spec = decider?.clocks?.find(({ rule }) => rule === event.data.rule);
    if (!decider || !spec?.breached) return;
    await means.execute(
      order(decider, event.data.procedureId, spec.breached(event.data)),
      bySystem(means, event, 'lapse'),
    );
  };
  return {
    name: 'clocks',
    types: new Set([...named, ...overdue]),
    of: made.name,
    orders: true,
    handle: async (event, tx) => {
      if (overdue.has(event.type)) return lapsed(event);
      for (const decider of timed) if (event.stream.startsWith(`${decider.name}-`)) await touched(decider, event, tx);
    },
  };
}

const overdue: ReadonlySet<string> = new Set(passedEvents.map(({ type }) => type));

const system = (means: Means) => ({ id: 'system', agency: means.agency, roles: ['system'] });

const bySystem = (means: Means, event: Recorded, part: string) => ({
  actor: system(means),
  commandId: means.world.derive(`${event.id}/${part}`),
  occurredAt: event.meta.occurredAt,
  cause: event.id,
  trace: event.meta.trace,
});
