import { language } from '@yimen/casework';
import { confirmationEvents } from './confirmation.ts';
import { enforcementEvents } from './enforcement.ts';

export * from './confirmation.ts';
export * from './enforcement.ts';
export const courtLanguage = language('court', { zh: '法院', en: 'Court' }, [
  ...confirmationEvents,
  ...enforcementEvents,
]);
