/** Whom the joint centre hears, and what they are called where it has to name one. */
import { courtLanguage } from '@yimen/court-language';
import { departmentsLanguage } from '@yimen/departments-language';
import { hrLanguage } from '@yimen/hr-language';
import { jointCentreLanguage } from '@yimen/joint-centre-language';
import { justiceLanguage } from '@yimen/justice-language';
import type { Label } from '@yimen/kernel';
import { petitionLanguage } from '@yimen/petition-language';
import { unionLanguage } from '@yimen/union-language';

export const neighbours = [
  ...[unionLanguage, hrLanguage, courtLanguage],
  ...[justiceLanguage, petitionLanguage, departmentsLanguage],
];

export const nameOf = (agency: string): Label =>
  [...neighbours, jointCentreLanguage].find((language) => language.agency === agency)?.label ?? {
    zh: agency,
    en: agency,
  };
