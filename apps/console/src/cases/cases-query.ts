import { gql, type TypedDocumentNode } from 'urql';
import type { CaseRow } from '../graph/shapes.ts';

export const PAGE = 25;

export interface CasePage {
  readonly total: number;
  readonly next: string | null;
  readonly cases: readonly CaseRow[];
}

export type CasesAsked = { first: number; after?: string; search?: string; status?: string };

export const casesQuery: TypedDocumentNode<{ cases: CasePage }, CasesAsked> = gql`
  query Cases($first: Int, $after: String, $search: String, $status: String) {
    cases(first: $first, after: $after, search: $search, status: $status) {
      total
      next
      cases {
        id
        number
        status
        openedOn
        risk
        headCount
        claimed
        employers {
          id
          name
        }
      }
    }
  }
`;
