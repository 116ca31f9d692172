import { gql, type TypedDocumentNode } from 'urql';
import type { Deadline } from '../graph/shapes.ts';

/** So many come at once; whoever wants more asks for what comes after the last. */
export const MOST = 500;

export type DueAsked = { within: number; agency?: string; after?: string };

export const dueQuery: TypedDocumentNode<{ deadlinesDue: readonly Deadline[] }, DueAsked> = gql`
  query DeadlinesDue($within: Int, $agency: String, $after: String) {
    deadlinesDue(within: $within, agency: $agency, after: $after) {
      id
      agency
      rule
      name {
        zh
        en
      }
      law
      article
      start
      due
      latest
      status
      ended
      nature
      provisional
      caseId
      explain {
        zh
        en
      }
    }
  }
`;
