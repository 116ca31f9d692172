import { gql, type TypedDocumentNode } from 'urql';
import type { Organisation } from '../graph/shapes.ts';

export const organisationsQuery: TypedDocumentNode<
  { organisations: readonly Organisation[] | null },
  { search?: string }
> = gql`
  query Organisations($search: String) {
    organisations(search: $search) {
      id
      name
      uscc
      kind
    }
  }
`;
