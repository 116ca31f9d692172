/** Puts what agencies answered together into one tree, and applies the renamings that a plan asks for. */
import type { FetchNodePathSegment, FetchRewrite } from '@graphql-hive/router-query-planner';

export type Tree = Record<string, unknown>;

/** Which types stand for which: the members of unions and the implementations of interfaces, hidden ones included. */
export interface Kinship {
  isA(type: string, condition: string): boolean;
}

export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Own keys only: what every object inherits is not an answer. */
export const own = (tree: Tree, key: string): unknown => (Object.hasOwn(tree, key) ? tree[key] : undefined);

/** Adds to `into` what `from` knows. Lists of both are of the same objects in the same order. */
export function merge(into: Tree, from: Tree): void {
  for (const key of Object.keys(from)) {
    const known = own(into, key);
    const value = from[key];
    if (isTree(known) && isTree(value)) merge(known, value);
    else if (Array.isArray(known) && Array.isArray(value)) mergeLists(known, value);
    else set(into, key, value);
  }
}

function mergeLists(into: unknown[], from: readonly unknown[]): void {
  from.forEach((value, index) => {
    const known = into[index];
    if (isTree(known) && isTree(value)) merge(known, value);
    else if (Array.isArray(known) && Array.isArray(value)) mergeLists(known, value);
    else into[index] = value;
  });
}

/** Also a key by the name of something inherited becomes a key of the object itself. */
export const set = (tree: Tree, key: string, value: unknown): void => {
  if (key === '__proto__') Object.defineProperty(tree, key, { value, enumerable: true, writable: true });
  else tree[key] = value;
};

/** Each place gets objects of its own, for later answers differ from place to place. */
export function copied<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copied) as T;
  if (!isTree(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copied(part)])) as T;
}

/** Sets or renames keys at a path; lists on the way are entered. */
export function rewrite(tree: unknown, rewrites: readonly FetchRewrite[], kinship: Kinship): void {
  for (const each of rewrites) {
    if ('KeyRenamer' in each) {
      const { path, renameKeyTo } = each.KeyRenamer;
      at(tree, path, { kinship, act: (object, key) => rename(object, key, renameKeyTo) });
    } else {
      const { path, setValueTo } = 'ValueSetter' in each ? each.ValueSetter : each;
      at(tree, path, { kinship, act: (object, key) => set(object, key, setValueTo) });
    }
  }
}

function rename(object: Tree, from: string, to: string): void {
  if (!Object.hasOwn(object, from)) return;
  set(object, to, object[from]);
  delete object[from];
}

interface Visit {
  readonly kinship: Kinship;
  readonly act: (object: Tree, key: string) => void;
}

function at(value: unknown, path: readonly FetchNodePathSegment[], visit: Visit): void {
  if (Array.isArray(value)) return value.forEach((each) => at(each, path, visit));
  const [segment, ...rest] = path;
  if (!isTree(value) || !segment) return;
  if ('Key' in segment) {
    if (rest.length === 0) visit.act(value, segment.Key);
    else at(own(value, segment.Key), rest, visit);
  } else if (isOneOf(value, segment.TypenameEquals, visit.kinship)) at(value, rest, visit);
}

/** An object that does not say its type is taken for what the plan expects there. */
function isOneOf(value: Tree, types: readonly string[], kinship: Kinship): boolean {
  const type = value['__typename'];
  return typeof type !== 'string' || types.some((condition) => kinship.isA(type, condition));
}
