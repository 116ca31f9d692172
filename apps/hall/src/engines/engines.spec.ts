/**
 * Random queries over the whole graph, put to both engines: the same data to the letter, the same errors and paths. A
 * usual run asks COUNT with everybody well and nearly as many with an agency ailing, always the same ones;
 * `SEED=… COUNT=10000 npm test -- engines` asks others or more, and what has failed again.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ailments, type Ailment } from './ailing.ts';
import { chanceOf } from './chance.ts';
import { both, disagreement, essence } from './compared.ts';
import { knownFaults, type KnownFault } from './known-faults.ts';
import { queryMaker, type MadeQuery } from './query-maker.ts';
import { openPair, openTown, type Pair, type Town } from './town.ts';
import { settledBySpecification } from './truth.ts';

const SEED = Number(process.env['SEED'] ?? 1);
const COUNT = Number(process.env['COUNT'] ?? 1000);
const LANES = 8;
const PATIENCE = 180_000 + COUNT * 600;

let town: Town;
/** While everybody is well. */
let well: Pair;
let make: (seed: number) => { made: MadeQuery; token: string | undefined };
beforeAll(async () => {
  town = await openTown(COUNT > 1000 ? ['S1', 'S5', 'S6', 'S12'] : ['S1']);
  well = await openPair(town.hall);
  const maker = queryMaker({
    ...town,
    isAllowed: (root, field) => (root.name === 'Query' ? isTelling(field) : isCommand(field)),
  });
  make = (seed) => {
    const chance = chanceOf(seed);
    const made = maker(chance);
    const isMutation = made.query.startsWith('mutation');
    // Commands are only given by people who may not.
    return { made, token: chance.pick(isMutation ? town.tokens.slice(-3) : town.tokens) };
  };
}, PATIENCE);
afterAll(async () => {
  await well.close();
  await town.close();
}, PATIENCE);

/** Every service answers the same about itself, and only to its operator: one of them is enough. */
const isTelling = (field: string): boolean => !field.endsWith('Operations') || field === 'unionOperations';

const isCommand = (field: string): boolean => {
  const { [field]: mutation } = town.schema.getMutationType()?.getFields() ?? {};
  return mutation?.args.some(({ name }) => name === 'commandId') ?? false;
};

/** Puts the queries of so many seeds and says in which the engines differ. */
async function differences({ native, apollo, truth }: Pair, from: number, count: number): Promise<string[]> {
  const found: string[] = [];
  let next = from;
  const lane = async (): Promise<void> => {
    while (next < from + count && found.length < 5) {
      const seed = next;
      next += 1;
      const { made, token } = make(seed);
      const asking = { native, apollo, token, truth: (asked: MadeQuery) => truth(asked, token) };
      const differ = await disagreement(asking, made).catch(String);
      if (differ) found.push(`seed ${seed}\n${differ}`);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return found.length > 0 ? [`again: SEED=${SEED} COUNT=${COUNT} npm test -- engines`, ...found] : [];
}

async function agree(pair: Pair, from: number, count: number): Promise<void> {
  try {
    expect(await differences(pair, from, count)).toEqual([]);
  } finally {
    await pair.close();
  }
}

describe('a known fault of the other engine', () => {
  it.each(knownFaults)('is one still: $name', async ({ smallest, explains }) => {
    const { unknown, ...made } = smallest;
    const token = unknown ? undefined : town.tokens[0];
    const { native, apollo } = await both({ ...well, token }, made);
    const truth = await well.truth(made, token);
    expect(settledBySpecification(native)).toBe(truth);
    expect(essence(apollo)).not.toBe(essence(native));
    expect(explains(made, apollo)).toBe(true);
  });

  it('is no fault of a district that names no engine: there the native one runs the graph', async () => {
    const [{ smallest }] = knownFaults as [KnownFault];
    const { native, apollo } = await both(
      { native: town.hall.url, apollo: well.apollo, token: town.tokens[0] },
      smallest,
    );
    expect(settledBySpecification(native)).toBe(await well.truth(smallest, town.tokens[0]));
    expect(essence(apollo)).not.toBe(essence(native));
  });
});

describe('both engines say the same', () => {
  it(
    `of ${COUNT} random queries from seed ${SEED}`,
    async () => {
      expect(await differences(well, SEED, COUNT)).toEqual([]);
    },
    PATIENCE,
  );

  it.each(ailments.map((ailment, index) => [ailment, index] as const))(
    'when an agency is %s',
    async (ailment: Ailment, index) => {
      const agencies = [...town.hall.services.keys()];
      const agency = agencies[(SEED + index) % agencies.length]!;
      const timeout = ailment === 'silent' ? 2_500 : 20_000;
      const count = Math.ceil(COUNT / (ailment === 'silent' ? 12 : 6));
      await agree(await openPair(town.hall, { agency, ailment, timeout }), SEED + (index + 1) * 1_000_000, count);
    },
    PATIENCE,
  );
});
