/**
 * The number of each case (统一案号), `云岚〔2025〕0001号`: in a year the first door of a case takes the next one. The log has
 * one order, so the numbers are its counting, without gaps or doubles, and whoever counts it anew finds the same.
 */
import { change, on, view } from '@yimen/kernel';
import { DoorOpened } from '../case-file/inside.ts';

/** The district (云岚区) in whose name cases are numbered. */
const DISTRICT = '云岚';

/** Of a year: its last number. Of a case: its own, within its year. */
export interface NumberRow {
  readonly count: number;
}

export const CASE_NUMBERS = 'case-numbers';

export const numberOf = (year: string, count: number): string =>
  `${DISTRICT}〔${year}〕${String(count).padStart(4, '0')}号`;

export const yearOf = (day: string): string => day.slice(0, 4);

export const caseNumbersView = view<NumberRow>({
  name: CASE_NUMBERS,
  on: [
    on(DoorOpened, ({ data: { caseId, on: day } }) => {
      let next = 0;
      return [
        change<NumberRow>(yearOf(day), (year) => ({ count: (next = (year?.count ?? 0) + 1) })),
        change<NumberRow>(caseId, () => ({ count: next })),
      ];
    }),
  ],
});
