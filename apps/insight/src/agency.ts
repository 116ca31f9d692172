import { agency, partiesView } from '@yimen/casework';
import { CorrectionOrdered } from '@yimen/hr-language';
import { insightLanguage } from '@yimen/insight-language';
import { CaseRegistered } from '@yimen/joint-centre-language';
import { deadlinesDueView } from './deadlines/deadlines-due.view.ts';
import { avertedView } from './figures/averted.view.ts';
import { heardUntilView } from './figures/heard-until.view.ts';
import { intakeView } from './figures/intake.view.ts';
import { proceduresOpenView } from './figures/procedures-open.view.ts';
import { wrongRoutingsView } from './figures/wrong-routings.view.ts';
import { languages } from './heard.ts';
import { ledgerView } from './money/ledger.view.ts';
import { mergesView } from './money/merges.view.ts';
import { lastSeenView } from './sections/last-seen.view.ts';
import { timelineView } from './timeline/timeline.view.ts';

/** It only listens: no procedures, no policies, and everything it shows can be told anew from the agencies' logs. */
export const insight = agency({
  speaks: insightLanguage,
  hears: languages,
  deciders: [],
  views: [
    ...[timelineView, lastSeenView, deadlinesDueView, ledgerView, mergesView],
    ...[intakeView, proceduresOpenView, wrongRoutingsView, avertedView, heardUntilView],
    partiesView([CaseRegistered, CorrectionOrdered]),
  ],
});
