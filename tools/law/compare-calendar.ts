import { fileURLToPath } from 'node:url';
import { calendar, notices, type WorkCalendar } from '@yimen/law';
import { daysOfYear, fromChineseDays, fromFolder, fromTyme, type DataSet } from './calendars.ts';

export interface Comparison {
  readonly name: string;
  readonly days: number;
  /** Days on which the two disagree. */
  readonly differences: readonly string[];
}

export const years = notices.map((notice) => notice.year);

/** Our calendar against another source, day by day over all years whose notice we have. */
export function compared(ours: WorkCalendar, theirs: DataSet): Comparison {
  const days = years.flatMap(daysOfYear);
  const differences = days.filter((day) => ours.isRestDay(day) !== theirs.isRestDay(day));
  return { name: theirs.name, days: days.length, differences };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folders = process.argv.slice(2);
  const sets = [fromChineseDays, fromTyme, ...folders.map((folder) => fromFolder(folder, years))];
  const results = sets.map((set) => compared(calendar, set));
  for (const { name, days, differences } of results) {
    console.log(`${name}: ${days} days, ${differences.length} differences ${differences.join(' ')}`.trim());
  }
  if (folders.length === 0)
    console.log('第三份数据 a third source: node tools/law/compare-calendar.ts <folder of 2026.json …>');
  process.exitCode = results.every((result) => result.differences.length === 0) ? 0 : 1;
}
