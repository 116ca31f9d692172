import { agency } from '@yimen/casework';
import { courtLanguage } from '@yimen/court-language';
import { hrLanguage } from '@yimen/hr-language';
import { jointCentreLanguage } from '@yimen/joint-centre-language';
import { justiceLanguage } from '@yimen/justice-language';
import { petitionLanguage } from '@yimen/petition-language';
import { unionLanguage } from '@yimen/union-language';
import { consultation } from './consultation/consultation.ts';
import { dossier } from './dossier/dossier.ts';
import { whenDossierReferred } from './dossier/when-dossier-referred.ts';
import { handOverRules } from './hand-overs.ts';
import { mediation } from './mediation/mediation.ts';
import { unionMediationsView } from './mediation/union-mediations.view.ts';
import { whenUnionAgreementBrought } from './mediation/when-union-agreement-brought.ts';
import { whenUnionAgreementExecuted } from './mediation/when-union-agreement-executed.ts';
import { whenUnionAgreementInForce } from './mediation/when-union-agreement-in-force.ts';
import { whenUnionApplicationReturned } from './mediation/when-union-application-returned.ts';

export const union = agency({
  speaks: unionLanguage,
  hears: [hrLanguage, justiceLanguage, courtLanguage, petitionLanguage, jointCentreLanguage],
  deciders: [consultation, dossier, mediation],
  policies: [
    ...[whenDossierReferred, whenUnionAgreementBrought],
    ...[whenUnionApplicationReturned, whenUnionAgreementExecuted, whenUnionAgreementInForce],
  ],
  views: [unionMediationsView],
  handOvers: handOverRules,
});
