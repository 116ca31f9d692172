/**
 * Tells a story to a running hall through its gateway, as the people at their desks would: the clock is set to the day,
 * somebody signs in and gives a command, and what the story says is then looked up and compared.
 * All ids are derived from the story's name, so that a story told twice happened once.
 */
import { isDeepStrictEqual } from 'node:util';
import { derive, pascal } from '@yimen/edge';

/** What the teller needs of a hall; it never looks behind the gateway. */
export interface Stage {
  readonly url: string;
  settled(): Promise<void>;
}

export interface Answer {
  readonly id: string;
  readonly version: number;
  readonly refusal?: {
    code: string;
    message: { zh: string; en: string };
    law?: string;
    nextDoor?: { zh: string };
  } | null;
}

export interface Told {
  readonly line: string;
  readonly kind: 'day' | 'act' | 'fact';
}

export interface Teller {
  /** Sets the clock to nine in the morning (or `at`, HH:MM) of a day in Shanghai, and lets due clocks ring. */
  day(day: string, at?: string): Promise<void>;
  /** Always the same id for the same word of this story. */
  id(word: string): string;
  /** Gives a command and expects it to be taken. */
  act(persona: string, mutation: string, subject: string, input: object): Promise<Answer>;
  /** Gives a command and expects this refusal. */
  refused(persona: string, mutation: string, subject: string, input: object, code: string): Promise<Answer>;
  /** Any query, as somebody. Errors of the graph are errors. */
  ask<T = any>(persona: string, query: string, variables?: object): Promise<T>;
  /** Any request at the gateway, as somebody. */
  send(persona: string, path: string, body: Uint8Array): Promise<any>;
  /** What must be so. */
  fact(what: string, actual: unknown, expected: unknown): void;
  /** The due day of a clock on a case, compared; `status` and `latest` too where given. */
  due(caseId: string, rule: string, expected: { due: string; status?: string; latest?: string }): Promise<void>;
}

const receipt = 'id version refusal { code message { zh en } law nextDoor { zh } }';

export function teller(stage: Stage, story: string, told: (said: Told) => void = () => undefined): Teller {
  const tokens = new Map<string, string>();
  let acts = 0;
  const post = async (path: string, body: unknown, persona?: string) => {
    const token = persona ? await signIn(persona) : undefined;
    const answer = await fetch(stage.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
    });
    return answer.json() as Promise<any>;
  };
  const signIn = async (persona: string): Promise<string> => {
    const known = tokens.get(persona) ?? (await post('/sign-in', { persona })).token;
    tokens.set(persona, known);
    return known;
  };
  const graph = async (persona: string, query: string, variables: object) => {
    const { data, errors } = await post('/graphql', { query, variables }, persona);
    if (errors)
      throw new Error(
        `${story}: ${JSON.stringify(errors.map(({ message, extensions }: any) => [message, extensions]))}`,
      );
    return data;
  };
  const give = async (persona: string, mutation: string, subject: string, input: object): Promise<Answer> => {
    const query = `mutation($id: ID!, $commandId: ID!, $input: ${pascal(mutation)}Input!) {
      answer: ${mutation}(id: $id, commandId: $commandId, input: $input) { ${receipt} } }`;
    const commandId = derive(`${story}/act/${(acts += 1)}`);
    const { answer } = await graph(persona, query, { id: subject, commandId, input });
    await stage.settled();
    return answer;
  };
  const self: Teller = {
    id: (word) => derive(`${story}/${word}`),
    async day(day, at = '09:00') {
      told({ line: day, kind: 'day' });
      await post('/clock', { set: `${day}T${at}:00+08:00` });
      await stage.settled();
    },
    async act(persona, mutation, subject, input) {
      const answer = await give(persona, mutation, subject, input);
      if (answer.refusal) throw new Error(`${story}: ${mutation} was refused: ${JSON.stringify(answer.refusal)}`);
      told({ line: `${persona}: ${mutation}`, kind: 'act' });
      return answer;
    },
    async refused(persona, mutation, subject, input, code) {
      const answer = await give(persona, mutation, subject, input);
      self.fact(
        `${persona}: ${mutation} is refused${answer.refusal?.law ? ` (${answer.refusal.law})` : ''}`,
        answer.refusal?.code,
        code,
      );
      return answer;
    },
    ask: (persona, query, variables = {}) => graph(persona, query, variables),
    async send(persona, path, body) {
      const headers = { 'content-type': 'application/octet-stream', authorization: `Bearer ${await signIn(persona)}` };
      return (await fetch(stage.url + path, { method: 'POST', headers, body: body as never })).json();
    },
    fact(what, actual, expected) {
      if (!isDeepStrictEqual(actual, expected))
        throw new Error(`${story}: ${what}: expected ${JSON.stringify(expected)}, was ${JSON.stringify(actual)}`);
      told({ line: `${what}: ${JSON.stringify(expected)}`, kind: 'fact' });
    },
    async due(caseId, rule, expected) {
      const query = 'query($id: ID!) { case(id: $id) { deadlines { rule due status latest } } }';
      const { case: found } = await graph('coordinator', query, { id: caseId });
      const last = found.deadlines.filter((deadline: any) => deadline.rule === rule).at(-1) ?? {};
      const fields = Object.keys(expected) as (keyof typeof expected)[];
      self.fact(`${rule} is due`, Object.fromEntries(fields.map((field) => [field, last[field]])), expected);
    },
  };
  return self;
}
