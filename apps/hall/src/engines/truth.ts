/** Compares an answer with the truth about a graph, as far as the specification of GraphQL settles it. */
import type { Found } from '../client.ts';

/** The data to the letter and in order; of each error its place, and its code where the order of work cannot matter. */
export function settledBySpecification({ data = null, errors = [] }: Found): string {
  const told = new Set(errors.map((error: Found) => placed(error, data)));
  return JSON.stringify({ data, errors: [...told].sort() });
}

/** Of an agency that is silent, or asks for a sign-in, a gateway tells once; by itself each field would say so. */
const toldOnce = new Set(['AGENCY_UNAVAILABLE', 'UNAUTHENTICATED']);

/**
 * When an object is null because one of its fields must not be, errors of its other fields may be told or not: any
 * error inside of a null stands for the null.
 */
function placed({ path = [], extensions }: Found, data: unknown): string {
  const code = extensions?.code ?? 'DOWNSTREAM_SERVICE_ERROR';
  if (data === null) return JSON.stringify({ path: [] });
  if (toldOnce.has(code)) return JSON.stringify({ code, agency: extensions?.agency });
  let value: unknown = data;
  for (const [depth, key] of path.entries()) {
    if (value === null || value === undefined) return JSON.stringify({ path: path.slice(0, depth) });
    value = (value as Record<string | number, unknown>)[key];
  }
  return JSON.stringify({ path, code });
}
