import { gql, type TypedDocumentNode } from 'urql';
import type { Organisation, Person } from './shapes.ts';

/** Organisations by a part of the name or the beginning of the credit code. */
export const organisationsQuery: TypedDocumentNode<
  { organisations: readonly Organisation[] },
  { search: string; first: number }
> = gql`
  query Organisations($search: String!, $first: Int) {
    organisations(search: $search, first: $first) {
      id
      name
      uscc
      kind
    }
  }
`;

export const organisationQuery: TypedDocumentNode<{ organisation: Organisation | null }, { id: string }> = gql`
  query Organisation($id: ID!) {
    organisation(id: $id) {
      id
      name
      uscc
      kind
    }
  }
`;

export const personQuery: TypedDocumentNode<{ person: Person | null }, { id: string }> = gql`
  query Person($id: ID!) {
    person(id: $id) {
      id
      name
      idNumber
      phone
      masked
    }
  }
`;

export type NewOrganisation = { name: string; uscc: string; kind: string };

export const registerOrganisation: TypedDocumentNode<{ made: Organisation }, { input: NewOrganisation }> = gql`
  mutation RegisterOrganisation($input: RegisterOrganisationInput!) {
    made: registerOrganisation(input: $input) {
      id
      name
      uscc
      kind
    }
  }
`;

export type NewPerson = { name: string; idNumber: string; phone?: string };

/** The same ID number is the same person, whatever door they used. */
export const registerPerson: TypedDocumentNode<{ made: Person }, { input: NewPerson }> = gql`
  mutation RegisterPerson($input: RegisterPersonInput!) {
    made: registerPerson(input: $input) {
      id
      name
      idNumber
      phone
      masked
    }
  }
`;

/** Opens a card for a minute to the one who says why; the look is on record. */
export const unmaskPerson: TypedDocumentNode<{ unmask: Person }, { person: string; purpose: string; caseId: string }> =
  gql`
    mutation Unmask($person: ID!, $purpose: String!, $caseId: ID!) {
      unmask(person: $person, purpose: $purpose, caseId: $caseId) {
        id
        name
        idNumber
        phone
        masked
      }
    }
  `;
