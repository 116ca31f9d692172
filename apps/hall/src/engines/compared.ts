/** Asks two engines the same and says where their answers part. */
import type { Found } from '../client.ts';
import type { MadeQuery } from './query-maker.ts';

export interface Asking {
  readonly native: string;
  readonly apollo: string;
  readonly token?: string | undefined;
}

/** Undefined when both say the same; else both answers, to be read side by side. */
export async function disagreement(asking: Asking, made: MadeQuery): Promise<string | undefined> {
  const first = await both(asking, made);
  if (first.native === first.apollo) return undefined;
  // On a busy machine an agency may be late for one of them: whatever is a difference is one when asked again.
  const { native, apollo } = await both(asking, made);
  if (native === apollo) return undefined;
  const given = JSON.stringify(made.variables);
  return `${made.query}\nvariables ${given}\nnative ${native}\napollo ${apollo}`;
}

async function both({ native, apollo, token }: Asking, made: MadeQuery) {
  const [one, other] = await Promise.all([native, apollo].map((url) => ask(url, made, token)));
  return { native: essence(one!), apollo: essence(other!) };
}

export async function ask(url: string, made: MadeQuery, token?: string): Promise<Found> {
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const put = () => fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify(made) });
  // A kept connection may be closed by the other side just then.
  const answer = await put().catch(put);
  return (await answer.json()) as Found;
}

/** The data to the letter; of each error what a client acts on, each once. */
function essence({ data = null, errors = [] }: Found): string {
  const told = errors.map(({ path, extensions }: Found) =>
    JSON.stringify({ code: extensions?.code, agency: extensions?.agency ?? extensions?.serviceName, path }),
  );
  return JSON.stringify({ data, errors: [...new Set<string>(told)].sort() }, inOrder);
}

/** The keys of an object have an order by the specification, which only one of the engines keeps. */
const inOrder = (_: string, value: unknown): unknown =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;
