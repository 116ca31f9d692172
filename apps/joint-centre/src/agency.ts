import { agency, partiesView, toldAgainView } from '@yimen/casework';
import { CorrectionOrdered } from '@yimen/hr-language';
import { CaseRegistered, comings, jointCentreLanguage } from '@yimen/joint-centre-language';
import { calendar } from './calendar/calendar.ts';
import { caseClaimsView } from './case-file/case-claims.view.ts';
import { caseFile } from './case-file/case-file.ts';
import { casesView } from './case-file/cases.view.ts';
import { claimsDealtWithView } from './case-file/claims-dealt-with.view.ts';
import { representativesView } from './case-file/representatives.view.ts';
import { whenADoorOpens } from './case-file/when-a-door-opens.ts';
import { whenACaseCloses, whenACaseReopens, whenAProcedureEnds } from './case-file/when-a-procedure-ends.ts';
import { whenLimitationIsInterrupted } from './case-file/when-limitation-is-interrupted.ts';
import { whenNumbered } from './case-file/when-numbered.ts';
import { whenTheCaseGrows } from './case-file/when-the-case-grows.ts';
import { caseNumbersView } from './case-numbers/case-numbers.view.ts';
import { avertedView } from './conference/averted.view.ts';
import { conference } from './conference/conference.ts';
import { whenADisputeReturns } from './conference/when-a-dispute-returns.ts';
import { whenConvened } from './conference/when-convened.ts';
import { handOversView } from './hand-overs/hand-overs.view.ts';
import { claimsAlikeView } from './merge/claims-alike.view.ts';
import { merge } from './merge/merge.ts';
import { proposalsView } from './merge/proposals.view.ts';
import { whenClaimsCoincide } from './merge/when-claims-coincide.ts';
import { whenMerged } from './merge/when-merged.ts';
import { neighbours } from './neighbours.ts';

export const jointCentre = agency({
  speaks: jointCentreLanguage,
  hears: neighbours,
  deciders: [caseFile, calendar, conference, merge],
  views: [
    ...[caseNumbersView, casesView, caseClaimsView, representativesView, handOversView],
    ...[partiesView([CaseRegistered, CorrectionOrdered]), claimsDealtWithView, toldAgainView(comings)],
    ...[claimsAlikeView, proposalsView, avertedView],
  ],
  policies: [
    ...[whenADoorOpens, whenNumbered, whenTheCaseGrows, whenLimitationIsInterrupted],
    ...[whenAProcedureEnds, whenACaseCloses, whenACaseReopens],
    ...[whenConvened, whenClaimsCoincide, whenMerged, whenADisputeReturns],
  ],
});
