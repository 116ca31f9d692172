/** Takes up again what waits (重试): by itself once what was missing has come, and whenever the operator says so. */
import {
  gapWords,
  HEARD,
  heardKey,
  lastHeard,
  nobody,
  PARKED,
  type Ear,
  type Listener,
  type Parked,
  type Recorded,
  type Row,
  type RowsTransaction,
} from '@yimen/kernel';

type Retrying = Pick<Ear, 'rows' | 'listeners'>;

/**
 * Takes the parked events of a case again, in order, until nothing more goes through; how many did. Who fails keeps
 * what is left of his, the others go on, and the first failure is thrown at the end.
 */
export async function retry({ rows, listeners }: Retrying, caseId: string): Promise<number> {
  const failed = new Map<string, unknown>();
  const goes = async (row: Row<Parked>): Promise<boolean> => {
    const listener = [...listeners, nobody].find(({ name }) => name === row.data.listener);
    if (!listener || failed.has(listener.name)) return false;
    try {
      return await rows.transaction((tx) => taken(listener, row, tx));
    } catch (error) {
      failed.set(listener.name, error);
      return false;
    }
  };
  let through = 0;
  for (let before = -1; before < through;) {
    before = through;
    // Something may have been put behind the others while they were taken.
    const parked = await rows.rows<Parked>(PARKED, { caseIds: [caseId] });
    for (const row of inStreams(parked, ({ data }) => data.event)) if (await goes(row)) through += 1;
  }
  for (const error of failed.values()) throw error;
  return through;
}

/** Whoever fails stays parked for the operator. */
export async function goOn(retrying: Retrying, caseIds: readonly string[]): Promise<void> {
  for (const caseId of caseIds) await retry(retrying, caseId).catch(() => 0);
}

/** False where somebody else has taken it, or left it out, since it was looked for. */
async function taken(listener: Listener, { key, data }: Row<Parked>, tx: RowsTransaction): Promise<boolean> {
  if (!(await tx.row(PARKED, key))) return false;
  const { event, awaits = event.previous ?? 0 } = data;
  const last = await lastHeard(tx, data);
  if (awaits > last) throw new Error(gapWords(awaits, last));
  await listener.handle(unpacked(event), tx);
  await settle(data, tx);
  await tx.drop(PARKED, key);
  return true;
}

const unpacked = ({ data, ...event }: Recorded): Recorded => ({
  ...event,
  data: typeof data === 'string' ? JSON.parse(data) : data,
});

/** Notes that an event counts as heard: what was missing before it is given up. */
export async function settle(parked: Pick<Parked, 'from' | 'event'>, tx: RowsTransaction): Promise<void> {
  const { version } = parked.event;
  if (version > (await lastHeard(tx, parked))) await tx.put(HEARD, { key: heardKey(parked), data: version });
}

/** As they come, and those of a stream by their versions, which no clock that was set back can turn around. */
export function inStreams<T>(all: readonly T[], of: (each: T) => Recorded): readonly T[] {
  const byVersion = all.toSorted((one, other) => of(one).version - of(other).version);
  const streams = Map.groupBy(byVersion, (each) => of(each).stream);
  return all.map((each) => streams.get(of(each).stream)!.shift()!);
}
