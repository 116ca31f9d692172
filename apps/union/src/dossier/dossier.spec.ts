import { describe, expect, it } from '@jest/globals';
import { given, hearing, uuid } from '@yimen/kernel/testing';
import type { ClaimItem } from '@yimen/terms';
import { ClaimItemsAdded, DossierClosed, DossierOpened, RepresentativesElected } from '@yimen/union-language';
import { AddClaimItems, CloseDossier, dossier, ElectRepresentatives, OpenDossier, ReferDossier } from './dossier.ts';
import { DossierReferred } from './referral.ts';
import { whenDossierReferred } from './when-dossier-referred.ts';

const [caseId, employer, contractor, handOver] = [uuid(1), uuid(2), uuid(3), uuid(4)];
const worker = (n: number) => uuid(100 + n);
const wages = (n: number): ClaimItem => ({
  ...{ id: uuid(200 + n), person: worker(n), kind: 'wages' },
  ...{ from: '2025-06', to: '2025-08', fen: 1_800_000 },
});
const opening = (count: number) => ({
  ...{ caseId, door: 'outpost' as const, employer, liable: [contractor], project: '示例安置房一期' },
  claimItems: Array.from({ length: count }, (_, n) => wages(n)),
});
const opened = DossierOpened(opening(1));
const group = DossierOpened(opening(10));
const closed = DossierClosed({ outcome: 'closedPaid' });

describe('a dossier', () => {
  it('is opened with each worker’s claims', () =>
    given(dossier)
      .when(OpenDossier(opening(1)))
      .then(opened));

  it('counts a claim once that stands twice in the list, under its id or another', () => {
    const twice = [wages(0), wages(0), { ...wages(0), id: uuid(9) }];
    given(dossier)
      .when(OpenDossier({ ...opening(1), claimItems: twice }))
      .then(opened);
  });

  it('is opened once', () =>
    given(dossier, opened)
      .when(OpenDossier(opening(1)))
      .refused('already-open'));

  it('has an employer, at least one claim, and amounts above nothing', () => {
    expect(() => OpenDossier({ ...opening(1), employer: '示例公司' })).toThrow(/employer/);
    expect(() => OpenDossier(opening(0))).toThrow(/claimItems/);
    expect(() => OpenDossier({ ...opening(1), claimItems: [{ ...wages(0), fen: -1 }] })).toThrow(/fen/);
  });

  it('takes more claims, and of those only what is new', () => {
    const add = AddClaimItems({ claimItems: [wages(0), wages(1)] });
    given(dossier, opened)
      .when(add)
      .then(ClaimItemsAdded({ claimItems: [wages(1)] }));
    for (const known of [wages(0), { ...wages(0), to: '2025-09' }, { ...wages(0), id: uuid(9) }])
      given(dossier, opened)
        .when(AddClaimItems({ claimItems: [known] }))
        .refused('already-in');
    given(dossier).when(add).refused('not-open');
  });

  it('is closed once, and takes nothing afterwards', () => {
    const close = CloseDossier({ outcome: 'closedPaid' });
    given(dossier, opened).when(close).then(closed);
    given(dossier, opened, closed).when(close).refused('not-open');
    given(dossier, opened, closed)
      .when(AddClaimItems({ claimItems: [wages(1)] }))
      .refused('not-open');
  });
});

describe('representatives', () => {
  const elect = (forum: 'arbitration' | 'court' | 'petition', count: number) =>
    ElectRepresentatives({ forum, people: Array.from({ length: count }, (_, n) => worker(n)) });
  const elected = (forum: 'arbitration' | 'court' | 'petition', count: number) =>
    RepresentativesElected(elect(forum, count).data);

  it.each([
    ['arbitration', 3, 5],
    ['court', 2, 5],
    ['petition', 1, 5],
  ] as const)('for %s are %i to %i', (forum, least, most) => {
    given(dossier, group).when(elect(forum, least)).then(elected(forum, least));
    given(dossier, group).when(elect(forum, most)).then(elected(forum, most));
    given(dossier, group)
      .when(elect(forum, least - 1))
      .refused('wrong-number');
    given(dossier, group)
      .when(elect(forum, most + 1))
      .refused('wrong-number');
  });

  it('count once who is named twice', () => {
    const people = [0, 0, 1, 2].map(worker);
    given(dossier, group)
      .when(ElectRepresentatives({ forum: 'arbitration', people }))
      .then(elected('arbitration', 3));
  });

  it('are elected by ten workers, out of their midst, in an open dossier', () => {
    given(dossier, DossierOpened(opening(9)))
      .when(elect('court', 2))
      .refused('fewer-than-ten');
    given(dossier, DossierOpened(opening(9)))
      .when(elect('arbitration', 3))
      .refused('fewer-than-ten');
    const stranger = ElectRepresentatives({ forum: 'court', people: [worker(0), uuid(8)] });
    given(dossier, group).when(stranger).refused('not-of-the-case');
    given(dossier).when(elect('court', 2)).refused('not-open');
  });
});

