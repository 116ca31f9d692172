import { agency } from '@yimen/casework';
import { courtLanguage } from '@yimen/court-language';
import { jointCentreLanguage } from '@yimen/joint-centre-language';
import { justiceLanguage } from '@yimen/justice-language';
import { unionLanguage } from '@yimen/union-language';
import { confirmation } from './confirmation/confirmation.ts';
import { performanceView } from './confirmation/performance.view.ts';
import { titlesView } from './confirmation/titles.view.ts';
import { whenEnforcementApplied } from './confirmation/when-enforcement-applied.ts';
import { enforcement } from './enforcement/enforcement.ts';
import { enforcementsView } from './enforcement/enforcements.view.ts';
import { whenPaidDirectly } from './enforcement/when-paid-directly.ts';
import { handOverRules } from './hand-overs.ts';

export const court = agency({
  speaks: courtLanguage,
  hears: [justiceLanguage, unionLanguage, jointCentreLanguage],
  deciders: [confirmation, enforcement],
  policies: [whenEnforcementApplied, whenPaidDirectly],
  views: [titlesView, performanceView, enforcementsView],
  handOvers: handOverRules,
});
