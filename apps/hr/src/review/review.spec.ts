import { describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters/memory';
import { town } from '@yimen/casework/testing';
import {
  ArbitrationReviewAccepted,
  ArbitrationReviewApplied,
  ArbitrationReviewDeclined,
  ArbitrationReviewExtended,
  ReviewDocumentIssued,
} from '@yimen/hr-language';
import { given, ID } from '@yimen/kernel/testing';
import { hr } from '../agency.ts';
import {
  AcceptArbitrationReview,
  ApplyArbitrationReview,
  DeclineArbitrationReview,
  ExtendArbitrationReview,
  IssueReviewDocument,
  review,
} from './review.ts';

const uuid = (n: number) => `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;
const [caseId, mediation, employer, item, another] = [1, 2, 3, 4, 5].map(uuid) as [
  string,
  string,
  string,
  string,
  string,
];
const parts = [{ item, fen: 900 }];
const agreement = { caseId, mediation, employer, parts, effectiveOn: '2026-02-24', confirmsLabourRelation: false };
const appliedOn = '2026-03-02';
const applied = ArbitrationReviewApplied({ ...agreement, appliedOn });
const handed = { ...agreement, handOver: ID, appliedOn: '2026-03-20', confirmsLabourRelation: true };
const accepted = [applied, ArbitrationReviewAccepted({})];
const standing = (...rows: object[]) => ({ facts: { standing: rows, notices: [] } });
const free = standing();
const confirmed = standing({ body: 'court', stage: 'title', stream: `court.confirmation-${another}` });
const own = standing({ body: 'arbitration', stage: 'pending', stream: `hr.review-${ID}` });
const reviewed = standing({ body: 'arbitration', stage: 'title', stream: `hr.review-${another}` });

describe('an application for review', () => {
  it('counts as of its day, or of the day of the act', () => {
    given(review).when(ApplyArbitrationReview(agreement), free).then(applied);
    given(review)
      .when(ApplyArbitrationReview({ ...agreement, appliedOn: '2026-02-27' }), free)
      .then(ArbitrationReviewApplied({ ...agreement, appliedOn: '2026-02-27' }));
  });
  it.each([
    ['of an agreement that a court has confirmed', agreement, '2026-03-02', true, 'court-confirmed'],
    [
      'about the labour relation',
      { ...agreement, confirmsLabourRelation: true },
      '2026-03-02',
      false,
      'labour-relation',
    ],
    ['after fifteen days', agreement, '2026-03-12', false, 'too-late'],
    ['before the agreement', { ...agreement, effectiveOn: '2026-03-03' }, '2026-03-02', false, 'not-yet-effective'],
    ['of tomorrow', { ...agreement, appliedOn: '2026-03-03' }, '2026-03-02', false, 'not-yet-effective'],
  ])('%s is refused', (...[, data, day, isConfirmed, code]) =>
    given(review)
      .when(ApplyArbitrationReview(data), { at: `${day}T01:00:00.000Z`, ...(isConfirmed ? confirmed : free) })
      .refused(code),
  );
  it('is in time on the fifteenth day', () =>
    given(review)
      .when(ApplyArbitrationReview(agreement), { at: '2026-03-11T01:00:00.000Z', ...free })
      .then(ArbitrationReviewApplied({ ...agreement, appliedOn: '2026-03-11' })));
  it('is registered once', () =>
    given(review, applied).when(ApplyArbitrationReview(agreement), free).refused('already-applied'));
  it('that was handed over is registered; the decision to accept refuses it', () => {
    given(review).when(ApplyArbitrationReview(handed), confirmed).then(ArbitrationReviewApplied(handed));
    const accept = AcceptArbitrationReview({});
    const then = { at: '2026-03-20T01:00:00.000Z' };
    given(review, ArbitrationReviewApplied(handed))
      .when(accept, { ...then, ...confirmed })
      .refused('court-confirmed');
    given(review, ArbitrationReviewApplied(handed))
      .when(accept, { ...then, ...free })
      .refused('labour-relation');
    given(review, ArbitrationReviewApplied({ ...handed, confirmsLabourRelation: false }))
      .when(accept, { ...then, ...free })
      .refused('too-late');
  });
  it('names at least one part', () =>
    expect(() => ApplyArbitrationReview({ ...agreement, parts: [] })).toThrow(/parts/));
});

describe('the review', () => {
  it('is not accepted before it was applied for', () =>
    given(review, applied)
      .when(AcceptArbitrationReview({}), { at: '2026-03-01T01:00:00.000Z', ...free })
      .refused('before-application'));
  it('ends no earlier than it was applied for or accepted', () => {
    const early = { at: '2026-03-01T01:00:00.000Z' };
    const decline = DeclineArbitrationReview({ reason: 'unclear' });
    given(review, applied).when(decline, early).refused('before-last-act');
    given(review, ...accepted)
      .when(decline, early)
      .refused('before-last-act');
    given(review, ...accepted)
      .when(IssueReviewDocument({}), { ...early, ...own })
      .refused('before-last-act');
  });
  it('is accepted once', () => {
    given(review, applied).when(AcceptArbitrationReview({}), free).then(ArbitrationReviewAccepted({}));
    given(review, ...accepted)
      .when(AcceptArbitrationReview({}), free)
      .refused('not-applied');
    given(review).when(AcceptArbitrationReview({}), free).refused('not-applied');
  });
  it('ends in a document of what was agreed, neither more nor less', () => {
    given(review, ...accepted)
      .when(IssueReviewDocument({ parts: [{ item, fen: 800 }] } as never), own)
      .then(ReviewDocumentIssued({ parts }));
    given(review, applied).when(IssueReviewDocument({}), free).refused('not-under-review');
  });
  it('may be extended once, in time', () => {
    const extend = ExtendArbitrationReview({});
    const on = (day: string) => ({ at: `${day}T01:00:00.000Z` });
    given(review, ...accepted)
      .when(extend, on('2026-03-09'))
      .then(ArbitrationReviewExtended({}));
    given(review, ...accepted)
      .when(extend, on('2026-03-10'))
      .refused('not-extendable');
    given(review, ...accepted, ArbitrationReviewExtended({}))
      .when(extend)
      .refused('not-extendable');
    given(review, applied).when(extend).refused('not-under-review');
  });
  it('or is declined with a reason, once', () => {
    const why = { reason: 'unclear' as const };
    given(review, applied).when(DeclineArbitrationReview(why)).then(ArbitrationReviewDeclined(why));
    given(review, ...accepted)
      .when(DeclineArbitrationReview(why))
      .then(ArbitrationReviewDeclined(why));
    given(review, ...accepted, ReviewDocumentIssued({ parts }))
      .when(DeclineArbitrationReview(why))
      .refused('not-under-review');
    given(review).when(DeclineArbitrationReview(why)).refused('not-under-review');
    const grounds = (['falseEvidence', 'other'] as const).map((reason) => DeclineArbitrationReview({ reason }).data);
    expect(grounds).toEqual([{ reason: 'falseEvidence' }, { reason: 'other' }]);
  });
  it.each([
    ['a court has confirmed the agreement', confirmed, 'court-confirmed'],
    ['another review has these claims', reviewed, 'reviewed-elsewhere'],
  ])('is neither begun nor ended where %s', (_, facts, code) => {
    given(review).when(ApplyArbitrationReview(agreement), facts).refused(code);
    given(review, applied).when(AcceptArbitrationReview({}), facts).refused(code);
    given(review, ...accepted)
      .when(IssueReviewDocument({}), facts)
      .refused(code);
  });
  it('goes on where another review was only applied for, or a court has not decided yet', () => {
    const waiting = standing(
      { body: 'arbitration', stage: 'applied', stream: `hr.review-${another}` },
      { body: 'court', stage: 'pending', stream: `court.confirmation-${another}` },
    );
    given(review, applied).when(AcceptArbitrationReview({}), waiting).then(ArbitrationReviewAccepted({}));
  });
  it('looks up what stands on its claims', async () => {
    const rows = ['arbitration', 'court'].map((body) => ({
      stream: body,
      caseId,
      body,
      stage: 'title',
      items: [item],
    }));
    const look = memoryRows(...rows.map((data) => ['claims-elsewhere', { key: data.stream, caseId, data }] as const), [
      'claims-elsewhere',
      { key: 's', caseId, data: { ...rows[1], items: [another] } },
    ]);
    const facts = { standing: rows, notices: [] };
    expect(await review.facts.ApplyArbitrationReview(agreement, look)).toEqual(facts);
    expect(await review.facts.AcceptArbitrationReview({}, look, given(review, applied).state)).toEqual(facts);
    expect(await review.facts.IssueReviewDocument({}, look, given(review, ...accepted).state)).toEqual(facts);
  });
  it('has nothing to look up before there is one', async () =>
    expect(await review.facts.AcceptArbitrationReview({}, memoryRows(), { status: 'none' })).toBeUndefined());
});

it.each([
  ['IssueReviewDocument', {}],
  ['DeclineArbitrationReview', { reason: 'unclear' }],
])('the five working days of a review are extended once by five and end with %s', async (command, data) => {
  const { tell, due, day } = town([hr], '2026-03-02');
  const ask = (name: string, input: object = {}) => tell({ agency: 'hr', command: name, id: ID, data: input });
  expect(await ask('ApplyArbitrationReview', agreement)).toBe('done');
  expect(await due('hr')).toEqual([]);
  expect(await ask('AcceptArbitrationReview')).toBe('done');
  expect(await due('hr')).toEqual(['arb-review-decide 2026-03-09 running']);
  await day('2026-03-09');
  expect(await ask('ExtendArbitrationReview')).toBe('done');
  expect(await due('hr')).toEqual(['arb-review-decide 2026-03-16 running']);
  await day('2026-03-16');
  expect(await ask(command, data)).toBe('done');
  expect(await due('hr')).toEqual(['arb-review-decide 2026-03-16 met']);
});

describe('the card', () => {
  const card = (...past: Parameters<typeof given>[1][]) => {
    const shown = review.show(given(review, ...past).state);
    return shown && [shown.status, shown.closed, shown.next.map(({ type }) => type).join(' ')];
  };

  it('offers what makes sense now', () => {
    expect(card()).toBeUndefined();
    expect(card(applied)).toEqual(['applied', false, 'AcceptArbitrationReview DeclineArbitrationReview']);
    expect(card(...accepted)).toEqual([
      'accepted',
      false,
      'IssueReviewDocument ExtendArbitrationReview DeclineArbitrationReview',
    ]);
    expect(card(...accepted, ReviewDocumentIssued({ parts }))).toEqual(['issued', true, '']);
  });
});
