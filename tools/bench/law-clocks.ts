/** Running clocks in one house: their rows made anew, a tick with nothing to do, and a ring of all after an outage. */
import { demonstrationClock, worldOf, type AgencyStorage } from '@yimen/adapters';
import { agency, DeadlineStarted, house, language } from '@yimen/casework';
import { countByLaw } from '@yimen/law';
import type { NewEvent, Rows } from '@yimen/kernel';
import type { Measured } from './measured.ts';

const OUTAGE = ['2026-04-06T01:00:00.000Z', '2026-04-09T01:00:00.000Z'] as const;
const TICKS = 1_000;
const ABREAST = 512;
/** All clocks have rung within this (R11). */
const LIMIT_S = 60;

const none = { zh: '', en: '' };
const made = agency({ speaks: language('bench', none, []), hears: [], deciders: [] });
/** Forty-five days from each of these end within the outage. */
const starts = ['2026-02-19', '2026-02-20', '2026-02-21', '2026-02-22'];

function started(n: number): [stream: string, event: NewEvent] {
  const on = starts[n % starts.length]!;
  const at = `${on}T01:00:00.000Z`;
  const act = { kind: 'start' as const, on, at };
  const procedureId = `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;
  const counted = countByLaw({ rule: 'arb-award', acts: [act], notices: [] });
  // Whatever spoke before the outage has spoken: the end is left.
  const alarms = counted.alarms.slice(-1);
  const { type, data } = DeadlineStarted({
    ...counted,
    ...{ procedure: 'bench.work', procedureId, rule: 'arb-award', key: '', act, alarms, edition: 0, recounted: [] },
  });
  const actor = { id: 'bench', agency: 'bench', roles: [] };
  const stamp = { occurredAt: at, recordedAt: at, commandId: `c${n}`, digest: '', shape: 1 };
  return [
    `bench.clocks-bench.work/${procedureId}`,
    { id: `e${n}`, type, data, meta: { agency: 'bench', actor, ...stamp } },
  ];
}

/** Appends a second, with nothing but the store: what was counted is ready before it is timed. */
async function seed({ store }: AgencyStorage, count: number): Promise<number> {
  let took = 0;
  for (let n = 0; n < count; n += ABREAST) {
    const some = Array.from({ length: Math.min(ABREAST, count - n) }, (_, at) => started(n + at));
    took += await seconds(() => Promise.all(some.map(([stream, event]) => store.append(stream, 0, [event]))));
  }
  return count / took;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1_000;
}

/** How often `step` has something to do until it has nothing. */
async function all(step: () => Promise<number>): Promise<number> {
  let done = 0;
  for (let some = 1; some > 0;) done += some = await step();
  return done;
}

/** Rows of the same size put in batches, with nothing that hears or folds. */
async function bareRows(rows: Rows, count: number): Promise<number> {
  const { data } = started(0)[1];
  const took = await seconds(async () => {
    for (let n = 0; n < count; n += 200)
      await rows.transaction(async (tx) => {
        for (let at = n; at < n + 200; at += 1) await tx.put('floor', { key: String(at), order: String(at), data });
      });
  });
  return count / took;
}

export async function clockFigures(on: string, storage: AgencyStorage, count: number): Promise<Measured[]> {
  let now: string = OUTAGE[0];
  const world = { ...worldOf(demonstrationClock()), now: () => now };
  const appends = await seed(storage, count);
  const floorRows = await bareRows(storage.rows, Math.min(count, 20_000));
  const bench = house(made, { ...storage, bus: { source: () => storage.store }, world, count: countByLaw });
  const rebuilt = count / (await seconds(() => all(() => bench.pump())));
  await bench.ring();
  const tick = await seconds(async () => {
    for (let n = 0; n < TICKS; n += 1) await bench.ring();
  });
  now = OUTAGE[1];
  let rung = 0;
  const fired = await seconds(async () => (rung = await all(() => bench.ring())));
  if (rung !== count) throw new Error(`${rung} of ${count} clocks rang`);
  const name = (what: string) => `${count.toLocaleString('en')} clocks on ${on}: ${what}`;
  const limit = { target: LIMIT_S, met: fired <= LIMIT_S };
  return [
    {
      name: name('rows made anew ÷ bare rows'),
      value: rebuilt,
      unit: 'rows/s',
      floor: floorRows,
      ratio: rebuilt / floorRows,
    },
    { name: name('a tick with nothing due'), value: (tick * 1_000_000) / TICKS, unit: 'µs' },
    { name: name('all rung after three days'), value: fired, unit: 's', ...limit },
    {
      name: name('rung ÷ bare appends'),
      value: count / fired,
      unit: '/s',
      floor: appends,
      ratio: count / fired / appends,
    },
  ];
}
