/**
 * Faults of the other engine that random queries have brought to light: a closed list. Whatever else the engines differ
 * in is a failure, and so is a fault of the list where what the native engine says is not true.
 */
import { Kind, parse, visit, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';
import type { Found } from '../client.ts';
import type { MadeQuery } from './query-maker.ts';

export interface KnownFault {
  readonly name: string;
  /** The smallest query that shows it, and whether it has to be asked by nobody who is known. */
  readonly smallest: MadeQuery & { readonly unknown?: boolean };
  /** Whether a query can run into it, and the answer looks as if it had. */
  explains(made: MadeQuery, answer: Found): boolean;
}

export const codes = ({ errors = [] }: Found): unknown[] => errors.map(({ extensions }: Found) => extensions?.code);

/** Names of the aliases that stand for another field than the one of their name. */
export function aliases(query: string): Set<string> {
  const found = new Set<string>();
  visit(parse(query), {
    Field: ({ alias, name }) => void (alias && alias.value !== name.value && found.add(alias.value)),
  });
  return found;
}

/** Variables by which something is skipped or included. */
export function switches(query: string): Set<string> {
  const found = new Set<string>();
  visit(parse(query), {
    Directive: ({ arguments: [given] = [] }) =>
      void (given?.value.kind === Kind.VARIABLE && found.add(given.value.name.value)),
  });
  return found;
}

/** Whether an object may be there of which nothing is asked, since all that is selected on it has a condition. */
function mayBeHollow(query: string): boolean {
  const document = parse(query);
  const isHollow = ({ selectionSet }: { readonly selectionSet?: SelectionSetNode }): boolean =>
    selectionSet?.selections.every((each) => {
      if (each.directives?.length) return true;
      return each.kind !== Kind.FIELD && isHollow('name' in each ? named(document, each.name.value) : each);
    }) ?? false;
  let found = false;
  visit(document, { Field: (node) => void (found ||= isHollow(node)) });
  return found;
}

export const named = ({ definitions }: DocumentNode, fragment: string) =>
  definitions.find(
    (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === fragment,
  ) as FragmentDefinitionNode;

const byHollow = ({ query }: MadeQuery, answer: Found): boolean =>
  switches(query).size > 0 && mayBeHollow(query) && !codes(answer).includes('INTERNAL');

const bySwitches = ({ query }: MadeQuery, answer: Found): boolean =>
  switches(query).size > 1 && !codes(answer).includes('INTERNAL');

/** Whether something is left out whatever is asked with it, so that nobody needs to be asked for it. */
function leavesOut(query: string): boolean {
  let found = false;
  visit(parse(query), {
    Directive: ({ name, arguments: [given] = [] }) =>
      void (found ||= given?.value.kind === Kind.BOOLEAN && given.value.value === (name.value === 'skip')),
  });
  return found;
}

export const knownFaults: readonly KnownFault[] = [
  {
    name: 'an alias by the name of a key and the key are taken for each other: an internal error, or the key in its place',
    smallest: { query: '{ cases(first: 1) { cases { number id: money { claimed } } } }', variables: {} },
    explains: ({ query }) => aliases(query).has('id'),
  },
  {
    name: 'an object on condition, which is there, is null when all that is asked of it is skipped',
    smallest: {
      query: 'query($a: Boolean!) { handOverLedger @skip(if: $a) { from @include(if: $a) } }',
      variables: { a: false },
    },
    explains: byHollow,
  },
  {
    name: 'a command on condition, which is to be carried out, is not given when all that is asked of it is skipped',
    smallest: {
      query: `mutation($a: Boolean!) {
        acceptComplaint(id: "", commandId: "", occurredAt: "", input: {}) @skip(if: $a) { id @include(if: $a) } }`,
      variables: { a: false },
      unknown: true,
    },
    explains: byHollow,
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
  {
    name: 'an agency of which everything is left out is asked for the `__typename` beside it, and what it refuses is told',
    smallest: {
      query: '{ case(id: "018f3a52-7c1e-7b60-9c57-0a4de2f5b0c1") { union @include(if: false) { asOf } __typename } }',
      variables: {},
      unknown: true,
    },
    explains: ({ query }, answer) =>
      leavesOut(query) && query.includes('__typename') && !codes(answer).includes('INTERNAL'),
  },
];