describe('representatives for a petition visit', () => {
  it('are elected by any who come together', () => {
    const people = [0, 1].map(worker);
    const elect = ElectRepresentatives({ forum: 'petition', people });
    given(dossier, DossierOpened(opening(6)))
      .when(elect)
      .then(RepresentativesElected({ forum: 'petition', people }));
  });
});

describe('referring a dossier', () => {
  const asking = {
    handOver,
    kind: 'legalAid',
    ground: 'separateConsent',
    consent: '同意书2025-09',
    reason: '符合条件',
  };
  const refer = ReferDossier({ ...asking, migrantWorkers: true } as Parameters<typeof ReferDossier>[0]);
  const referred = DossierReferred({
    ...refer.data,
    ...{ caseId, employer, liable: [contractor], project: '示例安置房一期' },
    ...{ claimItems: [wages(0)], receivedOn: '2025-09-10' },
  });

  it('says all that is in it, on the day of the act', () => {
    given(dossier, opened).when(refer, { at: '2025-09-10T02:00:00.000Z' }).then(referred);
    given(dossier, opened, closed).when(refer).refused('not-open');
  });

  it('needs the consent of the workers, but in an emergency', () => {
    const { consent: _, ...unasked } = refer.data;
    given(dossier, opened).when(ReferDossier(unasked)).refused('consent-missing');
    const { events } = given(dossier, opened).when(ReferDossier({ ...unasked, ground: 'vitalInterest' }));
    expect(events).toMatchObject([{ type: 'DossierReferred', data: { ground: 'vitalInterest' } }]);
  });

  it('goes in a parcel of its own each time', () => {
    const again = given(dossier, opened, referred);
    again.when(ReferDossier({ ...refer.data, kind: 'arrearsLead' })).refused('hand-over-used');
    again
      .when(ReferDossier({ ...refer.data, handOver: uuid(9) }), { at: '2025-09-10T02:00:00.000Z' })
      .then(DossierReferred({ ...referred.data, handOver: uuid(9) }));
  });

  it('offers it to its destination', async () => {
    const [order] = await hearing(whenDossierReferred, referred);
    expect([order?.decider.name, order?.id]).toEqual(['union.offer', handOver]);
    expect(order?.command.data).toMatchObject({
      ...{ caseId, to: 'justice', kind: 'legalAid', ground: 'separateConsent', claimItems: [wages(0)] },
      parties: [
        { id: employer, role: 'employer' },
        { id: worker(0), role: 'worker' },
      ],
      terms: { employer, liable: [contractor], migrantWorkers: true, receivedOn: '2025-09-10' },
    });
  });
});

describe('the card', () => {
  it('sums distinct claims and counts people', () => {
    const two = ClaimItemsAdded({ claimItems: [{ ...wages(0), id: uuid(7), kind: 'overtime', fen: 100 }] });
    const { state } = given(dossier, opened, two);
    expect(dossier.show(state)?.facts.map(({ value }) => value)).toEqual([employer, 1, 1_800_100, '示例安置房一期']);
    expect(dossier.show(given(dossier).state)).toBeUndefined();
    const next = [AddClaimItems, ElectRepresentatives, ReferDossier, CloseDossier];
    expect(dossier.show(given(dossier, opened).state)).toMatchObject({ closed: false, next });
    expect(dossier.show(given(dossier, opened, closed).state)).toMatchObject({ closed: true, next: [] });
  });
});
