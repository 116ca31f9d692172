import { agency } from '@yimen/casework';
import { courtLanguage } from '@yimen/court-language';
import { departmentsLanguage } from '@yimen/departments-language';
import { hrLanguage } from '@yimen/hr-language';
import { jointCentreLanguage } from '@yimen/joint-centre-language';
import { justiceLanguage } from '@yimen/justice-language';
import { peopleLanguage } from '@yimen/people-language';
import { petitionLanguage } from '@yimen/petition-language';
import { unionLanguage } from '@yimen/union-language';
import { card } from './card/card.ts';
import { caseAgenciesView } from './look/case-agencies.view.ts';
import { caseMembersView, closedCasesView } from './look/case-members.view.ts';

export const people = agency({
  speaks: peopleLanguage,
  hears: [
    ...[jointCentreLanguage, unionLanguage, hrLanguage, courtLanguage],
    ...[justiceLanguage, petitionLanguage, departmentsLanguage],
  ],
  deciders: [card],
  views: [caseMembersView, closedCasesView, caseAgenciesView],
});
