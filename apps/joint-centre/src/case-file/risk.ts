/** The level of risk by the table that the agencies agreed on, and within what time a conference is due. */
import type { RiskLevel } from '@yimen/joint-centre-language';
import type { Label } from '@yimen/kernel';
import { conferenceLevel, conferenceLevels, type Trigger } from '@yimen/law';

export interface Seen {
  readonly people: number;
  readonly fen: number;
  readonly petitions: number;
  readonly returns: number;
  readonly criminalTest: boolean;
}

export interface Risk {
  readonly level: RiskLevel;
  readonly convene: { readonly rule: string; readonly length: number } | null;
  readonly because: Label[];
}

/** From the lowest to the highest. */
export const levels: readonly RiskLevel[] = ['none', 'blue', 'yellow', 'orange', 'red'];
export const levelWords: Readonly<Record<RiskLevel, Label>> = {
  none: { zh: '无', en: 'None' },
  blue: { zh: '蓝色', en: 'Blue' },
  yellow: { zh: '黄色', en: 'Yellow' },
  orange: { zh: '橙色', en: 'Orange' },
  red: { zh: '红色', en: 'Red' },
};
export const isHigher = (one: RiskLevel, other: RiskLevel): boolean => levels.indexOf(one) > levels.indexOf(other);

/** Blue cases stand on the weekly list of the station and have no clock of their own. */
export function conveneWithin(level: RiskLevel, on?: string): Risk['convene'] {
  if (level === 'none' || level === 'blue') return null;
  const inForce = conferenceLevels.filter(({ from }) => !on || from <= on).at(-1) ?? conferenceLevels[0];
  const line = inForce?.lines.find((each) => each.level === level);
  return line ? { rule: line.convene.rule, length: line.convene.length } : null;
}

export function riskOf({ people, fen, petitions, returns, criminalTest }: Seen, on: string): Risk {
  const triggers: Trigger[] = [
    ...(returns >= 2 ? (['returnedTwice'] as const) : []),
    ...(criminalTest ? (['criminalTestMet'] as const) : []),
  ];
  const { level = 'none', because } = conferenceLevel({ headCount: people, fen, petitions, triggers }, on);
  return { level, convene: conveneWithin(level, on), because };
}
