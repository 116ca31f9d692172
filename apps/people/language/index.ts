import { language } from '@yimen/casework';
import { cardEvents } from './card.ts';

export * from './card.ts';
export const peopleLanguage = language('people', { zh: '当事人库', en: 'Party register' }, cardEvents);
