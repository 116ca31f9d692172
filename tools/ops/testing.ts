/** What the specifications of the operator's commands have in common: a hall with something in it, and a terminal. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';
import { ListOffsetTimestamps, type Admin } from '@platformatic/kafka';
import type { Hall } from '@yimen/hall';
import { clientOf, type Client } from '@yimen/hall/client';
import { exampleLead } from '../fleet/example-lead.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

type Told = Readonly<Record<string, string>>;

/** What `npm run ops` prints, and with which code it ends; of data and brokers it is told only what is named here. */
export const printed = (args: readonly string[], told: Told = {}) =>
  new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const env = { ...process.env, DATABASE_URL: '', KAFKA_BROKERS: '', ...told };
    execFile(process.execPath, [MAIN, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });

/** Its answer, or what went wrong. */
export async function typed(args: readonly string[], told: Told = {}): Promise<{ code: number; said: string }> {
  const { code, stdout, stderr } = await printed(args, told);
  return { code, said: stdout || stderr };
}

/** On a busy machine an agency may not answer in time: whoever asks says it again, under the same id. */
async function give(client: Client, mutation: string, [id, input]: readonly [string, object]): Promise<void> {
  const command = { mutation, id, commandId: randomUUID(), input };
  let told = await client.give(command);
  for (let tries = 0; tries < TRIES && told.errors?.some(isAway); tries += 1) told = await client.give(command);
  expect(told.errors).toBeUndefined();
  expect(told.data?.answer.refusal).toBeNull();
}

const TRIES = 10;
const isAway = ({ extensions }: { extensions?: { code?: unknown } | undefined }) =>
  extensions?.code === 'AGENCY_UNAVAILABLE';

/** A dossier that was handed to the bureau and accepted there. */
export async function handedOver(hall: Hall) {
  const [clerk, inspector] = [await clientOf(hall.url, 'union-clerk'), await clientOf(hall.url, 'hr-inspector')];
  const { caseId, dossier, inspection, opened, lead } = exampleLead();
  await give(clerk, 'openDossier', [dossier, opened]);
  await give(clerk, 'referDossier', [dossier, lead]);
  await hall.settled();
  await give(inspector, 'hrAcceptHandOver', [inspection, { terms: {} }]);
  await hall.settled();
  return { caseId, dossier, inspection };
}

/** Where the next message of each partition will stand. */
export async function endsOf(admin: Admin, name: string) {
  const { topics } = await admin.metadata({ topics: [name] });
  const ends = { timestamp: ListOffsetTimestamps.LATEST };
  const partitions = Array.from(topics.get(name)!.partitions, (_, partitionIndex) => ({ partitionIndex, ...ends }));
  const [found] = await admin.listOffsets({ topics: [{ name, partitions }] });
  return found!.partitions.map(({ partitionIndex: partition, offset }) => ({ partition, offset }));
}

/** Deletes all messages that a topic has. */
export async function emptied(admin: Admin, name: string): Promise<void> {
  await admin.deleteRecords({ topics: [{ name, partitions: await endsOf(admin, name) }] });
}
