import { randomUUID } from 'node:crypto';
import { clientOf } from '../client.ts';
import type { Hall } from '../hall.ts';

/** A worker's claim at the window of the union, which everybody has heard of; the id of its case. */
export async function openDossier(hall: Hall, more: object = {}): Promise<string> {
  const clerk = await clientOf(hall.url, 'union-clerk');
  const [caseId, id] = [randomUUID(), randomUUID()];
  const item = {
    id: randomUUID(),
    person: randomUUID(),
    kind: 'wages',
    from: '2025-06',
    to: '2025-08',
    fen: 4_200_000,
  };
  const input = { caseId, door: 'window', employer: randomUUID(), claimItems: [item], ...more };
  await clerk.give({ mutation: 'openDossier', id, commandId: randomUUID(), input });
  await hall.settled();
  return caseId;
}
