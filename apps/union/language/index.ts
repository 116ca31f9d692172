import { language } from '@yimen/casework';
import { dossierEvents } from './dossier.ts';

export * from './dossier.ts';
export const unionLanguage = language('union', { zh: '总工会', en: 'Trade union' }, [...dossierEvents]);
