import { agency } from '@yimen/casework';
import { departmentsLanguage } from '@yimen/departments-language';
import { hrLanguage } from '@yimen/hr-language';
import { jointCentreLanguage } from '@yimen/joint-centre-language';
import { petitionLanguage } from '@yimen/petition-language';
import { unionLanguage } from '@yimen/union-language';
import { handOverRules } from './hand-overs.ts';
import { complaintsDeclinedView } from './petition/complaints-declined.view.ts';
import { petition } from './petition/petition.ts';
import { petitionsView } from './petition/petitions.view.ts';
import { whenResultKnown } from './petition/when-result-known.ts';
import { whenRouted } from './petition/when-routed.ts';
import { whenRoutingAnswered } from './petition/when-routing-answered.ts';

export const petitionOffice = agency({
  speaks: petitionLanguage,
  hears: [hrLanguage, departmentsLanguage, unionLanguage, jointCentreLanguage],
  deciders: [petition],
  policies: [whenRouted, whenRoutingAnswered, whenResultKnown],
  views: [petitionsView, complaintsDeclinedView],
  handOvers: handOverRules,
});
