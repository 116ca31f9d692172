import type { PlainDate } from '../day.ts';
import { dragonBoat, labour, midAutumn, national, newYear, qingming, spring } from './statutory.ts';

/** One stretch of days off, with the name the notice gives it. */
export interface DaysOff {
  readonly name: { readonly zh: string; readonly en: string };
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/**
 * The yearly notice of the State Council on holidays (国务院办公厅关于部分节假日安排的通知). It moves weekends, so
 * neither the days off nor the make-up days can be computed: they are data.
 */
export interface HolidayNotice {
  readonly year: number;
  /** Number of the notice; the version of a calendar is made of these. */
  readonly number: string;
  readonly publishedOn: PlainDate;
  readonly source: string;
  readonly off: readonly DaysOff[];
  /** Weekend days that are worked (调休上班). A deadline may end on them. */
  readonly makeUp: readonly PlainDate[];
  /** The days that carry 300 % (《全国年节及纪念日放假办法》 art. 2): 11 up to 2024, 13 from 2025. */
  readonly statutory: readonly PlainDate[];
}

/** What of a notice a calendar is made of. */
export type NoticeDays = Omit<HolidayNotice, 'publishedOn' | 'source'>;

const nationalMidAutumn = { zh: '国庆节、中秋节', en: 'National Day and Mid-Autumn Festival' };

export const notices: readonly HolidayNotice[] = [
  {
    year: 2024,
    number: '国办发明电〔2023〕7号',
    publishedOn: '2023-10-25',
    source: 'https://www.gov.cn/zhengce/zhengceku/202310/content_6911528.htm',
    off: [
      { name: newYear, from: '2024-01-01', to: '2024-01-01' },
      { name: spring, from: '2024-02-10', to: '2024-02-17' },
      { name: qingming, from: '2024-04-04', to: '2024-04-06' },
      { name: labour, from: '2024-05-01', to: '2024-05-05' },
      { name: dragonBoat, from: '2024-06-10', to: '2024-06-10' },
      { name: midAutumn, from: '2024-09-15', to: '2024-09-17' },
      { name: national, from: '2024-10-01', to: '2024-10-07' },
    ],
    makeUp: [
      '2024-02-04',
      '2024-02-18',
      '2024-04-07',
      '2024-04-28',
      '2024-05-11',
      '2024-09-14',
      '2024-09-29',
      '2024-10-12',
    ],
    statutory: [
      '2024-01-01',
      '2024-02-10',
      '2024-02-11',
      '2024-02-12',
      '2024-04-04',
      '2024-05-01',
      '2024-06-10',
      '2024-09-17',
      '2024-10-01',
      '2024-10-02',
      '2024-10-03',
    ],
  },
  {
    year: 2025,
    number: '国办发明电〔2024〕12号',
    publishedOn: '2024-11-12',
    source: 'https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm',
    off: [
      { name: newYear, from: '2025-01-01', to: '2025-01-01' },
      { name: spring, from: '2025-01-28', to: '2025-02-04' },
      { name: qingming, from: '2025-04-04', to: '2025-04-06' },
      { name: labour, from: '2025-05-01', to: '2025-05-05' },
      { name: dragonBoat, from: '2025-05-31', to: '2025-06-02' },
      { name: nationalMidAutumn, from: '2025-10-01', to: '2025-10-08' },
    ],
    makeUp: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
    statutory: [
      '2025-01-01',
      '2025-01-28',
      '2025-01-29',
      '2025-01-30',
      '2025-01-31',
      '2025-04-04',
      '2025-05-01',
      '2025-05-02',
      '2025-05-31',
      '2025-10-01',
      '2025-10-02',
      '2025-10-03',
      '2025-10-06',
    ],
  },
  {
    year: 2026,
    number: '国办发明电〔2025〕7号',
    publishedOn: '2025-11-04',
    source: 'https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm',
    off: [
      { name: newYear, from: '2026-01-01', to: '2026-01-03' },
      { name: spring, from: '2026-02-15', to: '2026-02-23' },
      { name: qingming, from: '2026-04-04', to: '2026-04-06' },
      { name: labour, from: '2026-05-01', to: '2026-05-05' },
      { name: dragonBoat, from: '2026-06-19', to: '2026-06-21' },
      { name: midAutumn, from: '2026-09-25', to: '2026-09-27' },
      { name: national, from: '2026-10-01', to: '2026-10-07' },
    ],
    makeUp: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
    statutory: [
      '2026-01-01',
      '2026-02-16',
      '2026-02-17',
      '2026-02-18',
      '2026-02-19',
      '2026-04-05',
      '2026-05-01',
      '2026-05-02',
      '2026-06-19',
      '2026-09-25',
      '2026-10-01',
      '2026-10-02',
      '2026-10-03',
    ],
  },
];
