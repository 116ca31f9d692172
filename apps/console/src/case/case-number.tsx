import { useMemo } from 'react';
import { useQuery } from 'urql';
import { MOST_NUMBERS, numbersQuery, type Numbers } from './case-query.ts';

/** Numbers of cases that are only known by id. */
export function useCaseNumbers(ids: readonly string[]): ReadonlyMap<string, string> {
  const asked = [...new Set(ids)].slice(0, MOST_NUMBERS);
  const key = asked.join(',');
  const query = useMemo(() => numbersQuery(key.split(',')), [key]);
  const variables = Object.fromEntries(asked.map((id, at) => [`id${at}`, id]));
  const [{ data }] = useQuery<Numbers, Record<string, string>>({
    query,
    variables,
    pause: asked.length === 0,
    requestPolicy: 'cache-first',
  });
  return useMemo(() => {
    const found = key.split(',').map((id, at) => [id, data?.[`case${at}`]?.number] as const);
    return new Map(found.flatMap(([id, number]) => (number ? [[id, number] as const] : [])));
  }, [key, data]);
}

/** A case by its number; by the first digits of its id until the number is known. */
export function CaseNumber({ id }: { id: string }) {
  const numbers = useCaseNumbers([id]);
  return <span className="number">{numbers.get(id) ?? id.slice(0, 8)}</span>;
}
