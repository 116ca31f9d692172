import { arbitration } from './arbitration.ts';
import { court } from './court.ts';
import { enforcement } from './enforcement.ts';
import { injury } from './injury.ts';
import { inspection } from './inspection.ts';
import { justice } from './justice.ts';
import { local } from './local.ts';
import { petition } from './petition.ts';
import type { Rule } from './rule.ts';
import { union } from './union.ts';
import type { PlainDate } from '../day.ts';

/** The whole register, area by area, in the order in which a case meets them. */
export const rules: readonly Rule[] = [
  ...union,
  ...arbitration,
  ...inspection,
  ...injury,
  ...justice,
  ...court,
  ...enforcement,
  ...petition,
  ...local,
];

const byId = new Map(rules.map((rule) => [rule.id, rule]));

export function findRule(id: string): Rule | undefined {
  return byId.get(id);
}

/** The line as it read on the day: the version of a rule goes by the day of the facts. */
export function ruleOn(rule: Rule, on: PlainDate): Rule {
  return rule.older?.find((version) => on < version.effectiveUntil) ?? rule;
}

/** Lines of the same article with another length: what a clerk chooses between. */
export function variantsOf(id: string): readonly Rule[] {
  return rules.filter((rule) => rule.variantOf === id);
}
