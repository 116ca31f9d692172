import { language } from '@yimen/casework';
import { legalAidEvents } from './legal-aid.ts';
import { peoplesMediationEvents } from './peoples-mediation.ts';

export * from './legal-aid.ts';
export * from './peoples-mediation.ts';
export const justiceLanguage = language('justice', { zh: '司法局', en: 'Justice bureau' }, [
  ...legalAidEvents,
  ...peoplesMediationEvents,
]);
