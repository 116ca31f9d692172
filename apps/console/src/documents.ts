/**
 * Every document that these pages send, for a gateway that takes no other (受信文档). A new question is listed here;
 * `npm run schema` then writes it down for the gateway.
 */
import { createRequest, formatDocument, stringifyDocument, type DocumentInput } from '@urql/core';
import { mutationOf, type Given } from './act/mutation.ts';
import { caseQuery, MOST_NUMBERS, numbersQuery, versionsQuery } from './case/case-query.ts';
import { casesQuery } from './cases/cases-query.ts';
import { dueQuery } from './due/due-query.ts';
import { figuresQuery } from './figures/figures-query.ts';
import {
  organisationQuery,
  organisationsQuery,
  personQuery,
  registerOrganisation,
  registerPerson,
  unmaskPerson,
} from './graph/parties.ts';
import type { AgencyField } from './graph/shapes.ts';
import { ledgerQuery } from './ledger/ledger-query.ts';
import { actMutation, acts, operationsQuery, type Act } from './operations/operations-query.ts';
import { servicesOf } from './operations/operations.ts';
import { examples } from './query/examples.ts';

const fixed = [
  ...[casesQuery, dueQuery, figuresQuery, ledgerQuery],
  ...[organisationQuery, organisationsQuery, personQuery, registerOrganisation, registerPerson],
  unmaskPerson,
];

/** As the client sends it: with the types that its cache asks for. */
const asSent = (document: DocumentInput): string =>
  stringifyDocument(formatDocument(createRequest(document, {}).query));

/** The agencies that have a file on a case, and every command that a form can give. */
export interface Town {
  readonly agencies: readonly Pick<AgencyField, 'field'>[];
  readonly commands: readonly Given[];
}

export function documentsOf({ agencies, commands }: Town): string[] {
  const named = agencies as readonly AgencyField[];
  const numbers = Array.from({ length: MOST_NUMBERS }, (_, at) => numbersQuery(Array<string>(at + 1).fill('')));
  const made = [caseQuery(named), ...named.map(versionsQuery), ...numbers];
  const services = servicesOf(named);
  const operated = services.flatMap((service) => (Object.keys(acts) as Act[]).map((act) => actMutation(service, act)));
  const asked: readonly DocumentInput[] = [
    ...[...fixed, ...made, operationsQuery(services), ...operated],
    ...commands.map(mutationOf),
  ];
  return [...asked.map(asSent), ...Object.values(examples)];
}
