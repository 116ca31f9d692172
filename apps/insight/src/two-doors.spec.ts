/** One claim through two doors: the figures count it once for as long as it is merged, and twice when it is not. */
import { describe, expect, it } from '@jest/globals';
import { town } from '@yimen/casework/testing';
import { CaseRegistered, CasesMerged, CasesUnmerged, ConferenceClosed } from '@yimen/joint-centre-language';
import type { Happened } from '@yimen/kernel';
import { PetitionRegistered } from '@yimen/petition-language';
import { UnionMediationAgreed, UnionMediationPaid, UnionMediationPerformed } from '@yimen/union-language';
import { insight } from './agency.ts';
import { figures } from './figures/figures.ts';
import { caseMoney } from './money/case-money.ts';

const id = (n: number) => `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;
const [online, window, worker, firm] = [id(1), id(2), id(3), id(4)];
const wages = { person: worker, kind: 'wages' as const, from: '2026-02', to: '2026-03', fen: 940_000 };
const overtime = { ...wages, id: id(12), kind: 'overtime' as const, fen: 120_000 };
const pair = { survivor: online, merged: window };
const registered = (caseId: string, agency: string, claimItems: object[]) =>
  CaseRegistered({
    ...{ caseId, number: 'n', agency, door: agency === 'union' ? 'window' : 'online', employer: firm, liable: [] },
    ...{ on: '2026-05-12', same: {}, claimItems: claimItems as never },
  });

async function heard() {
  const here = town([insight], '2026-05-11');
  const look = here.rows('insight');
  const said = (agency: string, caseId: string, event: Happened) => here.voice({ agency, caseId, event });
  const petition = { door: 'online', level: 'district', employer: firm } as const;
  const first = { ...wages, id: id(10) };
  await said('petition', online, PetitionRegistered({ ...petition, caseId: online, claimItems: [first] }));
  await said('joint-centre', online, registered(online, 'petition', [first]));
  await said('joint-centre', window, registered(window, 'union', [{ ...wages, id: id(11) }, overtime]));
  const all = async () => {
    const { intake, cases, merged, claimed, paid, waived, workers } = await figures(look, '');
    return { intake, cases, merged, claimed, paid, waived, workers };
  };
  return { ...here, look, said, all };
}
const merged = CasesMerged({ ...pair, same: { [id(11)]: id(10) }, latestAct: '2026-05-12', reason: '同一人' });
const parts = [
  { item: id(11), fen: 900_000 },
  { item: id(12), fen: 100_000 },
];

describe('one claim through two doors', () => {
  it('is two in intake, one case, and its money is counted once', async () => {
    const { said, all, look } = await heard();
    const before = { intake: 2, cases: 2, merged: 0, claimed: 2_000_000, paid: 0, waived: 0, workers: 1 };
    expect(await all()).toEqual(before);
    await said('joint-centre', online, merged);
    expect(await all()).toEqual({ ...before, cases: 1, merged: 1, claimed: 1_060_000 });
    const byPerson = [{ person: { id: worker }, claimed: 1_060_000, paid: 0, outstanding: 1_060_000 }];
    for (const caseId of [online, window])
      expect(await caseMoney(look, caseId)).toMatchObject({ claimed: 1_060_000, byPerson });
  });

  it('is recovered once, by the mediation, and what was not agreed is given up', async () => {
    const { said, all, look } = await heard();
    await said('joint-centre', online, merged);
    const agreed = UnionMediationAgreed({ parts, payBy: '2026-05-29', effectiveOn: '2026-05-22' });
    for (const event of [agreed, UnionMediationPaid({ parts }), UnionMediationPerformed({})])
      await said('union', window, event);
    expect(await all()).toMatchObject({ intake: 2, cases: 1, paid: 1_000_000, waived: 60_000 });
    const money = await caseMoney(look, online);
    expect(money).toMatchObject({ agreed: 1_000_000, outstanding: 0, byPerson: [{ paid: 1_000_000 }] });
    expect(money?.byRoute.find(({ route }) => route === 'mediation')?.fen).toBe(1_000_000);
  });

  it('is two again when the merge is undone, each with its own', async () => {
    const { said, all, look } = await heard();
    await said('joint-centre', online, merged);
    await said('joint-centre', online, CasesUnmerged({ ...pair, reason: '并非同一人' }));
    expect(await all()).toMatchObject({ cases: 2, merged: 0, claimed: 2_000_000 });
    const claimed = await Promise.all([online, window].map(async (one) => (await caseMoney(look, one))?.claimed));
    expect(claimed).toEqual([940_000, 1_060_000]);
  });

  it('is counted again only when something more was heard', async () => {
    const { said, look } = await heard();
    const [first, second] = [await figures(look, '2026-05-12T02:00:00Z'), await figures(look, '2026-05-12T02:00:59Z')];
    expect([second.byAgency, second.asOf]).toEqual([first.byAgency, '2026-05-12T02:00:59Z']);
    expect(second.byAgency).toBe(first.byAgency);
    await said('joint-centre', online, ConferenceClosed({ outcome: 'averted' }));
    expect([first.averted, (await figures(look, '2026-05-12T02:00:59Z')).averted]).toEqual([0, 1]);
  });

  it('shows each agency with what it has open', async () => {
    const { look } = await heard();
    const { byAgency } = await figures(look, '2026-05-12');
    expect(byAgency.find(({ agency }) => agency === 'petition')).toMatchObject({ open: 1, closed: 0, breached: 0 });
    expect(byAgency).toHaveLength(7);
    expect(await caseMoney(look, id(99))).toBeNull();
  });
});
