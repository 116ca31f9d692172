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
 * The moving statutory holidays of the years whose notice is not here, because it is old or not published yet. The days
 * themselves are fixed by 《全国年节及纪念日放假办法》 art. 2 and the lunar calendar; only the weekends around them stand in
 * the notice. Before 2014 the eve took the place of the third day.
 */
interface MovingHolidays {
  /** 除夕, New Year's Eve of the lunar calendar; the three days after it are statutory, and since 2025 it is too. */
  readonly springEve: PlainDate;
  readonly qingming: PlainDate;
  readonly dragonBoat: PlainDate;
  readonly midAutumn: PlainDate;
}

const movingHolidays: Readonly<Record<number, MovingHolidays>> = {
  2014: { springEve: '2014-01-30', qingming: '2014-04-05', dragonBoat: '2014-06-02', midAutumn: '2014-09-08' },
  2015: { springEve: '2015-02-18', qingming: '2015-04-05', dragonBoat: '2015-06-20', midAutumn: '2015-09-27' },
  2016: { springEve: '2016-02-07', qingming: '2016-04-04', dragonBoat: '2016-06-09', midAutumn: '2016-09-15' },
  2017: { springEve: '2017-01-27', qingming: '2017-04-04', dragonBoat: '2017-05-30', midAutumn: '2017-10-04' },
  2018: { springEve: '2018-02-15', qingming: '2018-04-05', dragonBoat: '2018-06-18', midAutumn: '2018-09-24' },
  2019: { springEve: '2019-02-04', qingming: '2019-04-05', dragonBoat: '2019-06-07', midAutumn: '2019-09-13' },
  2020: { springEve: '2020-01-24', qingming: '2020-04-04', dragonBoat: '2020-06-25', midAutumn: '2020-10-01' },
  2021: { springEve: '2021-02-11', qingming: '2021-04-04', dragonBoat: '2021-06-14', midAutumn: '2021-09-21' },
  2022: { springEve: '2022-01-31', qingming: '2022-04-05', dragonBoat: '2022-06-03', midAutumn: '2022-09-10' },
  2023: { springEve: '2023-01-21', qingming: '2023-04-05', dragonBoat: '2023-06-22', midAutumn: '2023-09-29' },
  2027: { springEve: '2027-02-05', qingming: '2027-04-05', dragonBoat: '2027-06-09', midAutumn: '2027-09-15' },
  2028: { springEve: '2028-01-25', qingming: '2028-04-04', dragonBoat: '2028-05-28', midAutumn: '2028-10-03' },
  2029: { springEve: '2029-02-12', qingming: '2029-04-04', dragonBoat: '2029-06-16', midAutumn: '2029-09-22' },
  2030: { springEve: '2030-02-02', qingming: '2030-04-05', dragonBoat: '2030-06-05', midAutumn: '2030-09-12' },
};

/** Eleven days a year until then, thirteen since. */
const THIRTEEN_SINCE = 2025;

/** Month and day of the statutory holidays that never move, and the year from which each is one. */
const fixedHolidays = [
  { month: 1, day: 1, since: 1949, name: newYear },
  { month: 5, day: 1, since: 1949, name: labour },
  { month: 5, day: 2, since: THIRTEEN_SINCE, name: labour },
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
    ...[...(year < THIRTEEN_SINCE ? [] : [0]), 1, 2, 3].map((later) => ({ ...eve, day: eve.day + later })),
    at(moving.qingming, qingming),
    at(moving.dragonBoat, dragonBoat),
    at(moving.midAutumn, midAutumn),
  ];
}
