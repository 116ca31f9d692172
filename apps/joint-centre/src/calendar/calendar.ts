/**
 * The calendar (放假安排): what the office of the State Council announces for a year, typed in once by the joint centre. A
 * year may be announced again with other days, as happened in 2020; whoever reads the log sees both.
 */
import { CalendarPublished, notice, noticesOf, type Notices } from '@yimen/casework';
import { command, refusal, type Decider, type Fact, type Look, type Messages } from '@yimen/kernel';
import { faultOf, newsOf } from '@yimen/law';

export const PublishCalendar = command({
  name: 'PublishCalendar',
  zh: '发布放假通知',
  en: 'Publish a holiday notice',
  by: ['joint-centre.coordinator'],
  input: notice,
});
const commands = [PublishCalendar] as const;
const events = [CalendarPublished] as const;

interface Published {
  readonly year: number;
  readonly number: string;
  readonly daysOff: readonly string[];
  readonly makeUpDays: readonly string[];
}
type Calendar = { status: 'none' } | ({ status: 'published' } & Published);

const law = '全国年节及纪念日放假办法';
const known = (year: number) =>
  refusal('already-published', {
    zh: `${year} 年的放假安排已是如此，无需再次发布`,
    en: `The days of ${year} are known exactly like this; nothing has to be published`,
  });
const alreadySaid = refusal('already-said', {
  zh: '这份通知已发布；如有调整，请另行发布',
  en: 'This notice is published already; publish a change as a notice of its own',
});

const sorted = (days: readonly string[]): string[] => [...new Set(days)].sort();

export const calendar = {
  name: 'joint-centre.calendar',
  label: { zh: '放假安排', en: 'Calendar' },
  commands,
  opens: [PublishCalendar],
  events,
  initial: { status: 'none' } as Calendar,
  facts: { PublishCalendar: (_: unknown, look: Look) => noticesOf(look) },
  decide: {
    PublishCalendar({ data, facts }, state) {
      if (state.status !== 'none') return alreadySaid;
      const said = { ...data, daysOff: sorted(data.daysOff), makeUpDays: sorted(data.makeUpDays) };
      const fault = faultOf(said);
      if (fault) return refusal(fault.code, { zh: fault.zh, en: fault.en, law });
      const news = newsOf(said, (facts as Notices).heard);
      return news === 'known' ? known(data.year) : [CalendarPublished({ ...said, amends: news === 'amendment' })];
    },
  },
  evolve: {
    CalendarPublished: (_, said): Calendar => ({ ...said, status: 'published' }),
  },
  show(state) {
    if (state.status === 'none') return undefined;
    const { status, year, number, daysOff, makeUpDays } = state;
    const facts: Fact[] = [
      { label: { zh: '年份', en: 'Year' }, value: String(year), kind: 'text' },
      { label: { zh: '通知文号', en: 'Notice' }, value: number, kind: 'text' },
      { label: { zh: '放假日', en: 'Days off' }, value: daysOff.length, kind: 'count' },
      { label: { zh: '调休上班日', en: 'Make-up days' }, value: makeUpDays.join('、') || '–', kind: 'text' },
    ];
    return { status, label: { zh: '已发布', en: 'Published' }, facts, next: [], closed: true };
  },
} satisfies Decider<Messages<typeof commands>, Calendar, Messages<typeof events>>;
