import { describe, expect, it } from '@jest/globals';
import { CasesMerged, CasesUnmerged, MergeApproved, MergeDeclined, MergeProposed } from '@yimen/joint-centre-language';
import { given, ID } from '@yimen/kernel/testing';
import { ApproveMerge, DeclineMerge, merge, ProposeMerge, RequestMerge, SettleMerge, UndoMerge } from './merge.ts';
import type { Standing } from './standing.ts';

const merged = ID.replace(/.$/, '2');
const words = { zh: '同一劳动者', en: 'The same worker' };
const pair = { survivor: ID, merged };
const data = { caseId: ID, ...pair, score: 0.96, because: [words], same: {}, agencies: ['petition', 'union'] };
const proposed = MergeProposed(data);
const facts: Standing = {
  apart: true,
  agencies: ['petition', 'union'],
  alike: { score: 0.96, because: [words] },
  same: { [ID.replace(/.$/, '4')]: ID.replace(/.$/, '3') },
  latestAct: '2026-05-12',
};
const approved = MergeApproved({ agency: 'union' });
const done = CasesMerged({ ...pair, same: facts.same, latestAct: '2026-05-12', reason: '同一劳动者' });
const approve = (agency: string) => ApproveMerge({ agency });
const undo = UndoMerge({ reason: '并非同一人' });

describe('a merge', () => {
  it('is proposed once for a pair', () => {
    given(merge).when(ProposeMerge(data)).then(proposed);
    given(merge, proposed).when(ProposeMerge(data)).refused('already-proposed');
  });

  it('may be asked for by hand, for two cases that stand apart', () => {
    const asked = RequestMerge({ ...pair, reason: '核实为同一人' });
    const because = [words, { zh: '核实为同一人', en: '核实为同一人' }];
    given(merge)
      .when(asked, { facts })
      .then(MergeProposed({ ...data, because, same: facts.same }));
    given(merge)
      .when(asked, { facts: { ...facts, apart: false } })
      .refused('not-apart');
    given(merge)
      .when(RequestMerge({ survivor: ID, merged: ID, reason: '同' }), { facts })
      .refused('not-apart');
    given(merge, proposed).when(asked, { facts }).refused('already-proposed');
  });

  it('takes effect when both doors have approved, by the claims as they then stand', () => {
    given(merge, proposed).when(approve('union'), { facts }).then(approved);
    given(merge, proposed, approved)
      .when(approve('petition'), { facts })
      .then(MergeApproved({ agency: 'petition' }), done);
  });

  it('takes one approval where both came in at one agency', () =>
    given(merge, MergeProposed({ ...data, agencies: ['union'] }))
      .when(approve('union'), { facts })
      .then(approved, done));

  it('does not take the approval of a stranger, nor a second one, nor of cases that have moved on', () => {
    const stranger = given(merge, proposed).when(approve('court'), { facts });
    stranger.refused('not-asked');
    expect(stranger.decision).toMatchObject({
      message: { zh: expect.stringMatching(/总工会.*信访局|信访局.*总工会/) },
    });
    given(merge, proposed, approved).when(approve('union'), { facts }).refused('already-approved');
    given(merge, proposed)
      .when(approve('union'), { facts: { ...facts, apart: false } })
      .refused('cases-moved-on');
    given(merge).when(approve('union'), { facts }).refused('not-proposed');
  });

  it('ends when a door declines', () => {
    const no = { agency: 'petition', reason: '并非同一人' };
    given(merge, proposed).when(DeclineMerge(no)).then(MergeDeclined(no));
    given(merge, proposed)
      .when(DeclineMerge({ ...no, agency: 'court' }))
      .refused('not-asked');
    given(merge, proposed, MergeDeclined(no)).when(approve('union'), { facts }).refused('not-proposed');
    given(merge).when(DeclineMerge(no)).refused('not-proposed');
  });

  it('is undone within thirty days and stands afterwards, with the reason', () => {
    // The merge is recorded on 2 March; the thirtieth day is 1 April.
    const past = [proposed, approved, done];
    given(merge, ...past)
      .when(undo, { at: '2026-04-01T01:00:00.000Z' })
      .then(CasesUnmerged({ ...pair, reason: '并非同一人' }));
    const late = given(merge, ...past).when(undo, { at: '2026-04-02T01:00:00.000Z' });
    late.refused('merge-stands');
    expect(late.decision).toMatchObject({ law: '案件合并约定', nextDoor: { en: 'A conference at the joint centre' } });
    const settled = given(merge, ...past).when(SettleMerge({})).decision as never[];
    given(merge, ...past, ...settled)
      .when(undo)
      .refused('merge-stands');
    const notices = [{ year: 2026, number: '（示例）', daysOff: ['2026-04-01'], makeUpDays: [] }];
    given(merge, ...past)
      .when(undo, { at: '2026-04-02T01:00:00.000Z', facts: notices })
      .then(CasesUnmerged({ ...pair, reason: '并非同一人' }));
    given(merge, proposed).when(undo).refused('not-merged');
    given(merge, ...past, CasesUnmerged({ ...pair, reason: 'x' }))
      .when(undo)
      .refused('not-merged');
  });

  it('settles nothing that is not merged', () => given(merge, proposed).when(SettleMerge({})).then());

  it('shows who has approved and what may be done', () => {
    const card = merge.show(given(merge, proposed, approved).state);
    expect(card).toMatchObject({ status: 'proposed', closed: false, next: [ApproveMerge, DeclineMerge] });
    expect(card?.facts.map(({ value }) => value)).toEqual(['0.96', 'petition、union', 'union']);
    expect(merge.show(given(merge).state)).toBeUndefined();
  });
});
