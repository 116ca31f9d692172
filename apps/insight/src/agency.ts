import { agency } from '@yimen/casework';
import { insightLanguage } from '@yimen/insight-language';
import { casesView } from './cases/cases.view.ts';
import { caseloadView } from './figures/procedures.view.ts';
import { wrongRoutingsView } from './figures/routings.view.ts';
import { heard } from './heard.ts';
import { claimsView } from './money/claims.view.ts';
import { interestView, recourseView } from './money/extras.view.ts';
import { sameClaimsView } from './money/same-claims.view.ts';
import { sectionsView } from './sections/sections.view.ts';
import { timelineView } from './timeline/timeline.view.ts';

export const insight = agency({
  speaks: insightLanguage,
  hears: heard,
  deciders: [],
  views: [
    timelineView,
    claimsView,
    sameClaimsView,
    interestView,
    recourseView,
    casesView,
    sectionsView,
    caseloadView,
    wrongRoutingsView,
  ],
});
