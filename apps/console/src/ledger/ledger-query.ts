import { gql, type TypedDocumentNode } from 'urql';
import type { LedgerCell } from './ledger.ts';

export const ledgerQuery: TypedDocumentNode<{ handOverLedger: readonly LedgerCell[] }, Record<string, never>> = gql`
  query HandOverLedger {
    handOverLedger {
      from
      to
      offered
      received
      inTransit
      accepted
      returned
      open
      withdrawn
      balanced
      ids
    }
  }
`;
