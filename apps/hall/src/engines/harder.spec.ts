/**
 * Random queries over a graph that asks more of an engine than ours does, compared with the reference implementation of
 * GraphQL over the same graph as one schema. `SEED=… COUNT=…` as for the comparison of the engines.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { graphql, type GraphQLSchema } from 'graphql';
import { openGateway } from '../hall.ts';
import { chanceOf } from './chance.ts';
import { ask } from './compared.ts';
import { asOne, openHarderGraph, type HarderGraph } from './harder-graph.ts';
import { known, type Found } from './harder-parts.ts';
import { publicSchema } from './plain-graph.ts';
import { queryMaker, type MadeQuery } from './query-maker.ts';
import { settledBySpecification } from './truth.ts';

const SEED = Number(process.env['SEED'] ?? 1);
const COUNT = Number(process.env['COUNT'] ?? 150);
const LANES = 8;

let graph: HarderGraph;
let gateway: Awaited<ReturnType<typeof openGateway>>;
let whole: GraphQLSchema;
let make: (seed: number) => MadeQuery;
let tooLarge = 0;
beforeAll(async () => {
  graph = await openHarderGraph();
  // Nobody is away here; a busy machine is to be waited for.
  gateway = await openGateway({
    port: 0,
    introspection: true,
    engine: 'native',
    timeout: 60_000,
    subgraphs: graph.subgraphs,
  });
  whole = asOne(publicSchema(graph.subgraphs));
  const maker = queryMaker({
    schema: publicSchema(graph.subgraphs),
    pool: known,
    isAllowed: (_, field) => field !== 'case',
  });
  make = (seed) => maker(chanceOf(seed));
});
afterAll(async () => {
  await gateway.close();
  await graph.close();
});

/** A query beyond what the gateway bears is refused before any engine sees it; its limits have proofs of their own. */
const isTooLarge = ({ errors = [] }: Found): boolean =>
  errors.some(({ extensions }: { extensions?: { code?: string } }) => extensions?.code === 'QUERY_TOO_COSTLY');

/** Both answers, to be read side by side, where they are not the same. */
async function untruth(made: MadeQuery): Promise<string | undefined> {
  const { query: source, variables: variableValues, operationName } = made;
  const truth = await graphql({ schema: whole, source, variableValues, operationName });
  const answer = await ask(`${gateway.url}/graphql`, made);
  if (isTooLarge(answer as Found)) return void (tooLarge += 1);
  const told = settledBySpecification(answer);
  const right = settledBySpecification(JSON.parse(JSON.stringify(truth)) as Found);
  if (told === right) return undefined;
  return `${source}\nvariables ${JSON.stringify(variableValues)}\ntold ${told}\ntrue ${right}`;
}

describe('the native engine says what is true', () => {
  it(
    `of ${COUNT} random queries from seed ${SEED} over a harder graph`,
    async () => {
      const found: string[] = [];
      let next = SEED;
      const lane = async (): Promise<void> => {
        while (next < SEED + COUNT && found.length < 5) {
          const seed = next++;
          const wrong = await untruth(make(seed));
          if (wrong) found.push(`seed ${seed}\n${wrong}`);
        }
      };
      await Promise.all(Array.from({ length: LANES }, lane));
      expect(found).toEqual([]);
      expect(tooLarge).toBeLessThanOrEqual(COUNT / 100);
    },
    180_000 + COUNT * 600,
  );
});
