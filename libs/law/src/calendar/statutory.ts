import type { PlainDate } from '../day.ts';

/**
 * The moving statutory holidays of the years whose notice is not published yet. The days themselves are fixed by
 * 《全国年节及纪念日放假办法》(2024) art. 2 and the lunar calendar; only the weekends around them wait for the notice.
 */
export interface MovingHolidays {
  /** 除夕, New Year's Eve of the lunar calendar; it and the three days after it are statutory. */
  readonly springEve: PlainDate;
  readonly qingming: PlainDate;
  readonly dragonBoat: PlainDate;
  readonly midAutumn: PlainDate;
}

export const movingHolidays: Readonly<Record<number, MovingHolidays>> = {
  2027: { springEve: '2027-02-05', qingming: '2027-04-05', dragonBoat: '2027-06-09', midAutumn: '2027-09-15' },
  2028: { springEve: '2028-01-25', qingming: '2028-04-04', dragonBoat: '2028-05-28', midAutumn: '2028-10-03' },
  2029: { springEve: '2029-02-12', qingming: '2029-04-04', dragonBoat: '2029-06-16', midAutumn: '2029-09-22' },
  2030: { springEve: '2030-02-02', qingming: '2030-04-05', dragonBoat: '2030-06-05', midAutumn: '2030-09-12' },
};

/** Month and day of the statutory holidays that never move, and the year from which each is one. */
export const fixedHolidays: readonly { readonly month: number; readonly day: number; readonly since: number }[] = [
  { month: 1, day: 1, since: 1949 },
  { month: 5, day: 1, since: 1949 },
  { month: 5, day: 2, since: 2025 },
  { month: 10, day: 1, since: 1949 },
  { month: 10, day: 2, since: 1949 },
  { month: 10, day: 3, since: 1999 },
];
