/** A few agencies together in memory, on real dates, for specs that follow one matter across a border. */
import { demonstrationClock, derive, embeddedBus, memoryRows, memoryStore, worldOf } from '@yimen/adapters';
import { idOf, order, type EventStore, type Happened, type Recorded } from '@yimen/kernel';
import { countByLaw } from '@yimen/law';
import type { Agency } from '../agency.ts';
import { DEADLINES, type DeadlineRow } from '../deadline-rows.ts';
import { house, type House } from '../house.ts';

/** What one person asks: at which agency, which command, of which procedure. */
export interface Telling {
  readonly agency: string;
  readonly command: string;
  readonly id: string;
  readonly data?: object;
  /** The legal day on which it happened, where it is told later than that. */
  readonly on?: string;
}

/** What an agency says that has no house in this town: its words alone, as its own house would have said them. */
export interface Voice {
  readonly agency: string;
  readonly caseId: string;
  readonly event: Happened;
  /** The legal day on which it was said, where it is heard later than that. */
  readonly on?: string;
  /** The procedure that says it, where its id tells something. */
  readonly id?: string;
}

const morning = (day: string): string => `${day}T02:00:00.000Z`;

async function speak(store: EventStore, said: Voice, now: string): Promise<void> {
  const { agency, caseId, event, on, id: of = caseId } = said;
  const at = on ? morning(on) : now;
  const stream = `${agency}.voice-${of}`;
  const past = await store.read(stream);
  const id = derive(`${stream}/${past.length}`);
  const stamp = { agency, caseId, occurredAt: at, recordedAt: at, commandId: id, digest: '', shape: 1 };
  const meta = { ...stamp, actor: { id: 'voice', agency, roles: [] } };
  await store.append(stream, past.length, [{ id, type: event.type, data: event.data, meta }]);
}

export function town(agencies: readonly Agency[], start = '2025-01-01') {
  const time = demonstrationClock(morning(start));
  const logs = new Map(agencies.map(({ name }) => [name, memoryStore()]));
  const speaks = new Map(agencies.map(({ name, speaks: { events } }) => [name, new Set(events.map((e) => e.type))]));
  const bus = embeddedBus((name) => {
    const store = logs.get(name);
    return store && { store, speaks: (type) => speaks.get(name)?.has(type) ?? true };
  });
  const ports = { bus, world: worldOf(time), count: countByLaw };
  const houses = new Map(
    agencies.map((made) => [made.name, house(made, { ...ports, store: logs.get(made.name)!, rows: memoryRows() })]),
  );
  const of = (name: string): House => {
    const found = houses.get(name);
    if (!found) throw new Error(`${name} is not in this town`);
    return found;
  };
  let told = 0;

  /** Until everything that was said has been heard and every due clock has rung. */
  async function settled(): Promise<void> {
    for (let moved = 1; moved > 0;) {
      moved = 0;
      for (const each of houses.values()) moved += (await each.pump()) + (await each.ring());
    }
  }

  /** Ten in the morning of a legal day. */
  async function day(on: string): Promise<void> {
    time.set(morning(on));
    await settled();
  }

  /** `done`, or the code of the refusal. */
  async function tell({ agency, command, id, data = {}, on }: Telling): Promise<string> {
    const { agency: made, execute } = of(agency);
    const decider = made.deciders.find(({ commands }) => commands.some(({ type }) => type === command));
    const type = decider?.commands.find((known) => known.type === command);
    if (!decider || !type) throw new Error(`${agency} knows no ${command}`);
    const actor = { id: 'test-officer', agency, roles: type.by };
    const by = {
      actor,
      commandId: derive(`told/${(told += 1)}`),
      ...(on ? { occurredAt: morning(on) } : {}),
    };
    const receipt = await execute(order(decider, id, type(data)), by);
    await settled();
    return receipt.refusal?.refused ?? 'done';
  }

  /** Several are heard at once. */
  async function voice(...all: readonly Voice[]): Promise<void> {
    for (const said of all) {
      if (houses.has(said.agency)) throw new Error(`${said.agency} has a house here and speaks for itself`);
      const log = logs.get(said.agency) ?? memoryStore();
      logs.set(said.agency, log);
      await speak(log, said, time.now());
    }
    await settled();
  }

  /** The agency's own clocks as `rule[/key] due status`, sorted. */
  async function due(agency: string, id?: string): Promise<string[]> {
    const rows = await of(agency).rows.rows<DeadlineRow>(DEADLINES);
    return rows
      .filter(({ data }) => data.agency === agency && (!id || data.procedureId === id))
      .map(({ data: { rule, key, due: on, status } }) => `${rule}${key ? `/${key}` : ''} ${on} ${status}`)
      .sort();
  }

  /** All that an agency's log holds of one procedure. */
  async function said(agency: string, id: string): Promise<readonly Recorded[]> {
    const batch = await logs.get(agency)!.follow('', 10_000);
    return batch.events.filter(({ stream }) =>
      of(agency).agency.deciders.some(
        (decider) => idOf(decider, stream) === id && stream.startsWith(`${decider.name}-`),
      ),
    );
  }

  const log = (agency: string): EventStore => logs.get(agency)!;
  return { day, tell, voice, due, said, settled, time, house: of, log, rows: (agency: string) => of(agency).rows };
}
