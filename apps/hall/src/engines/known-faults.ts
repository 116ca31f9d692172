/**
 * Faults of the other engine that random queries have brought to light: a closed list. Whatever else the engines differ
 * in is a failure, and so is a fault of the list where what the native engine says is not true.
 */
import { Kind, parse, visit } from 'graphql';
import type { Found } from '../client.ts';
import type { MadeQuery } from './query-maker.ts';

export interface KnownFault {
  readonly name: string;
  /** The smallest query that shows it, and whether it has to be asked by nobody who is known. */
  readonly smallest: MadeQuery & { readonly unknown?: boolean };
  /** Whether a query can run into it, and the answer looks as if it had. */
  explains(made: MadeQuery, answer: Found): boolean;
}

const codes = ({ errors = [] }: Found): unknown[] => errors.map(({ extensions }: Found) => extensions?.code);

/** Names of the aliases that stand for another field than the one of their name. */
function aliases(query: string): Set<string> {
  const found = new Set<string>();
  visit(parse(query), {
    Field: ({ alias, name }) => void (alias && alias.value !== name.value && found.add(alias.value)),
  });
  return found;
}

/** Variables by which something is skipped or included. */
function switches(query: string): Set<string> {
  const found = new Set<string>();
  visit(parse(query), {
    Directive: ({ arguments: [given] = [] }) =>
      void (given?.value.kind === Kind.VARIABLE && found.add(given.value.name.value)),
  });
  return found;
}

const bySwitches = ({ query }: MadeQuery, answer: Found): boolean =>
  switches(query).size > 1 && !codes(answer).includes('INTERNAL');

export const knownFaults: readonly KnownFault[] = [
  {
    name: 'an alias by the name of a key and the key are taken for each other: an internal error, or the key in its place',
    smallest: { query: '{ cases(first: 1) { cases { number id: money { claimed } } } }', variables: {} },
    explains: ({ query }) => aliases(query).has('id'),
  },
  {
    name: 'an object that is there is null when all that is asked of it is skipped by another variable than itself',
    smallest: {
      query: 'query($a: Boolean!, $b: Boolean!) { handOverLedger @skip(if: $a) { from @skip(if: $b) } }',
      variables: { a: false, b: true },
    },
    explains: bySwitches,
  },
  {
    name: 'an agency of which everything is skipped by several variables is asked, and what it refuses is told',
    smallest: {
      query:
        'query($a: Boolean!, $b: Boolean!) { figures @skip(if: $a) { intake } wrong: figures @skip(if: $b) { paid } }',
      variables: { a: true, b: true },
      unknown: true,
    },
    explains: bySwitches,
  },
];
