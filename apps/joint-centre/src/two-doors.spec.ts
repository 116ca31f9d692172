/** One claim comes in at two doors: it is found, merged with both doors' consent, and undone where it was wrong. */
import { describe, expect, it } from '@jest/globals';
import { PARKED } from '@yimen/kernel';
import { town } from '@yimen/casework/testing';
import { PetitionClosed, PetitionRegistered } from '@yimen/petition-language';
import { DossierClosed, DossierOpened, UnionMediationAgreed } from '@yimen/union-language';
import { jointCentre } from './agency.ts';
import { pairId } from './merge/likeness.ts';
import { casePage } from './reading/case-pages.ts';
import * as reading from './reading/whole-case.ts';

const id = (n: number) => `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;
const [online, window, worker, firm] = [id(1), id(2), id(3), id(4)];
const wages = { person: worker, kind: 'wages' as const, from: '2026-02', to: '2026-03', fen: 940_000 };
const overtime = { ...wages, id: id(12), kind: 'overtime' as const, fen: 120_000 };
const petition = PetitionRegistered({
  caseId: online,
  door: 'online',
  level: 'district',
  employer: firm,
  claimItems: [{ ...wages, id: id(10) }],
});
const dossier = DossierOpened({
  caseId: window,
  door: 'window',
  employer: firm,
  claimItems: [{ ...wages, id: id(11) }, overtime],
});
const merge = pairId(online, window);

async function bothDoors() {
  const here = town([jointCentre], '2026-05-11');
  await here.voice({ agency: 'petition', caseId: online, event: petition });
  await here.day('2026-05-12');
  await here.voice({ agency: 'union', caseId: window, event: dossier });
  const coordinator = (command: string, data: object = {}) =>
    here.tell({ agency: 'joint-centre', command, id: merge, data });
  const look = here.rows('joint-centre');
  const whole = async (caseId: string) => (await reading.wholeCase(look, caseId))!;
  const links = async (caseId: string) => reading.linksOf(look, await whole(caseId));
  return { ...here, coordinator, look, whole, links };
}

async function merged() {
  const here = await bothDoors();
  expect(await here.coordinator('ApproveMerge', { agency: 'union' })).toBe('done');
  expect((await here.links(online)).merged).toEqual([]);
  expect(await here.coordinator('ApproveMerge', { agency: 'petition' })).toBe('done');
  return here;
}

describe('one claim through two doors', () => {
  it('is numbered twice and proposed to be one', async () => {
    const { whole, links, look } = await bothDoors();
    expect((await whole(online)).own.number).toBe('云岚〔2026〕0001号');
    expect((await whole(window)).own.number).toBe('云岚〔2026〕0002号');
    const [proposal] = (await links(window)).proposals;
    expect(proposal).toMatchObject({ id: merge, other: online, score: 0.96, approvals: [], status: 'proposed' });
    expect(proposal?.because.map(({ en }) => en)).toHaveLength(4);
    expect((await casePage(look, { first: 25 })).ids).toEqual([window, online]);
    expect(await look.count(PARKED)).toBe(0);
  });

  it('is one case once both doors have agreed, with one worker, three claims less the double, and two doors', async () => {
    const { whole, links, look, due } = await merged();
    expect(await links(online)).toMatchObject({ survivor: online, merged: [window] });
    const one = await whole(online);
    expect([reading.headCountOf(one), reading.claimedOf(one)]).toEqual([1, 1_060_000]);
    expect(reading.doorsOf(one)).toEqual(['online', 'window']);
    expect(reading.statusOfCase(await whole(window))).toBe('merged');
    expect(await casePage(look, { first: 25 })).toMatchObject({ total: 1, ids: [online], next: null });
    expect(await casePage(look, { first: 25, status: 'merged' })).toMatchObject({ ids: [window] });
    expect(await due('joint-centre', online)).toEqual(['arb-limitation 2027-05-12 running']);
  });

  it('has one limitation: an act under either id counts for both', async () => {
    const here = await merged();
    await here.day('2026-05-22');
    const parts = [{ item: id(11), fen: 900_000 }];
    const agreed = UnionMediationAgreed({ parts, payBy: '2026-05-29', effectiveOn: '2026-05-22' });
    await here.voice({ agency: 'union', caseId: window, event: agreed });
    // One year later is a Saturday.
    for (const caseId of [online, window])
      expect(await here.due('joint-centre', caseId)).toEqual(['arb-limitation 2027-05-24 running']);
  });

  it('has the limitation of the latest act before the merge, under whichever id', async () => {
    const here = await bothDoors();
    await here.day('2026-05-13');
    const interrupted = { command: 'InterruptLimitation', id: online, data: { on: '2026-05-13', because: '书面催讨' } };
    expect(await here.tell({ agency: 'joint-centre', ...interrupted })).toBe('done');
    for (const agency of ['union', 'petition']) await here.coordinator('ApproveMerge', { agency });
    for (const caseId of [online, window])
      expect(await here.due('joint-centre', caseId)).toEqual(['arb-limitation 2027-05-13 running']);
  });

  it('is no more merged by either id that has no case of its own any more', async () => {
    const { tell } = await merged();
    const asked = (pair: object) =>
      tell({ agency: 'joint-centre', command: 'RequestMerge', id: id(91), data: { ...pair, reason: '核实为同一人' } });
    expect(await asked({ survivor: window, merged: online })).toBe('not-apart');
    expect(await asked({ survivor: online, merged: window })).toBe('not-apart');
  });

  it('closes with the last of its procedures, under both ids', async () => {
    const here = await merged();
    await here.voice({ agency: 'petition', caseId: online, event: PetitionClosed({}) });
    expect(reading.statusOfCase(await here.whole(online))).toBe('open');
    await here.voice({ agency: 'union', caseId: window, event: DossierClosed({ outcome: 'closedPaid' }) });
    expect(reading.statusOfCase(await here.whole(online))).toBe('closed');
    expect((await here.whole(online)).rows.map(({ outcome }) => outcome)).toEqual(['closedPaid', 'closedPaid']);
    expect(await here.look.count(PARKED)).toBe(0);
  });

  it('closes also where its last procedures end in the same moment, under each id held open by the other', async () => {
    const here = await merged();
    await here.voice(
      { agency: 'petition', caseId: online, event: PetitionClosed({}) },
      { agency: 'union', caseId: window, event: DossierClosed({ outcome: 'closedPaid' }) },
    );
    expect(reading.statusOfCase(await here.whole(online))).toBe('closed');
    expect((await here.whole(online)).rows.map(({ outcome }) => outcome)).toEqual(['closedPaid', 'closedPaid']);
    expect(await here.look.count(PARKED)).toBe(0);
  });
});

describe('a wrong merge', () => {
  it('is undone within thirty days, and each case has its own claims again', async () => {
    const { day, coordinator, whole, links, due } = await merged();
    expect(await due('joint-centre', merge)).toEqual(['unmerge-window 2026-06-11 running']);
    await day('2026-06-11');
    expect(await coordinator('UndoMerge', { reason: '核对后认为并非同一人' })).toBe('done');
    expect([reading.claimedOf(await whole(online)), reading.claimedOf(await whole(window))]).toEqual([
      940_000, 1_060_000,
    ]);
    expect((await links(online)).merged).toEqual([]);
    expect(reading.statusOfCase(await whole(window))).toBe('open');
    expect(await due('joint-centre', merge)).toEqual(['unmerge-window 2026-06-11 met']);
  });

  it('stands after thirty days', async () => {
    const { day, coordinator, links } = await merged();
    await day('2026-06-12');
    expect(await coordinator('UndoMerge', { reason: '核对后认为并非同一人' })).toBe('merge-stands');
    expect((await links(online)).merged).toEqual([window]);
  });

  it('may be asked for again by hand, and is not proposed again by itself', async () => {
    const here = await merged();
    await here.coordinator('UndoMerge', { reason: '核对后认为并非同一人' });
    const again = { ...overtime, id: id(13) };
    const more = PetitionRegistered({ ...petition.data, claimItems: [again] });
    await here.voice({ agency: 'petition', caseId: online, event: more });
    expect((await here.links(online)).proposals.map(({ status }) => status)).toEqual(['unmerged']);
    const data = { survivor: online, merged: window, reason: '补充核实为同一人' };
    expect(await here.tell({ agency: 'joint-centre', command: 'RequestMerge', id: id(90), data })).toBe('done');
    const proposed = (await here.links(online)).proposals.find(({ status }) => status === 'proposed');
    expect(proposed).toMatchObject({ id: id(90), score: 0.96, other: window });
  });
});
