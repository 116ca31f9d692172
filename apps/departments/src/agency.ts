import { agency, partiesView, toldAgainView } from '@yimen/casework';
import { courtLanguage } from '@yimen/court-language';
import { departmentsLanguage } from '@yimen/departments-language';
import { CorrectionOrdered, hrLanguage } from '@yimen/hr-language';
import { CaseRegistered, comings, jointCentreLanguage } from '@yimen/joint-centre-language';
import { justiceLanguage } from '@yimen/justice-language';
import { petitionLanguage } from '@yimen/petition-language';
import { unionLanguage } from '@yimen/union-language';
import { arrearsView } from './arrears/arrears.view.ts';
import { deposit } from './deposit/deposit.ts';
import { handOverRules } from './hand-overs.ts';
import { matter } from './matter/matter.ts';
import { payment } from './payment/payment.ts';
import { recourseView } from './payment/recourse.view.ts';

export const departments = agency({
  speaks: departmentsLanguage,
  hears: [hrLanguage, petitionLanguage, jointCentreLanguage, unionLanguage, justiceLanguage, courtLanguage],
  deciders: [payment, deposit, matter],
  views: [arrearsView, recourseView, partiesView([CaseRegistered, CorrectionOrdered]), toldAgainView(comings)],
  handOvers: handOverRules,
});
