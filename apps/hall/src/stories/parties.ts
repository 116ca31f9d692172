/** People and firms of the stories, registered as a clerk would; their names and numbers are invented. */
import type { Teller } from './teller.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** A valid-looking ID number of nobody: the area 529915 does not exist. */
export function idNumber(n: number): string {
  const first = `52991519850101${String(n).padStart(3, '0')}`;
  const rest = WEIGHTS.reduce((total, weight, at) => total + weight * Number(first[at]), 0) % 11;
  return first + '10X98765432'[rest];
}

export async function worker(tell: Teller, { name, n }: { name: string; n: number }): Promise<string> {
  const query = 'mutation($input: RegisterPersonInput!) { registerPerson(input: $input) { id } }';
  const { registerPerson } = await tell.as('union-clerk').ask(query, { input: { name, idNumber: idNumber(n) } });
  return registerPerson.id;
}

interface Firm {
  readonly name: string;
  readonly uscc: string;
  readonly kind?: string;
}

export async function organisation(tell: Teller, { kind = 'employer', ...firm }: Firm): Promise<string> {
  const query = 'mutation($input: RegisterOrganisationInput!) { registerOrganisation(input: $input) { id } }';
  const { registerOrganisation } = await tell.as('union-clerk').ask(query, { input: { ...firm, kind } });
  return registerOrganisation.id;
}

export interface Money {
  readonly claimed: number;
  readonly agreed: number;
  readonly paid: number;
  readonly outstanding: number;
  readonly waived: number;
  readonly interest: number;
  readonly byRoute: readonly { route: string; fen: number }[];
  readonly recourse: readonly { by: { id: string }; against: { id: string }; fen: number }[];
}

/** The money of a case as insight counts it. */
export async function money(tell: Teller, caseId: string): Promise<Money> {
  const query = `query($id: ID!) { case(id: $id) { money { claimed agreed paid outstanding waived interest
    byRoute { route fen } recourse { by { id } against { id } fen } } } }`;
  const { case: found } = await tell.as('coordinator').ask(query, { id: caseId });
  return found.money;
}
