import { agency } from '@yimen/casework';
import { courtLanguage } from '@yimen/court-language';
import { hrLanguage } from '@yimen/hr-language';
import { jointCentreLanguage } from '@yimen/joint-centre-language';
import { justiceLanguage } from '@yimen/justice-language';
import { unionLanguage } from '@yimen/union-language';
import { handOverRules } from './hand-overs.ts';
import { legalAid } from './legal-aid/legal-aid.ts';
import { peoplesMediation } from './peoples-mediation/peoples-mediation.ts';
import { mediationsView } from './peoples-mediation/peoples-mediations.view.ts';
import { whenAgreementBrought } from './peoples-mediation/when-agreement-brought.ts';
import { whenAgreementConfirmed } from './peoples-mediation/when-agreement-confirmed.ts';
import { whenApplicationReturned } from './peoples-mediation/when-application-returned.ts';
import { performance } from './performance/performance.ts';
import { whenAgreementReached } from './performance/when-agreement-reached.ts';
import { whenAssetsExecuted } from './performance/when-assets-executed.ts';
import { whenEnforcementApplied } from './performance/when-enforcement-applied.ts';

export const justice = agency({
  speaks: justiceLanguage,
  hears: [unionLanguage, hrLanguage, courtLanguage, jointCentreLanguage],
  deciders: [legalAid, peoplesMediation, performance],
  policies: [
    whenAgreementReached,
    whenAgreementBrought,
    whenAgreementConfirmed,
    whenApplicationReturned,
    whenEnforcementApplied,
    whenAssetsExecuted,
  ],
  views: [mediationsView],
  handOvers: handOverRules,
});
