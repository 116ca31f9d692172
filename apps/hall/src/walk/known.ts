/** What has been said of each case, by the name of the field that said it: what a desk would choose from. */
import type { ClaimItem } from '@yimen/terms';
import { procedureIdOf, type Recorded } from '@yimen/kernel';

export interface Known {
  /** Values that a field of this name had in the case, the newest last. */
  of(caseId: string, field: string): readonly unknown[];
  /** Claim items of the case as they came in. */
  items(caseId: string): readonly ClaimItem[];
  learn(event: Recorded): void;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const MOST = 40;

/** Fields that name the same thing in another way. */
const alike: Readonly<Record<string, string>> = { liable: 'employer', organisation: 'employer', people: 'person' };

function collect(value: unknown, field: string, take: (field: string, value: unknown) => void): void {
  if (Array.isArray(value) && field === 'parts' && value.length > 0) take('whole parts', value);
  if (Array.isArray(value)) return value.forEach((each) => collect(each, field, take));
  if (value && typeof value === 'object')
    return Object.entries(value).forEach(([key, each]) =>
      collect(each, field === 'claimItems' && key === 'id' ? 'item' : key, take),
    );
  take(alike[field] ?? field, value);
  if (typeof value === 'string' && UUID.test(value)) take('any', value);
}

const isClaimItem = (value: unknown): value is ClaimItem =>
  typeof value === 'object' && value !== null && 'fen' in value && 'kind' in value && 'from' in value && 'id' in value;

function at<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}

export function knowing(): Known {
  const cases = new Map<string, Map<string, Set<unknown>>>();
  const claims = new Map<string, Map<string, ClaimItem>>();
  return {
    of: (caseId, field) => [...(cases.get(caseId)?.get(alike[field] ?? field) ?? [])].slice(-MOST),
    items: (caseId) => [...(claims.get(caseId)?.values() ?? [])],
    learn({ data, meta: { caseId }, stream }) {
      if (!caseId) return;
      const fields = at(cases, caseId, () => new Map<string, Set<unknown>>());
      const take = (field: string, value: unknown) => void at(fields, field, () => new Set<unknown>()).add(value);
      collect(data, '', take);
      const id = procedureIdOf({ stream });
      const kind = stream.slice(0, -id.length - 1);
      take(kind.split('.').at(-1)!, id);
      take('any', id);
      for (const each of (data as { claimItems?: unknown[] }).claimItems ?? [])
        if (isClaimItem(each)) at(claims, caseId, () => new Map<string, ClaimItem>()).set(each.id, each);
    },
  };
}
