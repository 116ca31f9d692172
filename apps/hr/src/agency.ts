import { agency, toldAgainView } from '@yimen/casework';
import { courtLanguage } from '@yimen/court-language';
import { departmentsLanguage } from '@yimen/departments-language';
import { hrLanguage } from '@yimen/hr-language';
import { comings, jointCentreLanguage } from '@yimen/joint-centre-language';
import { justiceLanguage } from '@yimen/justice-language';
import { petitionLanguage } from '@yimen/petition-language';
import { unionLanguage } from '@yimen/union-language';
import { claimsElsewhereView } from './claims-elsewhere.view.ts';
import { handOverRules } from './hand-overs.ts';
import { inspection } from './inspection/inspection.ts';
import { inspectionsView } from './inspection/inspections.view.ts';
import { whenDepositNoticeCameBack } from './inspection/when-deposit-notice-came-back.ts';
import { whenDepositDrawn } from './inspection/when-deposit-drawn.ts';
import { whenDepositReplenished } from './inspection/when-deposit-replenished.ts';
import { whenWagesPaid } from './inspection/when-wages-paid.ts';
import { listing } from './listing/listing.ts';
import { listingsView } from './listing/listings.view.ts';
import { review } from './review/review.ts';

export const hr = agency({
  speaks: hrLanguage,
  hears: [unionLanguage, justiceLanguage, courtLanguage, petitionLanguage, departmentsLanguage, jointCentreLanguage],
  deciders: [inspection, listing, review],
  policies: [whenWagesPaid, whenDepositDrawn, whenDepositNoticeCameBack, whenDepositReplenished],
  views: [...[inspectionsView, listingsView, claimsElsewhereView], toldAgainView(comings)],
  handOvers: handOverRules,
});
