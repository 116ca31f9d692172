import { describe, expect, it } from '@jest/globals';
import { given, uuid } from '@yimen/kernel/testing';
import {
  DuplicatePetitionRefused,
  PetitionChanneled,
  PetitionClosed,
  PetitionRecalled,
  PetitionReceiptNotified,
  PetitionRegistered,
  PetitionResultNoted,
  PetitionTransferred,
  RoutingObjected,
} from '@yimen/petition-language';
import type { ClaimItem } from '@yimen/terms';
import {
  ClosePetition,
  NotePetitionReceived,
  NotePetitionResult,
  NoteRoutingObjected,
  NoteRoutingWithdrawn,
  petition,
  RefuseDuplicatePetition,
  RegisterPetition,
  RoutePetition,
  UpholdObjection,
} from './petition.ts';

const [caseId, person, employer, item] = [uuid(1), uuid(2), uuid(3), uuid(4)];
const [first, second, other] = [uuid(5), uuid(6), uuid(7)];
const claim: ClaimItem = { id: item, person, kind: 'overtime', from: '2025-07', to: '2025-09', fen: 1_260_000 };
const asking = { caseId, door: 'online' as const, level: 'district' as const, employer, claimItems: [claim] };
const registered = PetitionRegistered(asking);
const wrong = { handOver: first, to: 'departments' as const, unit: 'housing', reason: '涉及施工单位' };
const sent = PetitionTransferred(wrong);
const objected = RoutingObjected({ reason: 'notOurPower' });
const again = { handOver: second, to: 'hr' as const, reason: '拖欠加班费' };
const sentAgain = PetitionTransferred(again);
const corrected = [registered, sent, objected, PetitionRecalled({}), sentAgain];
/** The day on which everything is said that has no other. */
const registeredOn = '2026-03-02';
const accepted = [registered, sent, PetitionReceiptNotified({})];
const channelled = [...accepted, PetitionChanneled({ channel: 'inspection' })];

describe('a petition', () => {
  it('is registered once', () => {
    given(petition).when(RegisterPetition(asking)).then(registered);
    given(petition, registered).when(RegisterPetition(asking)).refused('already-registered');
    expect(() => RegisterPetition({ ...asking, level: 'national' as never })).toThrow(/level/);
  });

  it('counts a claim once that is told twice', () =>
    given(petition)
      .when(RegisterPetition({ ...asking, claimItems: [claim, { ...claim, id: other }] }))
      .then(registered));

  it('is routed once, and to nobody who would not take it', () => {
    given(petition, registered).when(RoutePetition(wrong)).then(sent);
    for (const to of ['petition', 'court'] as const) {
      // @ts-expect-error -- neither is one of the takers
      expect(() => RoutePetition({ ...wrong, to })).toThrow(/"to"/);
    }
    given(petition, registered, sent).when(RoutePetition(wrong)).refused('not-to-route');
    given(petition).when(RoutePetition(wrong)).refused('not-to-route');
    expect(() => RoutePetition({ ...wrong, reason: '' })).toThrow(/reason/);
  });
});

describe('an act of the office', () => {
  it('lies no earlier than the one before, or the days to object and to notify would be over at once', () => {
    const early = { at: '2026-03-01T02:00:00.000Z', facts: { open: true, employer, claimItems: [claim] } };
    given(petition, registered).when(RoutePetition(wrong), early).refused('before-last-act');
    given(petition, registered)
      .when(RefuseDuplicatePetition({ pending: other }), early)
      .refused('before-last-act');
    given(petition, registered, sent, objected).when(UpholdObjection({}), early).refused('before-last-act');
    given(petition, ...accepted)
      .when(ClosePetition({}), early)
      .refused('before-last-act');
  });
});

describe('a wrong routing', () => {
  const note = NoteRoutingObjected({ handOver: first, reason: 'notOurPower' });

  it('is objected to by the unit that has the parcel', () => {
    given(petition, registered, sent).when(note).then(objected);
    given(petition, ...corrected)
      .when(note)
      .refused('already-routed-anew');
    given(petition, registered).when(note).refused('already-routed-anew');
  });

  it('is recalled when the objection is upheld, and the petition waits for its routing again', () => {
    given(petition, registered, sent, objected).when(UpholdObjection({})).then(PetitionRecalled({ registeredOn }));
    given(petition, registered, sent).when(UpholdObjection({})).refused('no-objection');
    given(petition, registered, sent, objected, PetitionRecalled({})).when(RoutePetition(again)).then(sentAgain);
    const twice = given(petition, ...corrected, objected, PetitionRecalled({}));
    for (const parcel of [first, second])
      twice.when(RoutePetition({ ...wrong, handOver: parcel })).refused('hand-over-used');
  });
});

describe('a routing that the office takes back', () => {
  const note = NoteRoutingWithdrawn({ handOver: first });

  it('lets the petition wait for its routing again, in another parcel', () => {
    const taken = PetitionRecalled({ takenBack: true, registeredOn });
    given(petition, registered, sent).when(note).then(taken);
    const recalled = given(petition, registered, sent, taken);
    expect(recalled.state).toMatchObject({ status: 'registered', wrongRoutes: 0 });
    recalled.when(RoutePetition(wrong)).refused('hand-over-used');
    recalled.when(RoutePetition(again)).then(sentAgain);
    given(petition, ...corrected)
      .when(note)
      .refused('already-routed-anew');
  });
});

