/** One round of every fault over a small district of processes, a real PostgreSQL and a real Kafka. */
import { afterAll, describe, expect, it } from '@jest/globals';
import { whyNoBroker } from '../kafka/jars.ts';
import { whyNoDisk } from './disk.ts';
import { again, runFaults, SMALL, type Faults } from './faults.ts';

const why = whyNoBroker();
const noDisk = why ?? whyNoDisk();
const spec = { seed: 7, rounds: 1, agencies: SMALL, clients: 8, least: 500, say: () => undefined };

(why ? describe.skip : describe)(`a district that is broken on purpose${why ? ` — ${why}` : ''}`, () => {
  let run: Faults | undefined;
  afterAll(() => void process.stderr.write(run ? `${run.page}\n` : ''));

  /** Whatever fails, also before the run has judged itself, is told with the command that has the same again. */
  const repeatably = (work: () => Promise<void>) => () =>
    work().catch((cause: Error) => Promise.reject(new Error(`again: ${again(spec)}\n${cause.message}`, { cause })));

  const holds = repeatably(async () => {
    run = await runFaults(spec);
    expect(run.verdicts.filter(({ complaints }) => complaints.length > 0)).toEqual([]);
    expect(run.history.length).toBeGreaterThanOrEqual(500);

    const done = run.done.filter(({ not }) => not === undefined).map(({ harm }) => harm.kind);
    const times = (kind: (typeof done)[number]) => done.filter((each) => each === kind).length;
    expect([times('kill-service'), times('kill-database'), times('kill-broker')]).toEqual([20, 5, 5]);
    for (const kind of ['broker-away', 'broker-stopped', 'poison', 'newer-shape', 'unreadable'] as const)
      expect([kind, times(kind)]).toEqual([kind, 1]);
    expect(times('publish-again')).toBe(2);

    const full = run.done.filter(({ harm }) => harm.kind.endsWith('full')).map(({ not }) => not);
    expect(full).toEqual([noDisk, noDisk]);
    if (noDisk) expect(run.page).toContain(noDisk);
  });
  it('loses nothing that was acknowledged, does nothing twice, and agrees with its logs in the end', holds, 1_200_000);

  // The run itself says why it was left out; here it stands among what every run of the specifications lists.
  if (noDisk) it.skip(`a full disk — ${noDisk}`, () => undefined);
});
