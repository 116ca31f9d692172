/** What a client of the graph may see of an error, at the gateway as at a service. */
import { randomUUID } from 'node:crypto';
import type { GraphQLFormattedError } from 'graphql';
import { Unavailable } from '@yimen/kernel';
import { log } from './log.ts';

/** An unexpected one keeps its text in the log and shows its number. */
export function formatted(shown: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const code = shown.extensions?.code;
  const { stacktrace: _, ...extensions } = (shown.extensions ?? {}) as Record<string, unknown>;
  const cause = (error as { originalError?: unknown }).originalError ?? error;
  if (cause instanceof Unavailable) return passing(shown, cause);
  if (code && code !== 'INTERNAL_SERVER_ERROR') return { ...shown, extensions };
  const number = randomUUID().slice(0, 8);
  log.error({ number, error: String((error as Error)?.stack ?? error) }, 'unexpected');
  return {
    message: `出错了，未保存；请把编号 ${number} 告知运维人员 · Something broke, nothing was saved; give number ${number} to the operator`,
    ...(shown.path ? { path: shown.path } : {}),
    extensions: { code: 'INTERNAL', number },
  };
}

/** What passes by itself. Whether it was saved is not known; sending it again under the same id settles that. */
function passing({ path }: GraphQLFormattedError, error: Unavailable & { zh?: string; en?: string }) {
  log.warn({ error: String(error) }, 'unavailable');
  const { zh = '暂时无法办理，请稍后用同一编号重试', en = 'Not possible for the moment: try again with the same id' } =
    error;
  return { message: `${zh} · ${en}`, ...(path ? { path } : {}), extensions: { code: 'UNAVAILABLE' } };
}
