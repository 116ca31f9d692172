import { language } from '@yimen/casework';
import { dossierEvents } from './dossier.ts';
import { mediationEvents } from './mediation.ts';

export * from './dossier.ts';
export * from './mediation.ts';
export const unionLanguage = language('union', { zh: '总工会', en: 'Trade union' }, [
  ...dossierEvents,
  ...mediationEvents,
]);
