/** A signed-in client of the gateway, for tests and tools: raw answers, errors and all. */
import { randomUUID } from 'node:crypto';

export interface Client {
  graph(query: string, variables?: object): Promise<{ data?: any; errors?: any[] }>;
  /** Gives a command with a new command id, or the one given. */
  give(mutation: string, id: string, input: object, more?: { commandId?: string; occurredAt?: string }): Promise<any>;
}

export async function clientOf(url: string, persona: string): Promise<Client> {
  const post = async (path: string, body: object, headers: object = {}) => {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    };
    return (await fetch(url + path, init)).json() as Promise<any>;
  };
  const { token } = await post('/sign-in', { persona });
  const graph: Client['graph'] = (query, variables = {}) =>
    post('/graphql', { query, variables }, { authorization: `Bearer ${token}` });
  return {
    graph,
    async give(mutation, id, input, { commandId = randomUUID(), occurredAt } = {}) {
      const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
      const query = `mutation($id: ID!, $commandId: ID!, $occurredAt: String, $input: ${type}!) {
        answer: ${mutation}(id: $id, commandId: $commandId, occurredAt: $occurredAt, input: $input)
          { id version refusal { code message { zh en } law nextDoor { zh } } } }`;
      const { data, errors } = await graph(query, { id, commandId, occurredAt, input });
      return errors ? { errors } : data.answer;
    },
  };
}
