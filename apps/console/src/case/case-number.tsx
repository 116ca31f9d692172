import { useEffect, useState } from 'react';
import { useClient, type Client } from 'urql';
import { MOST_NUMBERS, numbersQuery } from './case-query.ts';

type Found = readonly (readonly [id: string, number: string])[];

/** Numbers of cases that are only known by id, however many: in as many questions as it takes. */
export function useCaseNumbers(ids: readonly string[]): ReadonlyMap<string, string> {
  const client = useClient();
  const [numbers, setNumbers] = useState<ReadonlyMap<string, string>>(new Map());
  const key = [...new Set(ids)].join(',');
  useEffect(() => {
    let wanted = true;
    const asked = key ? key.split(',') : [];
    const keep = (found: Found) => wanted && setNumbers((known) => new Map([...known, ...found]));
    for (let at = 0; at < asked.length; at += MOST_NUMBERS)
      void numbersOf(client, asked.slice(at, at + MOST_NUMBERS)).then(keep);
    return () => void (wanted = false);
  }, [client, key]);
  return numbers;
}

async function numbersOf(client: Client, ids: readonly string[]): Promise<Found> {
  const variables = Object.fromEntries(ids.map((id, at) => [`id${at}`, id]));
  const { data } = await client.query(numbersQuery(ids), variables, { requestPolicy: 'cache-first' }).toPromise();
  return ids.flatMap((id, at) => {
    const number = data?.[`case${at}`]?.number;
    return number ? [[id, number] as const] : [];
  });
}

/** A case by its number; by the first digits of its id until the number is known. */
export function CaseNumber({ id }: { id: string }) {
  const numbers = useCaseNumbers([id]);
  return <span className="number">{numbers.get(id) ?? id.slice(0, 8)}</span>;
}
