/** Whom insight hears, and what of it is worth telling: everything but the ticking of the clocks. */
import { deadlineEvents, passedEvents, type Language } from '@yimen/casework';
import { courtLanguage } from '@yimen/court-language';
import { departmentsLanguage } from '@yimen/departments-language';
import { hrLanguage } from '@yimen/hr-language';
import { jointCentreLanguage } from '@yimen/joint-centre-language';
import { justiceLanguage } from '@yimen/justice-language';
import type { EventType, Label } from '@yimen/kernel';
import { peopleLanguage } from '@yimen/people-language';
import { petitionLanguage } from '@yimen/petition-language';
import { unionLanguage } from '@yimen/union-language';

/** Those that work on cases. */
export const agencies: readonly Language[] = [
  ...[jointCentreLanguage, unionLanguage, hrLanguage, courtLanguage],
  ...[justiceLanguage, petitionLanguage, departmentsLanguage],
];
export const languages: readonly Language[] = [...agencies, peopleLanguage];

/** That a day has passed: of a duty, of a right. */
export const passed: ReadonlySet<EventType<any, any>> = new Set<EventType<any, any>>(passedEvents);
const ticking: ReadonlySet<EventType<any, any>> = new Set(deadlineEvents.filter((type) => !passed.has(type)));

/** Each event that can be told of a case, once, whoever says it. */
export const tellable: readonly EventType<any, any>[] = [...new Set(languages.flatMap(({ events }) => events))].filter(
  (type) => !ticking.has(type),
);

export const labelOf = (agency: string): Label =>
  languages.find((language) => language.agency === agency)?.label ?? { zh: agency, en: agency };
