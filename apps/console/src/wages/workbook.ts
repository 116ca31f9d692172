import type { Label } from '../graph/shapes.ts';
import { ask } from '../graph/http.ts';

/** One worker's line of a wage workbook, after the party register has given the person an id. */
export interface WageRow {
  readonly row: number;
  readonly personId: string;
  readonly maskedName: string;
  readonly from: string;
  readonly to: string;
  readonly fen: number;
}

export interface WorkbookFault extends Label {
  readonly row: number;
  readonly column: string;
  readonly code: string;
}

/** What was read out of a wage workbook. */
export interface Workbook {
  readonly rows: readonly WageRow[];
  readonly people: number;
  readonly total: number;
  /** The sum that the workbook itself states, where it states one. */
  readonly statedTotal: number | null;
  readonly faults: readonly WorkbookFault[];
  /** The same workbook with a column that says what is wrong, base64. */
  readonly faultedWorkbook: string | null;
  readonly warnings: readonly Label[];
}

export const readWorkbook = (file: Blob, year: number): Promise<Workbook> =>
  ask<Workbook>(`/files/wage-workbook?year=${year}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
  });

/** The claim items of a case, one for each line; ids are made by whoever opens the case. */
export const claimsFrom = (rows: readonly WageRow[], newId: () => string) =>
  rows.map(({ personId, from, to, fen }) => ({ id: newId(), person: personId, kind: 'wages', from, to, fen }));

const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Hands a workbook to the browser to be kept. */
export function download(base64: string, name: string): void {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  const href = URL.createObjectURL(new Blob([bytes], { type: SHEET }));
  const link = Object.assign(document.createElement('a'), { href, download: name });
  link.click();
  URL.revokeObjectURL(href);
}
