/** Which agreements were brought before the court, and which of them are titles. */
import { change, on, procedureIdOf, view } from '@yimen/kernel';
import type { ClaimPart, Instalment } from '@yimen/terms';
import { AgreementConfirmed, ConfirmationApplied } from '@yimen/court-language';

export interface Title {
  readonly confirmation: string;
  readonly mediation: string;
  readonly caseId: string;
  readonly employer: string;
  readonly parts: readonly ClaimPart[];
  readonly instalments: readonly Instalment[];
  readonly acceleration: boolean;
  /** Case number of the ruling; absent until there is one. */
  readonly number?: string;
}

export const TITLES = 'titles';

export const titlesView = view<Title>({
  name: TITLES,
  foundBy: ['mediation'],
  on: [
    on(ConfirmationApplied, (heard) => {
      const { caseId, mediation, employer, parts, instalments, acceleration } = heard.data;
      const confirmation = procedureIdOf(heard);
      const title = { confirmation, mediation, caseId, employer, parts, instalments, acceleration };
      return [change<Title>(confirmation, () => title)];
    }),
    on(AgreementConfirmed, (heard) => [
      change<Title>(procedureIdOf(heard), (row) => row && { ...row, number: heard.data.number }),
    ]),
  ],
  order: (row) => row.number ?? '',
  caseId: (row) => row.caseId,
});
