import { fileURLToPath } from 'node:url';
import chineseDays from 'chinese-days';
import type { HolidayNotice } from '@yimen/law';
import { daysOfYear, isWeekend } from './calendars.ts';

type Days = Pick<HolidayNotice, 'year' | 'off' | 'makeUp' | 'statutory'>;
type Off = HolidayNotice['off'][number];

const SINCE_13_DAYS = 2025;

/** "National Day,国庆节,3" for a day of a holiday; the weekday's name for all others. */
function holidayName(day: string): Off['name'] | undefined {
  const [en = '', zh] = chineseDays.getDayDetail(day).name.split(',');
  return zh === undefined ? undefined : { zh: zh === '清明' || zh === '中秋' || zh === '端午' ? `${zh}节` : zh, en };
}

function joined(found: readonly Off[], day: string): Off[] {
  const name = holidayName(day) ?? { zh: '', en: '' };
  const last = found.at(-1);
  const follows = last !== undefined && Date.parse(day) - Date.parse(last.to) === 86_400_000;
  if (!follows || last.name.zh !== name.zh) return [...found, { name, from: day, to: day }];
  return [...found.slice(0, -1), { ...last, to: day }];
}

/** The days that carry 300 %: fixed by law and by the moon, not by the notice (《全国年节及纪念日放假办法》 art. 2). */
function isStatutory(day: string): boolean {
  const wide = Number(day.slice(0, 4)) >= SINCE_13_DAYS;
  const fixed = ['01-01', '05-01', '10-01', '10-02', '10-03', ...(wide ? ['05-02'] : [])];
  if (fixed.includes(day.slice(5))) return true;
  const { lunarMon, lunarDay, isLeap } = chineseDays.getLunarDate(day);
  if (!isLeap && ['1/1', '1/2', '1/3', '5/5', '8/15'].includes(`${lunarMon}/${lunarDay}`)) return true;
  const after = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
  const next = chineseDays.getLunarDate(after);
  if (wide && next.lunarMon === 1 && next.lunarDay === 1) return true;
  return chineseDays.getSolarTerms(day, day).some((term) => term.name === '清明');
}

/** A year as its notice has to say it. Number and page of the notice are added by whoever has read it. */
export function seededYear(year: number): Days {
  const days = daysOfYear(year);
  const named = days.filter((day) => holidayName(day) !== undefined);
  return {
    year,
    off: named.filter((day) => !chineseDays.getDayDetail(day).work).reduce<Off[]>(joined, []),
    makeUp: days.filter((day) => chineseDays.getDayDetail(day).work && isWeekend(day)),
    statutory: days.filter(isStatutory),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const years = process.argv.slice(2).map(Number);
  if (years.length === 0 || !years.every((year) => year >= 2004 && year <= 2099)) {
    console.error('用法 usage: node tools/law/seed-calendar.ts 2027 [2028 …]');
    process.exitCode = 1;
  } else {
    console.log(JSON.stringify(years.map(seededYear), undefined, 2));
  }
}
