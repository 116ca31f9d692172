/** What a client of the graph may see of an error, at the gateway as at a service. */
import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { Unavailable, type Label } from '@yimen/kernel';
import { log } from './log.ts';

/** In a graph; an unexpected one keeps its text in the log and shows its number. */
export function formatted(shown: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const code = shown.extensions?.code;
  const { stacktrace: _, ...extensions } = (shown.extensions ?? {}) as Record<string, unknown>;
  const cause = (error as { originalError?: unknown }).originalError ?? error;
  if (cause instanceof Unavailable) return passing(shown, cause);
  if (code && code !== 'INTERNAL_SERVER_ERROR') return { ...shown, extensions };
  if (isOfTheQuery(cause)) return { ...shown, extensions: { ...extensions, code: 'BAD_USER_INPUT' } };
  const { zh, en, number } = unexpected(error);
  return {
    message: `${zh} · ${en}`,
    ...(shown.path ? { path: shown.path } : {}),
    extensions: { code: 'INTERNAL', number },
  };
}

/** An argument that turns out wrong when the query runs: such an error alone is born with its place in it. */
const isOfTheQuery = (cause: unknown): boolean => cause instanceof GraphQLError && cause.nodes !== undefined;

/** Of a route beside the graph: its status and its words. */
export function refused(error: unknown): { readonly status: number; readonly error: Label } {
  if (error instanceof Unavailable) return { status: 503, error: passingWords(error) };
  const { status, expose, message, extensions } = error as Http & Error;
  const said = extensions?.http?.status ?? (expose ? status : undefined);
  const [zh, en = zh] = message.split(' · ') as [string, string?];
  if (said && said < 500) return { status: said, error: { zh: `未保存：${zh}`, en } };
  const { number: _, ...words } = unexpected(error);
  return { status: 500, error: words };
}

/** What refuses a request says with which status; what reads bodies has `expose` where its words are for the client. */
interface Http {
  readonly status?: number;
  readonly expose?: boolean;
  readonly extensions?: { readonly http?: { readonly status?: number } };
}

function unexpected(error: unknown): Label & { readonly number: string } {
  const number = randomUUID().slice(0, 8);
  log.error({ number, error: String((error as Error)?.stack ?? error) }, 'unexpected');
  return {
    number,
    zh: `出错了，未保存；请把编号 ${number} 告知运维人员`,
    en: `Something broke, nothing was saved; give number ${number} to the operator`,
  };
}

/** What passes by itself. Whether it was saved is not known; sending it again under the same id settles that. */
function passing({ path }: GraphQLFormattedError, error: Unavailable) {
  const { zh, en } = passingWords(error);
  return { message: `${zh} · ${en}`, ...(path ? { path } : {}), extensions: { code: 'UNAVAILABLE' } };
}

function passingWords(error: Unavailable & Partial<Label>): Label {
  log.warn({ error: String(error) }, 'unavailable');
  const { zh = '暂时无法办理，请稍后用同一编号重试', en = 'Not possible for the moment: try again with the same id' } =
    error;
  return { zh, en };
}
