import { describe, expect, it } from '@jest/globals';
import { deadline, type DeadlineRequest } from '../index.ts';

type Row = readonly [story: string, rule: string, from: string, due: string, more?: Partial<DeadlineRequest>];

/** Every due date that the accepted stories name, with the weekday traps they were chosen for. */
const STORIES: readonly Row[] = [
  ['43 migrant workers: conference', 'conference-convene', '2025-09-08', '2025-09-11', { length: 3 }],
  ['43 migrant workers: hand-over to HR', 'handover-ack', '2025-09-09', '2025-09-10'],
  ['43 migrant workers: inspection', 'insp-accept', '2025-09-09', '2025-09-16'],
  ['43 migrant workers: aid', 'la-review', '2025-09-10', '2025-09-17'],
  ['43 migrant workers: lawyer', 'la-designate', '2025-09-12', '2025-09-15'],
  ['43 migrant workers: investigation', 'insp-investigate', '2025-09-12', '2025-12-11'],
  ['43 migrant workers: pay order', 'order-pay', '2025-09-15', '2025-09-25', { length: 10 }],
  ['43 migrant workers: listing', 'bl-decide', '2025-09-25', '2025-10-29'],
  ['43 migrant workers: objection', 'bl-object', '2025-09-26', '2025-10-10'],
  ['43 migrant workers: bank, Sunday to Saturday', 'deposit-draw', '2025-09-28', '2025-10-11'],
  ['43 migrant workers: refill', 'deposit-refill', '2025-10-10', '2025-10-23'],
  ['dismissal: limitation', 'arb-limitation', '2025-09-15', '2026-09-15'],
  ['dismissal: acceptance on a working Sunday', 'arb-accept', '2025-09-22', '2025-09-28'],
  ['dismissal: service', 'arb-serve', '2025-09-26', '2025-10-10'],
  ['dismissal: tribunal', 'arb-tribunal', '2025-09-26', '2025-10-10'],
  ['dismissal: award', 'arb-award', '2025-09-26', '2025-11-10'],
  ['dismissal: answer', 'arb-answer', '2025-10-09', '2025-10-22'],
  ['dismissal: copy of the answer', 'arb-answer-copy', '2025-10-20', '2025-10-27'],
  ['dismissal: hearing notice', 'arb-hearing-notice', '2025-10-30', '2025-10-23'],
  ['dismissal: postponement', 'arb-postpone', '2025-10-30', '2025-10-27'],
  ['dismissal: suit, non-final', 'arb-sue-nonfinal', '2025-11-10', '2025-11-25'],
  ['dismissal: suit, final', 'arb-sue-final-worker', '2025-11-10', '2025-11-25'],
  ['dismissal: set-aside', 'arb-setaside', '2025-11-10', '2025-12-10'],
  ['courier: mediation', 'med-newform', '2026-03-02', '2026-03-17'],
  ['courier: arbitration review', 'arb-review-apply', '2026-03-25', '2026-04-09'],
  ['courier: confirmation', 'jc-apply', '2026-03-25', '2026-04-24'],
  ['courier: ruling rolls over Labour Day', 'jc-decide', '2026-04-02', '2026-05-06'],
  ['wrong unit: routing', 'pet-route', '2025-11-03', '2025-11-18'],
  ['wrong unit: objection', 'pet-object', '2025-11-10', '2025-11-17'],
  ['wrong unit: first notice', 'pet-notify', '2025-11-10', '2025-11-25'],
  ['wrong unit: second notice', 'pet-notify', '2025-11-17', '2025-12-02'],
  ['wrong unit: inspection', 'insp-accept', '2025-11-21', '2025-11-28'],
  ['wrong unit: investigation over Spring Festival', 'insp-investigate', '2025-11-25', '2026-02-25'],
  ['wrong unit: pay order', 'order-pay', '2025-12-19', '2025-12-29', { length: 10 }],
  ['broken agreement: mediation', 'med-labour', '2025-04-01', '2025-04-16'],
  ['broken agreement: review', 'arb-review-apply', '2025-04-07', '2025-04-22'],
  ['broken agreement: confirmation', 'jc-apply', '2025-04-07', '2025-05-07'],
  ['broken agreement: ruling of 15 days', 'jc-decide-people', '2025-04-15', '2025-04-30'],
  ['broken agreement: ruling by its length', 'jc-decide', '2025-04-15', '2025-04-30', { length: 15 }],
  ['broken agreement: instalment', 'agreed-payment', '2025-04-07', '2025-05-31', { dueOn: '2025-05-31' }],
  ['broken agreement: limitation of enforcement', 'enf-apply', '2025-06-30', '2027-06-30'],
  ['broken agreement: notice', 'enf-notice', '2025-06-03', '2025-06-13'],
  ['broken agreement: upper court', 'enf-escalate', '2025-06-03', '2025-12-03'],
  ['health check: rectification rolls off a Sunday', 'rectify-period', '2025-03-26', '2025-05-26'],
  ['health check: reply', 'sup-opinion-reply', '2025-05-30', '2025-06-23'],
  ['health check: recommendation', 'sup-recommend-file', '2025-06-24', '2025-07-01'],
  ['health check: investigation', 'insp-investigate', '2025-06-30', '2025-09-22'],
  ['subcontractor: cure', 'stage-cure', '2025-11-06', '2025-11-11'],
  ['averted dispute: watch', 'averted-watch', '2026-01-14', '2026-07-13'],
  ['two doors: routing', 'pet-route', '2026-05-11', '2026-05-26'],
  ['two doors: limitation', 'arb-limitation', '2026-05-12', '2027-05-12'],
  ['two doors: notice', 'pet-notify', '2026-05-13', '2026-05-28'],
];

