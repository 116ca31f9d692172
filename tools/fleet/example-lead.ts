/** A worker's claim that the union takes up and hands to the bureau; for specifications, under new ids each time. */
import { randomUUID } from 'node:crypto';
import type { Asked } from './insist.ts';

export interface ExampleLead {
  readonly caseId: string;
  readonly dossier: string;
  /** The hand-over, and the inspection that it opens. */
  readonly inspection: string;
  /** What is said with `openDossier`, and then with `referDossier`. */
  readonly opened: object;
  readonly lead: object;
}

export function exampleLead(): ExampleLead {
  const [caseId, dossier, inspection, id, person, employer] = Array.from({ length: 6 }, () => randomUUID());
  const item = { id, person, kind: 'wages', from: '2025-06', to: '2025-08', fen: 1_800_000 };
  const consent = { ground: 'separateConsent', consent: '示例同意书1号' };
  return {
    ...{ caseId: caseId!, dossier: dossier!, inspection: inspection! },
    opened: { caseId, door: 'window', employer, claimItems: [item] },
    lead: { handOver: inspection, kind: 'arrearsLead', reason: '欠薪线索', ...consent },
  };
}

/** How it is opened, handed to the bureau, and taken up there once it has arrived. */
export const stepsOf = ({ dossier, inspection, opened, lead }: ExampleLead) =>
  ({
    open: { mutation: 'openDossier', id: dossier, input: opened },
    refer: { mutation: 'referDossier', id: dossier, input: lead },
    takeUp: { mutation: 'hrAcceptHandOver', id: inspection, input: { terms: {} }, later: 'no-such-hand-over' },
  }) satisfies Record<string, Asked>;
