/**
 * Walks through the district by chance, and what holds after each of them. `SEED` and `STEPS` choose one walk:
 * `SEED=7 STEPS=2000 npm test -- apps/hall/src/walk`.
 */
import { expect, it } from '@jest/globals';
import { PROCEDURES } from '@yimen/casework';
import { unsound } from './sound.ts';
import { walk } from './walk.ts';

const SEEDS = process.env['SEED'] ? [Number(process.env['SEED'])] : [1, 2, 3, 4];
const STEPS = Number(process.env['STEPS'] ?? 300);

it.each(SEEDS)(
  `keeps its word whatever the desks do: SEED=%i STEPS=${STEPS} npm test -- apps/hall/src/walk`,
  async (seed) => {
    const { here, steps } = await walk(seed, STEPS);
    expect(await unsound({ here })).toEqual([]);
    const done = steps.filter(({ outcome }) => outcome === 'done');
    expect(done.length).toBeGreaterThan(STEPS / 4);
    expect(new Set(done.map(({ act }) => act)).size).toBeGreaterThan(35);
  },
  600_000,
);

it('finds a row that was lost', async () => {
  const { here } = await walk(5, 40);
  const [lost] = await here.house('union').rows.rows(PROCEDURES);
  await here.house('union').rows.transaction((tx) => tx.drop(PROCEDURES, lost!.key));
  expect(await unsound({ here })).toEqual([`union view ${PROCEDURES} ${lost!.key}: the row is missing`]);
}, 600_000);
