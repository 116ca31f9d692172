import { describe, expect, it } from '@jest/globals';
import {
  CaseClosed,
  CaseRegistered,
  CaseReopened,
  ClaimsJoined,
  DoorJoined,
  LimitationInterrupted,
  RiskAssessed,
} from '@yimen/joint-centre-language';
import type { Happened } from '@yimen/kernel';
import { given, ID } from '@yimen/kernel/testing';
import { caseFile } from './case-file.ts';
import * as ask from './commands.ts';
import {
  CaseAbsorbed,
  CaseMergedAway,
  CaseReleased,
  ConferenceNoted,
  DoorOpened,
  HearingDeferred,
  ProcedureEnded,
  ProcedureJoined,
  type Door,
} from './inside.ts';

const id = (n: number) => `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;
const [worker, employer] = [id(1), id(2)];
const wages = { id: id(10), person: worker, kind: 'wages' as const, from: '2025-06', to: '2025-08', fen: 1_800_000 };
const overtime = { ...wages, id: id(11), kind: 'overtime' as const, fen: 60_000 };

const door: Door = {
  caseId: ID,
  procedure: `union.dossier-${id(20)}`,
  agency: 'union',
  door: 'window',
  employer,
  liable: [],
  claimItems: [wages],
  on: '2025-09-08',
  because: '立案卷',
};
const { procedure, because: _, ...told } = door;
const registered = CaseRegistered({ ...told, number: '云岚〔2025〕0001号', same: {} });
const joined = ProcedureJoined({ procedure, agency: 'union' });
const open = [DoorOpened(door), registered, joined];
const complaint = {
  ...door,
  procedure: `hr.inspection-${id(21)}`,
  agency: 'hr',
  door: 'referral' as const,
  on: '2025-09-09',
  because: '投诉举报登记',
};
const interrupted = LimitationInterrupted({ on: '2025-09-09', because: '投诉举报登记' });
const at = '2025-09-15T01:00:00.000Z';
const of = (...past: readonly Happened[]) => given(caseFile, ...open, ...past);

describe('a case', () => {
  it('keeps its first door until it has a number, and is then registered under it', () => {
    given(caseFile).when(ask.OpenDoor(door)).then(DoorOpened(door));
    given(caseFile, DoorOpened(door))
      .when(ask.NumberCase({ number: '云岚〔2025〕0001号' }))
      .then(registered, joined);
  });

  it('keeps what is heard before the number is there, and takes it up in order', () => {
    const lapse = ask.EndProcedure({ procedure, outcome: 'closedPaid', hold: false });
    const early = given(caseFile, DoorOpened(door)).when(ask.OpenDoor(complaint));
    early.then(HearingDeferred({ type: 'OpenDoor', data: ask.OpenDoor(complaint).data }));
    const heard = [ask.OpenDoor(complaint), lapse, ask.OpenDoor(door)];
    given(caseFile, DoorOpened(door), ...heard.map(({ type, data }) => HearingDeferred({ type, data })))
      .when(ask.NumberCase({ number: '云岚〔2025〕0001号' }))
      .then(
        registered,
        joined,
        ProcedureJoined({ procedure: complaint.procedure, agency: 'hr' }),
        DoorJoined({ agency: 'hr', door: 'referral', claimItems: [], same: {}, on: '2025-09-09' }),
        interrupted,
        ProcedureEnded({ procedure, outcome: 'closedPaid' }),
      );
  });

  it('is numbered once', () =>
    of()
      .when(ask.NumberCase({ number: 'x' }))
      .refused('already-numbered'));

  it('keeps also what names it before its first door, and takes it up as of its own day', () => {
    const act = ask.NoteInterruption({ on: '2025-09-12', because: '总包垫付工资', caseId: ID });
    const early = given(caseFile).when(act);
    early.then(HearingDeferred(act));
    expect(caseFile.show(given(caseFile, ...early.events).state)).toBeUndefined();
    given(caseFile, ...early.events)
      .when(ask.CloseCase({ outcome: 'withdrawn' }))
      .refused('no-such-case');
    given(caseFile, ...early.events, DoorOpened(door))
      .when(ask.NumberCase({ number: '云岚〔2025〕0001号' }), { at: '2025-09-08T02:00:00.000Z' })
      .then(registered, joined, LimitationInterrupted({ on: '2025-09-12', because: '总包垫付工资' }));
  });

  it('says nothing of what concerns no case', () => {
    given(caseFile)
      .when(ask.InterruptLimitation({ on: '2025-09-01', because: '付款' }))
      .then();
    given(caseFile)
      .when(ask.CloseCase({ outcome: 'withdrawn' }))
      .refused('no-such-case');
  });
});

describe('a further door', () => {
  it('joins, interrupts limitation, and brings only claims that are new', () =>
    of()
      .when(ask.OpenDoor({ ...complaint, claimItems: [wages, overtime] }))
      .then(
        ProcedureJoined({ procedure: complaint.procedure, agency: 'hr' }),
        DoorJoined({ agency: 'hr', door: 'referral', claimItems: [overtime], same: {}, on: '2025-09-09' }),
        interrupted,
      ));

  it.each([
    ['a smaller', wages.fen - 1, 0],
    ['the same', wages.fen, 0],
    ['a larger', wages.fen + 1, 1],
  ])('knows the same claim under another id with %s sum, of which the larger counts', (_, fen, told) => {
    const again = { ...wages, id: id(12), fen };
    of()
      .when(ask.OpenDoor({ ...complaint, claimItems: [again] }))
      .then(
        ProcedureJoined({ procedure: complaint.procedure, agency: 'hr' }),
        DoorJoined({
          ...{ agency: 'hr', door: 'referral', same: { [id(12)]: wages.id }, on: '2025-09-09' },
          claimItems: [again].slice(0, told),
        }),
        interrupted,
      );
  });

  it('is no new door where the agency has one, and counts as a referral where it only carries on', () => {
    const mediation = { ...door, procedure: `union.mediation-${id(22)}`, joinedAs: 'referral' as const };
    of()
      .when(ask.OpenDoor(mediation))
      .then(ProcedureJoined({ procedure: mediation.procedure, agency: 'union' }));
    of()
      .when(ask.OpenDoor({ ...mediation, agency: 'justice', claimItems: [overtime] }))
      .then(
        ProcedureJoined({ procedure: mediation.procedure, agency: 'justice' }),
        DoorJoined({ agency: 'justice', door: 'referral', claimItems: [overtime], same: {}, on: '2025-09-08' }),
      );
  });

  it('is heard once', () => of().when(ask.OpenDoor(door)).refused('already-so'));

  it('may be told more claims later', () => {
    const { agency, claimItems, on, because } = door;
    const at = { procedure, agency, door: door.door, claimItems, on, because };
    const later = { ...at, on: '2025-09-10', because: '补充请求', claimItems: [overtime] };
    of()
      .when(ask.JoinClaims(later))
      .then(
        ClaimsJoined({ agency: 'union', claimItems: [overtime], same: {}, on: '2025-09-10' }),
        LimitationInterrupted({ on: '2025-09-10', because: '补充请求' }),
      );
    of()
      .when(ask.JoinClaims({ ...at, claimItems: [wages] }))
      .refused('already-so');
  });
});

describe('the end of a case', () => {
  const enforcement = `court.enforcement-${id(30)}`;
  const end = (which: string, outcome?: 'closedPaid' | 'otherRoute', hold = false) =>
    ask.EndProcedure({ procedure: which, hold, ...(outcome ? { outcome } : {}) });

  it('comes with the last procedure, by the best of the outcomes', () => {
    of(ProcedureJoined({ procedure: enforcement, agency: 'court' }))
      .when(end(procedure, 'otherRoute'))
      .then(ProcedureEnded({ procedure, outcome: 'otherRoute' }));
    of(
      ProcedureJoined({ procedure: enforcement, agency: 'court' }),
      ProcedureEnded({ procedure, outcome: 'closedUnpaid' }),
    )
      .when(end(enforcement, 'closedPaid'))
      .then(ProcedureEnded({ procedure: enforcement, outcome: 'closedPaid' }), CaseClosed({ outcome: 'closedPaid' }));
  });

  it('does not come where nothing was settled, nor while a merged case is under way', () => {
    of().when(end(procedure)).then(ProcedureEnded({ procedure }));
    of()
      .when(end(procedure, 'closedPaid', true))
      .then(ProcedureEnded({ procedure, outcome: 'closedPaid' }));
    of(ProcedureEnded({ procedure, outcome: 'closedPaid' }))
      .when(ask.CloseIdleCase({ outcome: 'otherRoute' }))
      .then(CaseClosed({ outcome: 'closedPaid' }));
  });

  it('is noted once, and only of procedures of the case', () => {
    of(ProcedureEnded({ procedure, outcome: 'closedPaid' }))
      .when(end(procedure))
      .refused('already-so');
    of().when(end(enforcement, 'closedPaid')).refused('already-elsewhere');
    const over = CaseClosed({ outcome: 'withdrawn' });
    for (const past of [[], [over], [ProcedureEnded({ procedure }), over]])
      of(...past)
        .when(ask.CloseIdleCase({ outcome: 'closedPaid' }))
        .refused('already-so');
  });

  it('is told by an agency under the id of the procedure, in whichever of its streams', () => {
    const mediation = `justice.mediation-${id(25)}`;
    const joins = ProcedureJoined({ procedure: mediation, agency: 'justice' });
    const over = ProcedureEnded({ procedure });
    of(over, joins)
      .when(end(`justice.performance-${id(25)}`, 'closedPaid'))
      .then(ProcedureEnded({ procedure: mediation, outcome: 'closedPaid' }), CaseClosed({ outcome: 'closedPaid' }));
    of(joins)
      .when(end(`court.enforcement-${id(25)}`, 'closedPaid'))
      .refused('already-elsewhere');
  });

  it('is offered to the coordinator, and may be said by him, once nothing is under way', () => {
    const offered = (...events: Happened[]) => caseFile.show(of(...events).state)?.next;
    expect(offered()).not.toContain(ask.CloseCase);
    expect(offered(ProcedureEnded({ procedure }))).toContain(ask.CloseCase);
    of()
      .when(ask.CloseCase({ outcome: 'withdrawn' }))
      .refused('procedures-under-way');
    of(ProcedureEnded({ procedure }))
      .when(ask.CloseCase({ outcome: 'closedUnpaid' }))
      .then(CaseClosed({ outcome: 'closedUnpaid' }));
    of(CaseClosed({ outcome: 'withdrawn' }))
      .when(ask.CloseCase({ outcome: 'withdrawn' }))
      .refused('case-closed');
  });

  it('is not the end where somebody comes in again', () => {
    const { state } = of(
      ProcedureEnded({ procedure, outcome: 'closedPaid' }),
      CaseClosed({ outcome: 'closedPaid' }),
      ProcedureJoined({ procedure: enforcement, agency: 'court' }),
    );
    expect(caseFile.show(state)).toMatchObject({ status: 'open', closed: false });
  });

  it('settles nothing of what is claimed later', () => {
    const petition = { ...complaint, procedure: `petition.petition-${id(23)}`, agency: 'petition' };
    const over = [ProcedureEnded({ procedure, outcome: 'closedPaid' }), CaseClosed({ outcome: 'closedPaid' })];
    const after = (claimItems: Door['claimItems']) => {
      const again = of(...over).when(ask.OpenDoor({ ...petition, claimItems })).events;
      return of(...over, ...again)
        .when(end(petition.procedure))
        .events.map(({ type }) => type);
    };
    expect(after([wages])).toEqual(['ProcedureEnded', 'CaseClosed']);
    expect(after([overtime])).toEqual(['ProcedureEnded']);
  });

  it('is taken back in public where an agency works on it again, by a door or without', () => {
    const over = [ProcedureEnded({ procedure, outcome: 'closedPaid' }), CaseClosed({ outcome: 'closedPaid' })];
    const joins = ProcedureJoined({ procedure: enforcement, agency: 'court' });
    const again = given(caseFile, ...open, ...over).when(
      ask.JoinProcedure({ procedure: enforcement, agency: 'court' }),
    );
    again.then(joins, CaseReopened({}));
    const mediation = { ...door, procedure: `union.mediation-${id(22)}`, joinedAs: 'referral' as const };
    of(...over)
      .when(ask.OpenDoor(mediation))
      .then(ProcedureJoined({ procedure: mediation.procedure, agency: 'union' }), CaseReopened({}));
    of(...over, ...again.events)
      .when(ask.RelevelCase({ level: 'blue', because: '重新评估' }), { at })
      .then(RiskAssessed({ level: 'blue', convene: null, because: [{ zh: '重新评估', en: '重新评估' }] }));
    const told = of(...over).when(ask.OpenDoor({ ...complaint, claimItems: [overtime] })).events;
    expect(told.map(({ type }) => type)).toEqual(['ProcedureJoined', 'DoorJoined', 'LimitationInterrupted']);
  });

  it('waits for enforcement, which is no door', () => {
    const joins = ask.JoinProcedure({ procedure: enforcement, agency: 'court' });
    of()
      .when(joins)
      .then(ProcedureJoined({ procedure: enforcement, agency: 'court' }));
    const isIn = ProcedureJoined({ procedure: enforcement, agency: 'court' });
    of(isIn).when(joins).refused('already-so');
    of(isIn, ProcedureEnded({ procedure: enforcement }))
      .when(joins)
      .then(isIn);
  });
});

describe('limitation', () => {
  it('starts anew with a later act only, and never with one of tomorrow', () => {
    const act = (on: string) => ask.InterruptLimitation({ on, because: '书面催讨' });
    of()
      .when(act('2025-09-10'), { at })
      .then(LimitationInterrupted({ on: '2025-09-10', because: '书面催讨' }));
    of().when(act('2025-09-08'), { at }).refused('already-interrupted');
    of().when(act('2025-09-16'), { at }).refused('in-future');
    of(CaseClosed({ outcome: 'closedPaid' }))
      .when(act('2025-09-10'), { at })
      .refused('already-closed');
  });
});

describe('risk', () => {
  const seen = { people: 43, fen: 78_450_000, petitions: 0, returns: 0, criminalTest: false };

  it('is assessed by the table, and heard facts only raise it', () => {
    const orange = of().when(ask.AssessRisk(seen), { at });
    expect(orange.decision).toMatchObject([
      { data: { level: 'orange', convene: { rule: 'conference-convene', length: 3 } } },
    ]);
    of(RiskAssessed({ level: 'orange', convene: null, because: [] }))
      .when(ask.AssessRisk({ ...seen, people: 10 }), { at })
      .refused('already-so');
  });

  it('is assessed anew where the case is back, up or down, and nothing is said where there is none', () => {
    const over = [CaseClosed({ outcome: 'closedPaid' }), CaseReopened({})];
    const orange = RiskAssessed({ level: 'orange', convene: null, because: [] });
    const levelOf = (assessed: Partial<typeof seen>, ...past: readonly Happened[]) =>
      of(...past)
        .when(ask.AssessRisk({ ...seen, ...assessed }), { at })
        .events.map(({ data }) => data);
    expect(levelOf({}, orange, ...over)).toMatchObject([{ level: 'orange', convene: { length: 3 } }]);
    expect(levelOf({ people: 10, fen: 1 }, orange, ...over)).toMatchObject([{ level: 'yellow' }]);
    expect(levelOf({ people: 1, fen: 1 }, ...over)).toEqual([]);
    const more = ClaimsJoined({ agency: 'union', claimItems: [overtime], same: {}, on: '2025-09-09' });
    expect(levelOf({}, orange, more)).toEqual([]);
  });

  it('has no clock at blue, one day at red, and yellow for a second return', () => {
    const level = (changed: object) => of().when(ask.AssessRisk({ ...seen, people: 1, fen: 1, ...changed }), { at });
    expect(level({ petitions: 1 }).decision).toMatchObject([{ data: { level: 'blue', convene: null } }]);
    expect(level({ returns: 2 }).decision).toMatchObject([{ data: { level: 'yellow' } }]);
    expect(level({ criminalTest: true }).decision).toMatchObject([{ data: { level: 'yellow' } }]);
    expect(level({ people: 126 }).decision).toMatchObject([
      { data: { level: 'red', convene: { rule: 'conference-convene-red', length: 24 } } },
    ]);
  });

  it('is lowered by the coordinator, with a reason', () => {
    const lower = ask.RelevelCase({ level: 'none', because: '已付清大部分' });
    of(RiskAssessed({ level: 'blue', convene: null, because: [] }))
      .when(lower, { at })
      .then(RiskAssessed({ level: 'none', convene: null, because: [{ zh: '已付清大部分', en: '已付清大部分' }] }));
    of().when(lower, { at }).refused('already-level');
    of(CaseClosed({ outcome: 'withdrawn' }))
      .when(lower, { at })
      .refused('case-closed');
  });
});

describe('what happens around a case', () => {
  const merged = { survivor: ID, merged: id(40), latestAct: '2025-09-12' };

  it('is noted: a conference, a merge as survivor or as merged, its end', () => {
    of()
      .when(ask.NoteConference({ conference: id(50) }))
      .then(ConferenceNoted({ conference: id(50) }));
    of()
      .when(ask.NoteMerge(merged))
      .then(CaseAbsorbed({ merged: id(40) }), LimitationInterrupted({ on: '2025-09-12', because: '并案' }));
    const away = { ...merged, survivor: id(40), merged: ID };
    of()
      .when(ask.NoteMerge(away))
      .then(CaseMergedAway({ survivor: id(40) }), LimitationInterrupted({ on: '2025-09-12', because: '并案' }));
    of(CaseClosed({ outcome: 'withdrawn' }))
      .when(ask.NoteMerge(away))
      .then(CaseMergedAway({ survivor: id(40) }));
    of(CaseMergedAway({ survivor: id(40) }))
      .when(ask.NoteMerge(away))
      .refused('already-so');
    of()
      .when(ask.NoteUnmerge(merged))
      .then(CaseReleased({ other: id(40) }));
  });

  it('shows on its card', () => {
    const card = caseFile.show(of().state);
    expect(card).toMatchObject({ status: 'open', closed: false, next: [{}, {}] });
    expect(card?.facts.map(({ value }) => value)).toEqual(['云岚〔2025〕0001号', employer, 1, 1, 1_800_000, 'none']);
    expect(caseFile.show(of(CaseMergedAway({ survivor: id(40) })).state)).toMatchObject({ status: 'merged', next: [] });
    expect(caseFile.show(given(caseFile, DoorOpened(door)).state)?.status).toBe('waiting');
    expect(caseFile.show(given(caseFile).state)).toBeUndefined();
  });
});
