/** When two cases look like one: the same worker claims the same of the same employer for months that overlap. */
import type { Label } from '@yimen/kernel';
import type { ClaimItem } from '@yimen/terms';

export interface Claim extends ClaimItem {
  readonly employer: string;
}

/** What each likeness is worth. All four make 0.96 and never 1, because two agencies look before anything is merged. */
const worth: readonly (readonly [fen: number, because: Label])[] = [
  [50, { zh: '同一劳动者（身份证号一致）', en: 'The same worker (one ID number)' }],
  [30, { zh: '同一用人单位（统一社会信用代码一致）', en: 'The same employer (one credit code)' }],
  [8, { zh: '同一类诉求', en: 'The same kind of claim' }],
  [8, { zh: '月份重叠', en: 'Overlapping months' }],
];

export const score = worth.reduce((total, [points]) => total + points, 0) / 100;
export const because: readonly Label[] = worth.map(([, words]) => words);

export const isAlike = (one: Claim, other: Claim): boolean =>
  one.person === other.person &&
  one.employer === other.employer &&
  one.kind === other.kind &&
  one.from <= other.to &&
  other.from <= one.to;

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
  const [a, b] = [one, other].map((id) => id.replaceAll('-', '').toLowerCase());
  const mixed = [...a!].map((digit, at) => (parseInt(digit, DIGITS) ^ parseInt(b![at]!, DIGITS)).toString(DIGITS));
  mixed[12] = '8';
  mixed[16] = ((parseInt(mixed[16]!, DIGITS) & 3) | 8).toString(DIGITS);
  const hex = mixed.join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
