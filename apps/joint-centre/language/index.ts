import { language } from '@yimen/casework';
import { caseEvents } from './case.ts';
import { conferenceEvents } from './conference.ts';
import { mergeEvents } from './merge.ts';

export { CasesMerged, CasesUnmerged } from '@yimen/casework';
export * from './case.ts';
export * from './conference.ts';
export * from './merge.ts';
export const jointCentreLanguage = language('joint-centre', { zh: '联合速调中心', en: 'Joint centre' }, [
  ...caseEvents,
  ...conferenceEvents,
  ...mergeEvents,
]);