/** The tests of the rules of counting, each with the trap in its name. */
const COUNTING: readonly Row[] = [
  ['P1 five working days end on a make-up Sunday', 'arb-accept', '2025-09-22', '2025-09-28'],
  ['P3 ten working days over Spring Festival', 'arb-answer', '2025-01-22', '2025-02-11'],
  ['P3 ten working days over National Day', 'arb-answer', '2024-09-27', '2024-10-16'],
  ['P4 fifteen days end in the holiday', 'med-labour', '2025-09-16', '2025-10-09'],
  ['P7 six months end at the month end, a make-up Saturday', 'trial-ordinary', '2025-08-31', '2026-02-28'],
  ['P8 a year from the leap day', 'arb-limitation', '2024-02-29', '2025-02-28'],
  ['P8 a year that ends in the holiday', 'arb-limitation', '2025-10-05', '2026-10-08'],
  ['P9 five working days before the hearing', 'arb-hearing-notice', '2025-10-30', '2025-10-23'],
  ['P11 a year that ends on a Sunday', 'arb-limitation', '2025-05-31', '2026-06-01'],
];

describe('due dates of the stories', () => {
  it.each(STORIES)('%s: %s from %s is due on %s', (...[, rule, from, due, more]) => {
    expect(deadline({ rule, acts: [{ kind: 'start', on: from }], ...more }).due).toBe(due);
  });
});

describe('counting periods', () => {
  it.each(COUNTING)('%s: %s from %s is due on %s', (...[, rule, from, due]) => {
    expect(deadline({ rule, acts: [{ kind: 'start', on: from }] }).due).toBe(due);
  });
});

describe('extensions in the stories', () => {
  it('knows the last day an extension can reach before there is one', () => {
    const latest = (rule: string, on: string) => deadline({ rule, acts: [{ kind: 'start', on }] }).latest;
    expect(latest('insp-investigate', '2025-09-12')).toBe('2026-01-23');
    expect(latest('bl-decide', '2025-09-25')).toBe('2025-11-26');
    expect(latest('arb-award', '2025-09-26')).toBe('2025-11-25');
    expect(latest('med-newform', '2026-03-02')).toBe('2026-04-01');
    expect(latest('pet-notify', '2025-11-10')).toBeUndefined();
  });

  it('extends the mediation of the courier once, and not twice', () => {
    const acts = [
      { kind: 'start', on: '2026-03-02' },
      { kind: 'extend', on: '2026-03-16' },
    ] as const;
    expect(deadline({ rule: 'med-newform', acts })).toMatchObject({ due: '2026-04-01', latest: '2026-04-01' });
    const again = [...acts, { kind: 'extend', on: '2026-03-30' }] as const;
    expect(() => deadline({ rule: 'med-newform', acts: again })).toThrow(
      expect.objectContaining({ code: 'extended-already' }),
    );
  });

  it('restarts the limitation with each interruption (P10)', () => {
    const acts = [
      { kind: 'start', on: '2025-03-10' },
      { kind: 'restart', on: '2025-09-01' },
      { kind: 'restart', on: '2026-01-15' },
    ] as const;
    expect([1, 2, 3].map((n) => deadline({ rule: 'arb-limitation', acts: acts.slice(0, n) }).due)).toEqual([
      '2026-03-10',
      '2026-09-01',
      '2027-01-15',
    ]);
  });

  it('convenes a red conference within 24 hours', () => {
    const acts = [{ kind: 'start', on: '2025-12-01', at: '2025-12-01T10:00:00+08:00' }] as const;
    const answer = deadline({ rule: 'conference-convene-red', length: 24, acts });
    expect(answer).toMatchObject({ due: '2025-12-02', dueAt: '2025-12-02T10:00:00+08:00', status: 'running' });
  });

  it('cancels the notice of the wrong unit', () => {
    const acts = [
      { kind: 'start', on: '2025-11-10' },
      { kind: 'cancel', on: '2025-11-17' },
    ] as const;
    expect(deadline({ rule: 'pet-notify', acts, today: '2026-01-01' }).status).toBe('cancelled');
  });
});
