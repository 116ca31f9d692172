/** Who is at fault when a day passes: decided rule by rule, so that a new line is decided too. */
import { describe, expect, it } from '@jest/globals';
import { rules, type Nature } from '../index.ts';

const of = (nature: Nature) => rules.filter((rule) => rule.nature === nature).map(({ id }) => id);

describe('the nature of a rule', () => {
  it('is a right where a party or an office may act until then, and no longer', () =>
    expect(of('right').toSorted()).toEqual(
      [
        ...['adm-sue', 'ael-apply', 'appeal', 'appeal-ruling', 'arb-answer', 'arb-limitation', 'arb-postpone'],
        ...['arb-resue', 'arb-review-apply', 'arb-setaside', 'arb-sue-final-worker', 'arb-sue-nonfinal', 'bl-object'],
        ...['crim-reconsider', 'enf-apply', 'enf-object-reconsider', 'enf-third-sue', 'inj-reappraise'],
        ...['insp-limitation', 'jc-apply', 'pet-object', 'pet-recheck-apply', 'pet-review-apply', 'po-nosuit'],
        ...['po-object', 'pres-enforce', 'pres-sue', 'recon-apply', 'retrial', 'suit-defence', 'union-injury-apply'],
        'unmerge-window',
      ].toSorted(),
    ));

  it('is an option where the day only opens what comes next', () =>
    expect(of('option').toSorted()).toEqual(
      [
        ...['arb-deemed-service', 'arb-entrusted-mediation', 'arb-fast-track', 'averted-watch', 'bl-term'],
        ...['district-mediation', 'enf-escalate', 'expert-mediation', 'in-mediate', 'in-mediate-simple'],
        ...['pre-choose', 'public-notice'],
        ...['inj-recheck', 'la-urgent', 'med-ent-finish', 'med-labour', 'med-newform', 'med-people'],
        ...['nego-response', 'po-undelivered', 'pre-mediate', 'rectify-period', 'town-mediation'],
      ].toSorted(),
    ));

  it('is an obligation where a party has to pay or act, and no office can', () =>
    expect(of('obligation').toSorted()).toEqual(
      [
        ...['ael-demand', 'agreed-payment', 'deposit-draw', 'deposit-refill', 'fast-perform', 'inj-employer-apply'],
        ...['order-pay', 'stage-cure'],
      ].toSorted(),
    ));

  it('is a duty wherever an article says that its lapse is a breach', () => {
    const breaches = rules.filter(({ expiry }) => /构成.*超期|逾期/.test(expiry.zh));
    expect(breaches.filter(({ nature }) => nature !== 'duty').map(({ id }) => id)).toEqual(['order-pay']);
    expect(breaches.length).toBeGreaterThan(30);
  });

  it('is never owed where the words say that a right is lost', () =>
    expect(
      rules.filter(
        ({ expiry, nature }) => /丧失|不再查处|抗辩/.test(expiry.zh) && ['duty', 'obligation'].includes(nature),
      ),
    ).toEqual([]));

  it('is the same for a line and its variants, unless the variant is another step', () => {
    const natureOf = new Map(rules.map(({ id, nature }) => [id, nature]));
    const other = rules.filter(({ variantOf, nature }) => variantOf && natureOf.get(variantOf) !== nature);
    expect(other.map(({ id }) => id)).toEqual(['crim-reconsider-decide', 'enf-object-reconsider', 'enf-third-sue']);
  });
});
