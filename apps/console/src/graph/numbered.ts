import type { Client } from 'urql';
import { numbersQuery } from '../case/case-query.ts';

const EVERY = 300;
const LONGEST = 10_000;

/** Waits for the number of a case, which the joint centre gives a moment after an agency has opened it. */
export async function numbered(client: Client, id: string): Promise<void> {
  const query = numbersQuery([id]);
  for (let waited = 0; waited < LONGEST; waited += EVERY) {
    const { data } = await client.query(query, { id0: id }, { requestPolicy: 'network-only' }).toPromise();
    if (data?.['case0']?.number) return;
    await new Promise((go) => setTimeout(go, EVERY));
  }
}
