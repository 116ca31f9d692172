/** Words of the figures. */
import type { Label } from '@yimen/kernel';
import type { Route } from '../money/claims.view.ts';

export const routeWords: Readonly<Record<Route, Label>> = {
  advance: { zh: '总包垫付', en: 'Advanced by the contractor' },
  deposit: { zh: '工资保证金', en: 'Wage deposit' },
  employer: { zh: '单位支付', en: 'Paid by the employer' },
  mediation: { zh: '调解履行', en: 'Paid under an agreement' },
  enforcement: { zh: '强制执行', en: 'Enforcement' },
};
