import { LawError } from '../law-error.ts';
import { rows, wholeWithin } from '../calculators/result.ts';
import { say, type Step } from '../step.ts';

/** One suggestion of a health check as it is found on the return visit (回访督查). */
export interface VisitItem {
  /** 1 to 3. */
  readonly weight: number;
  /** 0 nothing, 50 partly, 100 done and evidenced. */
  readonly score: number;
}

export interface VisitScore {
  /** One decimal, half up. */
  readonly score: number;
  readonly passed: boolean;
  /** Suggestions that are done. */
  readonly achieved: number;
  readonly steps: Step[];
}

const PASS_TENTHS = 800;

function checkedScore(score: unknown, index: number): number {
  if (score === 0 || score === 50 || score === 100) return score;
  throw new LawError('invalid-score', `items[${index}].score`, {
    zh: '每项得分只能是 0、50 或 100。',
    en: 'The score of an item is 0, 50 or 100.',
  });
}

/** Passed from 80.0 on, and only if every suggestion of weight 3 is done. Local practice. */
export function returnVisitScore(input: { readonly items: readonly VisitItem[] }): VisitScore {
  const items = rows(input.items, 'items').map((item, index) => ({
    weight: wholeWithin(item.weight, `items[${index}].weight`, { from: 1, to: 3 }),
    score: checkedScore(item.score, index),
  }));
  const weights = items.reduce((sum, item) => sum + item.weight, 0);
  if (weights === 0) {
    throw new LawError('no-items', 'items', { zh: '没有可评分的整改建议。', en: 'There is nothing to score.' });
  }
  const points = items.reduce((sum, item) => sum + item.weight * item.score, 0);
  const tenths = Math.floor((points * 20 + weights) / (weights * 2));
  const vital = items.filter((item) => item.weight === 3 && item.score < 100).length;
  const passed = tenths >= PASS_TENTHS && vital === 0;
  const score = tenths / 10;
  const shown = score.toFixed(1);
  const steps = [
    say(`${points} ÷ ${weights} = ${shown} 分（合格线 80.0）。`, `${points} ÷ ${weights} = ${shown} (80.0 passes).`),
    say(`权重 3 的建议未完成 ${vital} 项。`, `${vital} suggestions of weight 3 are not done.`),
    passed ? say('回访合格。', 'Passed.') : say('回访不合格。', 'Failed.'),
  ];
  return { score, passed, achieved: items.filter((item) => item.score === 100).length, steps };
}
