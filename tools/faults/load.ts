/**
 * Clients that go on whatever happens. Whoever has no answer sends the same command again under the same id, sometimes
 * twice at once, and now and then asks again for what was acknowledged long ago.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { clientOf, type Client, type Found } from '@yimen/hall/client';
import { chance, type Chance } from './chance.ts';
import { isAcknowledged, type Answered, type Step, type Told } from './history.ts';
import { newMatter, personas } from './matters.ts';

export interface LoadSpec {
  readonly url: string;
  readonly seed: number;
  readonly clients: number;
  /** Milliseconds from the beginning of the run. */
  readonly now: () => number;
}

export interface Load {
  readonly history: readonly Told[];
  readonly answers: readonly Answered[];
  /** What was said to clients that had no answer, with how often and when last. */
  readonly excuses: ReadonlyMap<string, Excuse>;
  /** Resolves when so many commands were given; rejects when a client has failed, for then they may never be. */
  given(count: number): Promise<void>;
  /** Begins nothing new; resolves when every answer that is due was given, or rejects when that takes too long. */
  finish(patience: number): Promise<void>;
  /** Asks again for acknowledged commands; those that are answered otherwise than before. */
  askAgain(count: number): Promise<{ readonly asked: number; readonly complaints: readonly string[] }>;
}

export interface Excuse {
  count: number;
  readonly moments: number[];
}

/** Between two commands of one client. */
const REST_MS = 800;
const AGAIN_MS = 250;
const LOOK_MS = 200;
const ARRIVING_MS = 800;
const TWICE_AT_ONCE = 0.08;

/** What a service says when the outcome is not known; anything else is an answer. */
const passing: ReadonlySet<unknown> = new Set(['AGENCY_UNAVAILABLE', 'INTERNAL', 'UNAVAILABLE']);

type Said = { readonly version: number } | { readonly refusal: string } | undefined;

export async function load(spec: LoadSpec): Promise<Load> {
  const people = new Map(
    await Promise.all(personas.map(async (each) => [each, await clientOf(spec.url, each)] as const)),
  );
  const office = new Office(spec, people);
  const lanes = Array.from({ length: spec.clients }, (_, n) => lane(office, chance(spec.seed, `client-${n}`)));
  const ended = Promise.all(lanes);
  ended.catch(() => undefined);
  return {
    history: office.history,
    answers: office.answers,
    excuses: office.excuses,
    async given(count) {
      while (office.history.length < count) await Promise.race([pause(LOOK_MS), ended]);
    },
    async finish(patience) {
      office.closing = true;
      office.until = spec.now() + patience;
      await ended;
    },
    askAgain: (count) => office.askAgain(count),
  };
}

/** What all clients share: the people they act as, and the record of what they were told. */
class Office {
  readonly history: Told[] = [];
  readonly answers: Answered[] = [];
  readonly excuses = new Map<string, Excuse>();
  closing = false;
  /** When those that still wait give up. */
  until = Infinity;
  readonly now: () => number;
  readonly #people: ReadonlyMap<string, Client>;
  readonly #dice: Chance;

  constructor({ now, seed }: LoadSpec, people: ReadonlyMap<string, Client>) {
    this.now = now;
    this.#people = people;
    this.#dice = chance(seed, 'office');
  }

  tell(step: Step, commandId: string): Told {
    const told = { ...step, commandId, began: this.now(), attempts: 0, unknown: 0, versions: [] };
    this.history.push(told);
    return told;
  }

  /** Sends until there is an answer. False where what it waits for has not come yet. */
  async insist(told: Told, copies: number): Promise<boolean> {
    if (told.attempts === 0) told.began = this.now();
    while (this.now() < this.until) {
      const answers = await Promise.all(Array.from({ length: copies }, () => this.#send(told)));
      const versions = answers.flatMap((said) => (said && 'version' in said ? [said.version] : []));
      const refusal = answers.find((said) => said && 'refusal' in said) as { refusal: string } | undefined;
      told.versions.push(...versions);
      // Of two copies one may come before what it waits for, and the other after it.
      const isEarly = refusal !== undefined && refusal.refusal === told.later;
      if (versions.length === 0 && isEarly) return false;
      if (versions.length > 0 || refusal) {
        if (refusal && !isEarly) told.refusal = refusal.refusal;
        told.ended = this.now();
        return true;
      }
      await pause(AGAIN_MS);
    }
    return true;
  }

  async #send(told: Told): Promise<Said> {
    told.attempts += 1;
    const began = this.now();
    const said = await this.#answered(told).catch((error: Error) => this.#excuse(error.message));
    if (said) this.answers.push({ agency: told.agency, began, ended: this.now() });
    else told.unknown += 1;
    return said;
  }

  async #answered({ persona, mutation, id, commandId, input }: Told): Promise<Said> {
    const { data, errors } = await this.#people.get(persona)!.give({ mutation, id, commandId, input });
    if (errors?.some(({ extensions }) => !passing.has(extensions?.code)))
      return { refusal: `${mutation}: ${JSON.stringify(errors)}` };
    const answer = data?.answer as Found | undefined;
    if (errors || !answer) return this.#excuse(String(errors?.[0]?.message ?? 'no answer'));
    return answer.refusal ? { refusal: String(answer.refusal.code) } : { version: Number(answer.version) };
  }

  #excuse(message: string): undefined {
    const words = message.replace(/[0-9a-f]{8}(?=[ ；;]|$)/g, '…');
    const known = this.excuses.get(words) ?? { count: 0, moments: [] };
    known.count += 1;
    known.moments.push(this.now());
    this.excuses.set(words, known);
    return undefined;
  }

  async askAgain(count: number) {
    const sample = this.#dice.shuffled(this.history.filter(isAcknowledged)).slice(0, count);
    const complaints: string[] = [];
    for (const told of sample) {
      const said = await this.#answered(told);
      const version = said && 'version' in said ? said.version : JSON.stringify(said);
      if (version !== told.versions[0])
        complaints.push(`${told.mutation} ${told.commandId}: ${told.versions[0]}, now ${version}`);
    }
    return { asked: sample.length, complaints };
  }
}

interface Due {
  readonly told: Told;
  /** What follows when this is answered. */
  readonly rest: readonly Step[];
  readonly from: number;
}

const copiesOf = (dice: Chance): number => (dice.next() < TWICE_AT_ONCE ? 2 : 1);

/** One client: the steps of a matter or an answer that is due, with rests between them. */
async function lane(office: Office, dice: Chance): Promise<void> {
  const due: Due[] = [];
  const meant = ([first, ...rest]: readonly Step[]) => {
    if (first) due.push({ told: office.tell(first, dice.id()), rest, from: office.now() });
  };
  const rest = () => pause(office.closing ? AGAIN_MS / 5 : REST_MS * (0.5 + dice.next()));
  while (!office.closing || (due.length > 0 && office.now() < office.until)) {
    const next = due.findIndex(({ from }) => from <= office.now());
    if (next >= 0 && (office.closing || dice.next() < 0.6)) {
      const [one] = due.splice(next, 1) as [Due];
      if (await office.insist(one.told, copiesOf(dice))) meant(one.rest);
      else due.push({ ...one, from: office.now() + ARRIVING_MS });
    } else if (!office.closing) {
      const { steps, answers } = newMatter(dice);
      for (const step of steps) {
        await office.insist(office.tell(step, dice.id()), copiesOf(dice));
        await rest();
      }
      answers.forEach(meant);
    }
    await rest();
  }
}
