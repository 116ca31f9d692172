export { readWageWorkbook, type WageOptions } from './wage-workbook.ts';
export { withFaultColumn } from './fault-column.ts';
export { WorkbookRefused, type Words } from './refusal.ts';
export type { RowFault, WageRow, WageSheet } from './wage-sheet.ts';
