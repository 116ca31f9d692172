/**
 * Tells a story to a running hall through its gateway, as the people at their desks would: the clock is set to the day,
 * somebody signs in and gives a command, and what the story says is then looked up and compared.
 * All ids are derived from the story's name, so that a story told twice happened once.
 */
import { derive } from '@yimen/adapters';
import { clientOf, post, type Client, type Found } from '../client.ts';

/** What the teller needs of a hall. */
export interface Stage {
  readonly url: string;
  settled(): Promise<void>;
}

export interface Told {
  readonly line: string;
  readonly kind: 'day' | 'act' | 'fact';
}

/** Somebody at a desk. */
export interface Seated {
  /** Gives a command; it must be taken, or refused with the code that was foreseen. */
  act(mutation: string, subject: string, input?: object): Promise<Found>;
  /** Any query; errors of the graph are errors. */
  ask(query: string, variables?: object): Promise<Found>;
  /** A file to a route of the gateway. */
  send(path: string, body: Uint8Array): Promise<Found>;
}

export interface Teller {
  /** Sets the clock to nine in the morning (or `at`, HH:MM) of a day in Shanghai, and lets due clocks ring. */
  day(day: string, at?: string): Promise<void>;
  /** Always the same id for the same word of this story. */
  id(word: string): string;
  /** Somebody at a desk; with a code, somebody whose next command will be refused so. */
  as(persona: string, refusal?: string): Seated;
  /** What must be so. */
  fact(what: string, actual: unknown, expected: unknown): void;
  /** The due day of a clock on a case, compared; `status` and `latest` too where given. */
  due(caseId: string, rule: string, expected: { due: string; status?: string; latest?: string }): Promise<void>;
}

interface Telling {
  readonly stage: Stage;
  readonly story: string;
  readonly told: (said: Told) => void;
  readonly clients: Map<string, Client>;
  acts: number;
}

export function teller(stage: Stage, story: string, told: (said: Told) => void = () => undefined): Teller {
  const telling: Telling = { stage, story, told, clients: new Map(), acts: 0 };
  const as: Teller['as'] = (persona, refusal) => seat(telling, persona, refusal);
  return {
    id: (word) => derive(`${story}/${word}`),
    async day(day, at = '09:00') {
      told({ line: day, kind: 'day' });
      await post(`${stage.url}/clock`, { set: `${day}T${at}:00+08:00` });
      await stage.settled();
    },
    as,
    fact: (what, actual, expected) => fact(telling, what, { actual, expected }),
    async due(caseId, rule, expected) {
      const query = 'query($id: ID!) { case(id: $id) { deadlines { rule due status latest } } }';
      const { case: found } = await as('coordinator').ask(query, { id: caseId });
      const last = found.deadlines.filter((deadline: Found) => deadline.rule === rule).at(-1) ?? {};
      const actual = Object.fromEntries(Object.keys(expected).map((field) => [field, last[field]]));
      fact(telling, `${rule} is due`, { actual, expected });
    },
  };
}

/** Two values are the same when they are written alike, in whatever order their fields came. */
const written = (value: unknown): string =>
  JSON.stringify(value, (_, field: unknown) =>
    field && typeof field === 'object' && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([one], [other]) => (one < other ? -1 : 1)))
      : field,
  ) ?? 'undefined';

function fact(
  { story, told }: Telling,
  what: string,
  { actual, expected }: { actual: unknown; expected: unknown },
): void {
  if (written(actual) !== written(expected))
    throw new Error(`${story}: ${what}: expected ${JSON.stringify(expected)}, was ${JSON.stringify(actual)}`);
  told({ line: `${what}: ${JSON.stringify(expected)}`, kind: 'fact' });
}

function seat(telling: Telling, persona: string, refusal?: string): Seated {
  const { stage, story, told, clients } = telling;
  const client = async (): Promise<Client> => {
    const known = clients.get(persona) ?? (await clientOf(stage.url, persona));
    clients.set(persona, known);
    return known;
  };
  const whole = ({ data, errors }: Found): Found => {
    if (errors) throw new Error(`${story}: ${persona}: ${JSON.stringify(errors)}`);
    return data;
  };
  return {
    ask: async (query, variables) => whole(await (await client()).graph(query, variables)),
    send: async (path, body) => (await (await client()).send(path, body)).body,
    async act(mutation, id, input = {}) {
      const commandId = derive(`${story}/act/${(telling.acts += 1)}`);
      const { answer } = whole(await (await client()).give({ mutation, id, commandId, input }));
      await stage.settled();
      const what = `${persona}: ${mutation}${refusal ? ` is refused (${answer.refusal?.law ?? 'no article'})` : ''}`;
      if (refusal) fact(telling, what, { actual: answer.refusal?.code, expected: refusal });
      else if (answer.refusal) throw new Error(`${story}: ${what} was refused: ${JSON.stringify(answer.refusal)}`);
      else told({ line: what, kind: 'act' });
      return answer;
    },
  };
}
