import { dayNumber, parseDay, type DayNumber, type PlainDate } from '../day.ts';
import { say, type Step } from '../step.ts';

export const newYear = say('元旦', 'New Year');
export const spring = say('春节', 'Spring Festival');
export const qingming = say('清明节', 'Qingming');
export const labour = say('劳动节', 'Labour Day');
export const dragonBoat = say('端午节', 'Dragon Boat Festival');
export const midAutumn = say('中秋节', 'Mid-Autumn Festival');
export const national = say('国庆节', 'National Day');

/**
 * The moving statutory holidays of the years whose notice is not published yet. The days themselves are fixed by
 * 《全国年节及纪念日放假办法》(2024) art. 2 and the lunar calendar; only the weekends around them wait for the notice.
 */
interface MovingHolidays {
  /** 除夕, New Year's Eve of the lunar calendar; it and the three days after it are statutory. */
  readonly springEve: PlainDate;
  readonly qingming: PlainDate;
  readonly dragonBoat: PlainDate;
  readonly midAutumn: PlainDate;
}

const movingHolidays: Readonly<Record<number, MovingHolidays>> = {
  2027: { springEve: '2027-02-05', qingming: '2027-04-05', dragonBoat: '2027-06-09', midAutumn: '2027-09-15' },
  2028: { springEve: '2028-01-25', qingming: '2028-04-04', dragonBoat: '2028-05-28', midAutumn: '2028-10-03' },
  2029: { springEve: '2029-02-12', qingming: '2029-04-04', dragonBoat: '2029-06-16', midAutumn: '2029-09-22' },
  2030: { springEve: '2030-02-02', qingming: '2030-04-05', dragonBoat: '2030-06-05', midAutumn: '2030-09-12' },
};

/** Month and day of the statutory holidays that never move, and the year from which each is one. */
const fixedHolidays = [
  { month: 1, day: 1, since: 1949, name: newYear },
  { month: 5, day: 1, since: 1949, name: labour },
  { month: 5, day: 2, since: 2025, name: labour },
  { month: 10, day: 1, since: 1949, name: national },
  { month: 10, day: 2, since: 1949, name: national },
  { month: 10, day: 3, since: 1999, name: national },
] as const;

export interface StatutoryDay {
  readonly day: DayNumber;
  readonly name: Step;
}

/** The statutory holidays of a year as far as they are known before its notice: nobody works on them in any case. */
export function statutoryDays(year: number): readonly StatutoryDay[] {
  const fixed = fixedHolidays
    .filter(({ since }) => year >= since)
    .map(({ month, day, name }) => ({ day: dayNumber(year, month, day), name }));
  const moving = movingHolidays[year];
  if (!moving) return fixed;
  const at = (text: PlainDate, name: Step): StatutoryDay => ({ day: parseDay(text, 'movingHolidays'), name });
  const eve = at(moving.springEve, spring);
  return [
    ...fixed,
    ...[0, 1, 2, 3].map((later) => ({ ...eve, day: eve.day + later })),
    at(moving.qingming, qingming),
    at(moving.dragonBoat, dragonBoat),
    at(moving.midAutumn, midAutumn),
  ];
}
