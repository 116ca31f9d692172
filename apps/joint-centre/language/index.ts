import { language } from '@yimen/casework';
import { calendarEvents } from './calendar.ts';
import { caseEvents } from './case.ts';
import { conferenceEvents } from './conference.ts';
import { mergeEvents } from './merge.ts';

export { CalendarPublished, CasesMerged, CasesUnmerged } from '@yimen/casework';
export * from './calendar.ts';
export * from './case.ts';
export * from './conference.ts';
export * from './merge.ts';
export const jointCentreLanguage = language('joint-centre', { zh: '联合速调中心', en: 'Joint centre' }, [
  ...calendarEvents,
  ...caseEvents,
  ...conferenceEvents,
  ...mergeEvents,
]);
