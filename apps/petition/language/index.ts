import { language } from '@yimen/casework';
import { petitionEvents } from './petition.ts';

export * from './petition.ts';
export const petitionLanguage = language('petition', { zh: '信访局', en: 'Petition office' }, petitionEvents);