describe('the receipt', () => {
  const note = (handOver: string, channel?: 'inspection') => NotePetitionReceived({ handOver, channel });

  it('is noted, with the procedure that the matter was led into', () => {
    const both = [PetitionReceiptNotified({}), PetitionChanneled({ channel: 'inspection' })];
    given(petition, ...corrected)
      .when(note(second, 'inspection'))
      .then(...both);
    given(petition, registered, sent).when(note(first)).then(PetitionReceiptNotified({}));
  });

  it('counts where the office took it back in the same moment, until it is routed anew', () => {
    const recalled = [registered, sent, PetitionRecalled({})];
    given(petition, ...recalled)
      .when(note(first))
      .then(PetitionReceiptNotified({}));
    given(petition, ...recalled)
      .when(note(second))
      .refused('already-routed-anew');
  });

  it('of an earlier parcel is none', () =>
    given(petition, ...corrected)
      .when(note(first, 'inspection'))
      .refused('already-routed-anew'));
});

describe('a duplicate', () => {
  const pending = { open: true, employer, claimItems: [{ ...claim, id: other }] };
  const refuse = (facts?: object, id = uuid(20)) =>
    given(petition, registered).when(RefuseDuplicatePetition({ pending: other }), { facts, id });

  it('is refused by the petition that is pending', () =>
    refuse(pending).then(DuplicatePetitionRefused({ pending: other })));

  it('is none when the other is unknown, closed, or the petition itself', () => {
    refuse().refused('not-pending');
    refuse({ ...pending, open: false }).refused('not-pending');
    refuse(pending, other).refused('not-pending');
  });

  it('is none when employer, petitioner or matter differ', () => {
    refuse({ ...pending, employer: other }).refused('another-matter');
    refuse({ ...pending, claimItems: [{ ...claim, id: other, person: other }] }).refused('another-matter');
    refuse({ ...pending, claimItems: [{ ...claim, id: other, kind: 'wages' }] }).refused('another-matter');
    const more = PetitionRegistered({ ...asking, claimItems: [claim, { ...claim, id: second, kind: 'wages' }] });
    given(petition, more)
      .when(RefuseDuplicatePetition({ pending: other }), { facts: pending })
      .refused('another-matter');
  });

  it('is told before the petition is routed', () =>
    given(petition, registered, sent)
      .when(RefuseDuplicatePetition({ pending: other }), { facts: pending })
      .refused('not-new'));
});

describe('the result', () => {
  const inspected = NotePetitionResult({ outcome: 'closedPaid', paid: 1_260_000, channel: 'inspection' });
  const answered = NotePetitionResult({ outcome: 'explained' });

  it('of the procedure that it was led into closes it', () =>
    given(petition, ...channelled)
      .when(inspected)
      .then(PetitionResultNoted({ outcome: 'closedPaid', paid: 1_260_000 }), PetitionClosed({})));

  it('of a unit that answers itself closes it', () =>
    given(petition, ...accepted)
      .when(answered)
      .then(PetitionResultNoted({ outcome: 'explained' }), PetitionClosed({})));

  it('of a unit is that of the parcel which it has, not of another petition on the case', () => {
    const of = (parcel: string) => NotePetitionResult({ outcome: 'explained', handOver: parcel });
    given(petition, ...accepted)
      .when(of(second))
      .refused('already-settled');
    given(petition, ...accepted)
      .when(of(first))
      .then(PetitionResultNoted({ outcome: 'explained' }), PetitionClosed({}));
  });

  it('of another inspection on the case is not its own', () => {
    const of = (parcel: string) => NotePetitionResult({ ...inspected.data, handOver: parcel });
    given(petition, ...channelled)
      .when(of(second))
      .refused('already-settled');
    given(petition, ...channelled)
      .when(of(first))
      .then(PetitionResultNoted({ outcome: 'closedPaid', paid: 1_260_000 }), PetitionClosed({}));
  });

  it('of another procedure, or of one that is not awaited, is left alone', () => {
    given(petition, ...channelled)
      .when(answered)
      .refused('already-settled');
    given(petition, ...accepted)
      .when(inspected)
      .refused('already-settled');
    given(petition, registered).when(inspected).refused('already-settled');
    given(petition, ...accepted, PetitionChanneled({ channel: 'mediation' }))
      .when(inspected)
      .refused('already-settled');
    given(petition, ...channelled, PetitionClosed({}))
      .when(inspected)
      .refused('already-settled');
  });

  it('need not come: the clerk may close what was accepted', () => {
    given(petition, ...channelled)
      .when(ClosePetition({}))
      .then(PetitionClosed({}));
    given(petition, registered).when(ClosePetition({})).refused('not-accepted');
    given(petition, ...channelled, PetitionClosed({}))
      .when(ClosePetition({}))
      .refused('not-accepted');
  });
});

describe('the card', () => {
  const shown = (...past: Parameters<typeof given>[1][]) => petition.show(given(petition, ...past).state);

  it('names what can be done now, and counts wrong routings', () => {
    expect(shown()).toBeUndefined();
    expect(shown(registered)).toMatchObject({ next: [RoutePetition, RefuseDuplicatePetition], closed: false });
    expect(shown(registered, sent)).toMatchObject({ next: [], closed: false });
    expect(shown(...corrected)?.facts.map(({ value }) => value)).toEqual([employer, 1, 1_260_000, 1]);
    expect(shown(...channelled, PetitionClosed({}))).toMatchObject({ status: 'closed', closed: true });
  });
});
