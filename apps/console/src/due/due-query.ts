import { gql, type TypedDocumentNode } from 'urql';
import type { Deadline } from '../graph/shapes.ts';

export const dueQuery: TypedDocumentNode<{ deadlinesDue: readonly Deadline[] }, { within: number }> = gql`
  query DeadlinesDue($within: Int) {
    deadlinesDue(within: $within) {
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
