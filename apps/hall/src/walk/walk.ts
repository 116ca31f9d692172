/**
 * A walk through the district by chance (随机推演): what the desks offer is filled in and given, days pass, and who hears
 * whom when is left to chance too. The same seed walks the same way.
 */
import { derive } from '@yimen/adapters';
import { town } from '@yimen/casework/testing';
import { InputRefused, legalDay, order } from '@yimen/kernel';
import { formOf } from '@yimen/weave';
import { ZodError } from 'zod';
import { chanceOf } from '../engines/chance.ts';
import { nextAct, type Act } from './acts.ts';
import { filled, someDay } from './inputs.ts';
import { knowing } from './known.ts';
import { agencies, names, type Walking } from './walking.ts';

/** One act and what became of it: `done`, the code of a refusal, or that its input was refused. */
export interface Step {
  readonly act: string;
  readonly outcome: string;
}

export interface Walk {
  readonly here: Walking['here'];
  readonly steps: readonly Step[];
}

const START = Date.parse('2025-03-03T02:00:00.000Z');
const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;

async function give({ here, chance, known, caseIds, given, newId }: Walking, act: Act): Promise<Step> {
  const { agency, decider, command, id, caseId } = act;
  const today = legalDay(here.time.now());
  const offers = Object.entries(here.house(agency).agency.handOvers?.offers ?? {}).flatMap(([kind, { to }]) =>
    to.map((receiver) => ({ kind, to: receiver })),
  );
  const filling = { chance, known, caseId, today, newId, offers, agencies: names, caseIds };
  const step = (outcome: string): Step => ({ act: `${agency} ${command.type}`, outcome });
  const read = command.schema.safeParse(filled(formOf(command), filling));
  if (!read.success) return step('input');
  const said = chance.of(0.15) ? someDay(filling, '') : today;
  const occurredAt = said < today ? `${said}T02:00:00.000Z` : undefined;
  const actor = { id: `officer-${chance.below(3)}`, agency, roles: command.by };
  const by = { actor, commandId: newId(), occurredAt };
  try {
    const { refusal } = await here
      .house(agency)
      .execute(order(decider, id, { type: command.type, data: read.data }), by);
    given.set(command.type, (given.get(command.type) ?? 0) + (refusal ? 0.2 : 1));
    return step(refusal?.refused ?? 'done');
  } catch (error) {
    if (error instanceof InputRefused || error instanceof ZodError) return step('input');
    throw new Error(`${agency} ${command.type} ${id} ${JSON.stringify(read.data)}`, { cause: error });
  }
}

/** Everybody hears everything, or some hear some of it. */
async function hear({ here, chance, calm }: Walking): Promise<void> {
  if (chance.of(calm)) return here.settled();
  for (const name of names) if (chance.of(0.4)) await here.house(name).pump((from) => from === name || chance.of(0.5));
}

/** What was said since the last time is known from now on. */
function learning({ here, known }: Walking): () => Promise<void> {
  const places = new Map<string, string>();
  return async () => {
    for (const name of names) {
      const { events } = await here.log(name).follow(places.get(name) ?? '', 10_000);
      events.forEach(known.learn);
      const last = events.at(-1);
      if (last) places.set(name, last.position);
    }
  };
}

export async function walk(seed: number, length: number): Promise<Walk> {
  const chance = chanceOf(seed);
  let drawn = 0;
  const walking: Walking = {
    here: town(agencies, '2025-03-03'),
    ...{ chance, known: knowing(), caseIds: [], alive: 1 + chance.below(4), calm: chance.pick([0.2, 0.5, 0.9]) },
    given: new Map(),
    newId: () => derive(`walk/${seed}/${(drawn += 1)}`),
  };
  const { here } = walking;
  const learn = learning(walking);
  const steps: Step[] = [];
  for (let now = START; steps.length < length;) {
    now += chance.of(0.12) ? DAY_MS * (1 + chance.below(12)) : MINUTE_MS;
    here.time.set(new Date(now).toISOString());
    if (chance.of(0.1)) await here.settled();
    const act = await nextAct(walking);
    if (!act) continue;
    steps.push(await give(walking, act));
    await hear(walking);
    await learn();
  }
  await here.settled();
  return { here, steps };
}
