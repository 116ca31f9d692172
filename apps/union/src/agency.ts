import { agency } from '@yimen/casework';
import { unionLanguage } from '@yimen/union-language';
import { consultation } from './consultation/consultation.ts';
import { dossier } from './dossier/dossier.ts';
import { whenDossierReferred } from './dossier/when-dossier-referred.ts';
import { handOverRules } from './hand-overs.ts';

export const union = agency({
  speaks: unionLanguage,
  hears: [],
  deciders: [consultation, dossier],
  policies: [whenDossierReferred],
  handOvers: handOverRules,
});
