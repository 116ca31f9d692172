/** Which claim items arbitration or a court has, or has decided on: those are not for inspection, nor for review. */
import { sameItemIn, underAllIds } from '@yimen/casework';
import { AgreementConfirmed, ConfirmationApplied, ConfirmationRejected } from '@yimen/court-language';
import {
  ArbitrationReviewAccepted,
  ArbitrationReviewApplied,
  ArbitrationReviewDeclined,
  ReviewDocumentIssued,
} from '@yimen/hr-language';
import { change, on, view, type EventType, type Look, type Recorded } from '@yimen/kernel';
import type { Standing } from '@yimen/law';
import type { ClaimPart } from '@yimen/terms';

export interface ElsewhereRow {
  readonly stream: string;
  readonly caseId: string | undefined;
  readonly body: 'court' | 'arbitration';
  /** `applied` bars nothing yet: nobody has accepted it. */
  readonly stage: 'applied' | 'pending' | 'title';
  readonly items: readonly string[];
}

const ELSEWHERE = 'claims-elsewhere';

type Said = Pick<ElsewhereRow, 'body' | 'stage'>;
type Parts = { readonly parts: readonly ClaimPart[] };

const begins = (type: EventType<any, any>, said: Said) =>
  on(type, ({ stream, meta, data }: Recorded<Parts>) => [
    change<ElsewhereRow>(stream, () => ({
      stream,
      caseId: meta.caseId,
      items: data.parts.map(({ item }) => item),
      ...said,
    })),
  ]);
const ends = (type: EventType<any, any>) =>
  on(type, ({ stream }: Recorded) => [change<ElsewhereRow>(stream, () => undefined)]);

export const claimsElsewhereView = view<ElsewhereRow>({
  name: ELSEWHERE,
  on: [
    begins(ConfirmationApplied, { body: 'court', stage: 'pending' }),
    begins(AgreementConfirmed, { body: 'court', stage: 'title' }),
    ends(ConfirmationRejected),
    begins(ArbitrationReviewApplied, { body: 'arbitration', stage: 'applied' }),
    on(ArbitrationReviewAccepted, ({ stream }) => [
      change<ElsewhereRow>(stream, (row) => row && { ...row, stage: 'pending' }),
    ]),
    begins(ReviewDocumentIssued, { body: 'arbitration', stage: 'title' }),
    ends(ArbitrationReviewDeclined),
  ],
  caseId: (row) => row.caseId,
});

/** How the table of mutual exclusion calls it; an application that nobody has accepted is nothing yet. */
export function standingOf({ body, stage }: ElsewhereRow): readonly Standing[] {
  if (stage === 'title') return ['titleExists'];
  if (stage === 'applied') return [];
  return [body === 'court' ? 'suitPending' : 'arbitrationPending'];
}

/** What stands on any of these items somewhere else. */
export async function elsewhere(
  look: Look,
  caseId: string,
  items: readonly string[],
): Promise<readonly ElsewhereRow[]> {
  const [rows, one] = await underAllIds(look, caseId, (caseIds) =>
    Promise.all([look.rows<ElsewhereRow>(ELSEWHERE, { caseIds }), sameItemIn(look, caseIds)]),
  );
  const asked = new Set(items.map(one));
  return rows.map(({ data }) => data).filter((row) => row.items.some((item) => asked.has(one(item))));
}
