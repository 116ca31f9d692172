import { readFileSync } from 'node:fs';
import type { Desk } from '@yimen/edge';
import type { Asking } from '@yimen/weave';
import { people } from './agency.ts';
import { findOrganisation, searchOrganisations } from './card/cards.ts';
import { registerOrganisation, registerPeople } from './card/registering.resolver.ts';
import type { ToldOrganisation, ToldPerson } from './card/told.ts';
import { erase, shownPerson, unmask, whoLooked } from './look/unmasking.resolver.ts';
import { wageWorkbook } from './workbook/wage-workbook.resolver.ts';

type Reference = { readonly id: string };

const organisation = async ({ id }: Reference, { house }: Asking) => {
  const found = await findOrganisation(house.rows, id);
  return found ? { id, name: found.name, uscc: found.uscc, kind: found.kind } : undefined;
};

const resolvers = {
  Query: {
    person: (_: unknown, { id }: Reference, asking: Asking) => shownPerson(asking, id),
    organisation: (_: unknown, reference: Reference, asking: Asking) => organisation(reference, asking),
    organisations: async (_: unknown, { search, first }: { search: string; first: number }, asking: Asking) => {
      const ids = await searchOrganisations(asking.house.rows, search, Math.min(Math.max(first, 1), 100));
      return Promise.all(ids.map((id) => organisation({ id }, asking)));
    },
    whoLooked: (_: unknown, { person }: { person: string }, asking: Asking) => whoLooked(asking, person),
  },
  Mutation: {
    registerPerson: async (_: unknown, { input }: { input: ToldPerson }, asking: Asking) => {
      const [id = ''] = await registerPeople(asking, [input]);
      return shownPerson(asking, id);
    },
    registerPeople: async (_: unknown, { input }: { input: readonly ToldPerson[] }, asking: Asking) => {
      const ids = await registerPeople(asking, input);
      return Promise.all(ids.map((id) => shownPerson(asking, id)));
    },
    registerOrganisation: async (_: unknown, { input }: { input: ToldOrganisation }, asking: Asking) =>
      organisation({ id: await registerOrganisation(asking, input) }, asking),
    unmask: (_: unknown, asked: { person: string; purpose: string; caseId: string }, asking: Asking) =>
      unmask(asking, asked),
    erasePerson: (_: unknown, asked: { person: string; ground: string }, asking: Asking) => erase(asking, asked),
  },
  // What is unknown or erased keeps its id, so that a case is shown whole without it.
  Person: {
    __resolveReference: async ({ id }: Reference, asking: Asking) =>
      (await shownPerson(asking, id)) ?? { id, masked: true },
  },
  Organisation: {
    __resolveReference: async (reference: Reference, asking: Asking) =>
      (await organisation(reference, asking)) ?? reference,
  },
};

export const peopleDesk: Desk = {
  agency: people,
  graphql: readFileSync(new URL('./people.graphql', import.meta.url), 'utf8'),
  resolvers,
  routes: [wageWorkbook],
};
