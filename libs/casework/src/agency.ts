/**
 * The declaration of an agency: everything that exists in it, as values one can jump to. What is common to all agencies
 * (clocks, hand-overs, case identity) is added here, so that no agency repeats it.
 */
import type { AnyDecider, EventType, Label, Policy, View } from '@yimen/kernel';
import { sameCaseView } from './cases.ts';
import { noticesView } from './deadline-notices.ts';
import { deadlineView } from './deadline-rows.ts';
import { deadlineEvents } from './deadline.ts';
import { handOverEvents, type HandOverRules } from './handover-language.ts';
import { handOvers } from './handover.ts';
import { proceduresView } from './procedures.ts';

/** What an agency says in public (语言). What is not in here never leaves its house. */
export interface Language {
  readonly agency: string;
  readonly label: Label;
  readonly events: readonly EventType<any, any>[];
}

/** Declares a language; clocks and hand-overs are spoken by everybody. */
export const language = (agency: string, label: Label, events: readonly EventType<any, any>[]): Language => ({
  agency,
  label,
  events: [...events, ...deadlineEvents, ...handOverEvents],
});

export interface AgencySpec {
  readonly speaks: Language;
  readonly hears: readonly Language[];
  readonly deciders: readonly AnyDecider[];
  readonly policies?: readonly Policy[];
  readonly views?: readonly View[];
  readonly handOvers?: HandOverRules;
}

export interface Agency extends Required<Omit<AgencySpec, 'handOvers'>> {
  readonly name: string;
  readonly label: Label;
  readonly handOvers?: HandOverRules | undefined;
}

/** The types that another agency may say to this one: those of its language. */
export const wordsOf = ({ hears }: Pick<Agency, 'hears'>, from: string): ReadonlySet<string> =>
  new Set(hears.filter(({ agency: name }) => name === from).flatMap(({ events }) => events.map(({ type }) => type)));

/** Checks a declaration; a mistake names what to look at. */
export function agency(spec: AgencySpec): Agency {
  const { agency: name, label } = spec.speaks;
  const transfers = spec.handOvers ? handOvers(name, spec.handOvers) : { deciders: [], policies: [], views: [] };
  const deciders = [...spec.deciders, ...transfers.deciders];
  const made: Agency = {
    ...spec,
    name,
    label,
    deciders,
    policies: [...transfers.policies, ...(spec.policies ?? [])],
    views: [
      ...[deadlineView(name), noticesView, sameCaseView, proceduresView(name, deciders)],
      ...[...transfers.views, ...(spec.views ?? [])],
    ],
  };
  once(
    `${name}: decider`,
    made.deciders.map((decider) => decider.name),
  );
  once(
    `${name}: command`,
    made.deciders.flatMap((decider) => decider.commands.map(({ type }) => type)),
  );
  once(
    `${name}: view`,
    made.views.map((view) => view.name),
  );
  once(
    `${name}: policy`,
    made.policies.map((policy) => policy.name),
  );
  for (const decider of made.deciders) complete(name, decider);
  return made;
}

function complete(name: string, decider: AnyDecider): void {
  if (!decider.name.startsWith(`${name}.`)) throw new Error(`${decider.name} must be called ${name}.<procedure>`);
  for (const { type } of decider.commands)
    if (!decider.decide[type]) throw new Error(`${decider.name} lists ${type} but decides nothing for it`);
  for (const { type } of decider.events)
    if (!decider.evolve[type]) throw new Error(`${decider.name} lists ${type} but does not evolve by it`);
}

/** Every event name means one thing over all agencies; those that everybody speaks are counted once. */
export function checkLanguages(languages: readonly Language[]): void {
  const spoken = new Map<EventType<any, any>, string>();
  for (const { agency: name, events } of languages)
    for (const type of events) if (!spoken.has(type)) spoken.set(type, `${name} speaks ${type.type}`);
  once(
    'languages',
    [...spoken.keys()].map(({ type }) => type),
  );
}

function once(where: string, names: readonly string[]): void {
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice) throw new Error(`${where} ${twice} is declared twice`);
}
