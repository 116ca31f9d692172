/** Money beside the claims themselves: interest for delay, and who may ask it back of whom (追偿). */
import { AssetsExecuted } from '@yimen/court-language';
import { DepositPaid, WagesAdvanced } from '@yimen/departments-language';
import { change, on, view } from '@yimen/kernel';
import { sum, type ClaimPart } from '@yimen/terms';

export interface InterestRow {
  readonly caseId: string | undefined;
  readonly fen: number;
}
export const INTEREST = 'interest';

export const interestView = view<InterestRow>({
  name: INTEREST,
  on: [
    on(AssetsExecuted, ({ id, data, meta }) => [change(id, () => ({ caseId: meta.caseId, fen: data.interestTotal }))]),
  ],
  caseId: (row) => row.caseId,
});

/** Who pays first has it back of whom it was owed by (保障农民工工资支付条例 第三十条). */
export interface RecourseRow {
  readonly caseId: string | undefined;
  readonly by: string;
  readonly against: string;
  readonly fen: number;
}
export const RECOURSE = 'recourse';

interface Instead {
  readonly by: string;
  readonly against: string;
  readonly parts: readonly ClaimPart[];
}

const paidInstead = (caseId: string | undefined, { by, against, parts }: Instead) => [
  change<RecourseRow>(`${caseId}/${by}/${against}`, (row) => ({
    caseId,
    by,
    against,
    fen: (row?.fen ?? 0) + sum(parts),
  })),
];

export const recourseView = view<RecourseRow>({
  name: RECOURSE,
  on: [
    on(WagesAdvanced, ({ data: { by, onBehalfOf: against, parts }, meta }) =>
      paidInstead(meta.caseId, { by, against, parts }),
    ),
    on(DepositPaid, ({ data: { contractor: by, onBehalfOf: against, parts }, meta }) =>
      paidInstead(meta.caseId, { by, against, parts }),
    ),
  ],
  caseId: (row) => row.caseId,
});
