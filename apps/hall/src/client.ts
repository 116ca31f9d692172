/** Talks to a hall's gateway as its personas do; for stories, tests and tools. It never looks behind the gateway. */
import { pascal } from '@yimen/weave';

/** What came back of the graph, as it is. */
export type Found = Record<string, any>;

export interface Answered {
  readonly data?: Found | null;
  readonly errors?: readonly Found[];
}

/** A command at a procedure; the id of the command makes a repetition harmless. */
export interface Given {
  readonly mutation: string;
  readonly id: string;
  readonly commandId: string;
  readonly input: object;
  readonly occurredAt?: string;
}

export interface Client {
  graph(query: string, variables?: object): Promise<Answered>;
  give(given: Given): Promise<Answered>;
  /** Any bytes to any route, as the signed-in persona. */
  send(path: string, body: Uint8Array): Promise<{ status: number; body: Found }>;
}

const RECEIPT = 'id version refusal { code message { zh en } law nextDoor { zh en } }';

const mutationOf = (mutation: string): string =>
  `mutation($id: ID!, $commandId: ID!, $occurredAt: String, $input: ${pascal(mutation)}Input!) {
    answer: ${mutation}(id: $id, commandId: $commandId, occurredAt: $occurredAt, input: $input) { ${RECEIPT} } }`;

export async function post(url: string, body: object, headers: Record<string, string> = {}): Promise<Found> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
  return (await (await fetch(url, init)).json()) as Found;
}

/** Signs in and keeps the token. */
export async function clientOf(url: string, persona: string): Promise<Client> {
  const { token } = await post(`${url}/sign-in`, { persona });
  const authorization = { authorization: `Bearer ${String(token)}` };
  const graph: Client['graph'] = (query, variables = {}) => post(`${url}/graphql`, { query, variables }, authorization);
  return {
    graph,
    give: ({ mutation, ...variables }) => graph(mutationOf(mutation), variables),
    async send(path, body) {
      const headers = { 'content-type': 'application/octet-stream', ...authorization };
      const answer = await fetch(url + path, { method: 'POST', headers, body: Buffer.from(body) });
      return { status: answer.status, body: (await answer.json()) as Found };
    },
  };
}
