/** Asks two engines the same and says where their answers part. */
import type { Found } from '../client.ts';
import { knownFaults } from './known-faults.ts';
import type { MadeQuery } from './query-maker.ts';
import { settledBySpecification } from './truth.ts';

export interface Asking {
  readonly native: string;
  readonly apollo: string;
  readonly token?: string | undefined;
  /** What is true, where the engines differ. */
  readonly truth: (made: MadeQuery) => Promise<string>;
}

/** Undefined when both say the same, or the other engine has a known fault and the native one says what is true. */
export async function disagreement(asking: Asking, made: MadeQuery): Promise<string | undefined> {
  const first = await both(asking, made);
  if (essence(first.native) === essence(first.apollo)) return undefined;
  // On a busy machine an agency may be late for one of them: whatever is a difference is one when asked again.
  await both(asking, made);
  const { native, apollo } = await both(asking, made);
  if (essence(native) === essence(apollo)) return undefined;
  const truth = await asking.truth(made);
  const isTrue = truth === settledBySpecification(native);
  if (isTrue && knownFaults.some((fault) => fault.explains(made, apollo))) return undefined;
  const given = JSON.stringify(made.variables);
  return `${made.query}\nvariables ${given}\nnative ${essence(native)}\napollo ${essence(apollo)}\ntruth  ${truth}`;
}

export async function both({ native, apollo, token }: Omit<Asking, 'truth'>, made: MadeQuery) {
  const [one, other] = await Promise.all([native, apollo].map((url) => ask(`${url}/graphql`, made, { token })));
  return { native: one!, apollo: other! };
}

interface By {
  readonly token?: string | undefined;
  /** In ms, after which it is given up. */
  readonly within?: number;
}

export async function ask(url: string, made: MadeQuery, { token, within }: By = {}): Promise<Found> {
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const ending = within ? { signal: AbortSignal.timeout(within) } : {};
  const put = () => fetch(url, { method: 'POST', headers, body: JSON.stringify(made), ...ending });
  // A kept connection may be closed by the other side just then; on a busy machine more than one.
  const answer = await put().catch(put).catch(put);
  return (await answer.json()) as Found;
}

/** The data to the letter; of each error what a client acts on, each once. */
export function essence({ data = null, errors = [] }: Found): string {
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
