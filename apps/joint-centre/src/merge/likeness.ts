/** When two cases look like one: the same worker claims the same of the same employer for months that overlap. */
import type { Label } from '@yimen/kernel';
import type { ClaimItem } from '@yimen/terms';

export interface Claim extends ClaimItem {
  readonly employer: string;
}

interface Trait {
  /** Hundredths. */
  readonly worth: number;
  readonly words: Label;
  readonly holds: (one: Claim, other: Claim) => boolean;
}

/** All four make 0.96 and never 1, because two agencies look before anything is merged. */
const traits: readonly Trait[] = [
  {
    worth: 50,
    words: { zh: '同一劳动者（身份证号一致）', en: 'The same worker (one ID number)' },
    holds: (one, other) => one.person === other.person,
  },
  {
    worth: 30,
    words: { zh: '同一用人单位（统一社会信用代码一致）', en: 'The same employer (one credit code)' },
    holds: (one, other) => one.employer === other.employer,
  },
  {
    worth: 8,
    words: { zh: '同一类诉求', en: 'The same kind of claim' },
    holds: (one, other) => one.kind === other.kind,
  },
  {
    worth: 8,
    words: { zh: '月份重叠', en: 'Overlapping months' },
    holds: (one, other) => one.from <= other.to && other.from <= one.to,
  },
];

export const isAlike = (one: Claim, other: Claim): boolean => traits.every(({ holds }) => holds(one, other));

export interface Likeness {
  readonly score: number;
  readonly because: readonly Label[];
}

const like = (one: Claim, other: Claim): Likeness => {
  const held = traits.filter(({ holds }) => holds(one, other));
  return { score: held.reduce((total, { worth }) => total + worth, 0) / 100, because: held.map(({ words }) => words) };
};

/** How alike two cases are, by the two claims of one worker that are most alike; without one, by any two. */
export function likeness(some: readonly Claim[], others: readonly Claim[]): Likeness {
  const byWorker = Map.groupBy(others, ({ person }) => person);
  const pairs = some.flatMap((one) => (byWorker.get(one.person) ?? []).map((other) => [one, other] as const));
  const any = some.slice(0, 1).flatMap((one) => others.slice(0, 1).map((other) => [one, other] as const));
  return (pairs.length > 0 ? pairs : any)
    .map(([one, other]) => like(one, other))
    .reduce((best, next) => (next.score > best.score ? next : best), { score: 0, because: [] });
}

/** One claim told at two doors: also the months agree, so that its money counts once. Merged item → survivor's item. */
export function sameClaims(survivor: readonly Claim[], merged: readonly Claim[]): Record<string, string> {
  const key = ({ person, employer, kind, from, to }: Claim) => [person, employer, kind, from, to].join('/');
  const held = new Map(survivor.map((item) => [key(item), item.id]));
  const same: Record<string, string> = {};
  for (const item of merged) {
    const other = held.get(key(item));
    if (other && other !== item.id) same[item.id] = other;
  }
  return same;
}

const DIGITS = 16;

/** The id of the merge of two cases, the same whoever of them is named first, so that no pair is proposed twice. */
export function pairId(one: string, other: string): string {
  const [a = '', b = ''] = [one, other].map((id) => id.replaceAll('-', '').toLowerCase());
  const mixed = [...a].map((digit, at) => (parseInt(digit, DIGITS) ^ parseInt(b[at] ?? '0', DIGITS)).toString(DIGITS));
  mixed[12] = '8';
  mixed[16] = ((parseInt(mixed[16] ?? '0', DIGITS) & 3) | 8).toString(DIGITS);
  const hex = mixed.join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
