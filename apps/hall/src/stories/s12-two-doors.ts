/** S12 同一诉求两个门进、合并: one claim comes in at two doors, is found, merged with both doors' consent, and counts once. */
import type { Found } from '../client.ts';
import { money, organisation, worker } from './parties.ts';
import type { Story } from './stories.ts';
import type { Teller } from './teller.ts';

interface Doors {
  readonly online: string;
  readonly window: string;
  readonly person: string;
  readonly firm: string;
  readonly items: readonly object[];
}

export const s12: Story = {
  name: 'S12',
  title: { zh: '同一诉求两个门进、合并', en: 'One claim through two doors, merged' },
  async play(tell) {
    const before = await figures(tell);
    const doors = await bothDoors(tell);
    const merge = await merged(tell, doors);
    await wrongPerson(tell, merge, doors);
    await mediated(tell, doors);
    const after = await figures(tell);
    const more = [after.intake - before.intake, after.cases - before.cases, after.paid - before.paid];
    tell.fact('intake, cases and recovered grow by', more, [2, 1, 1_000_000]);
  },
};

const figures = async (tell: Teller) => (await tell.as('analyst').ask('{ figures { intake cases paid } }')).figures;

async function bothDoors(tell: Teller): Promise<Doors> {
  const [online, window] = [tell.id('online'), tell.id('window')];
  await tell.day('2026-05-11');
  const person = await worker(tell, { name: '测试职工冯壬', n: 120 });
  const firm = await organisation(tell, { name: '示例癸保洁', uscc: '91350100M0001TGQXM' });
  const wages = { person, kind: 'wages', from: '2026-02', to: '2026-03', fen: 940_000 };
  const first = { ...wages, id: tell.id('wages-online') };
  const petition = { caseId: online, door: 'online', level: 'district', employer: firm, claimItems: [first] };
  await tell.as('petition-clerk').act('registerPetition', tell.id('petition'), petition);
  tell.fact('claimed online', (await money(tell, online)).claimed, 940_000);
  await tell.due(online, 'pet-route', { due: '2026-05-26' });

  await tell.day('2026-05-12');
  const items = [
    { ...wages, id: tell.id('wages-window') },
    { id: tell.id('overtime'), person, kind: 'overtime', from: '2026-02', to: '2026-03', fen: 120_000 },
  ];
  const dossier = { caseId: window, door: 'window', employer: firm, claimItems: items };
  await tell.as('union-clerk').act('openDossier', tell.id('dossier'), dossier);
  tell.fact('claimed at the window', (await money(tell, window)).claimed, 1_060_000);
  return { online, window, person, firm, items };
}

const linksOf = async (tell: Teller, id: string) => {
  const query = `query($id: ID!) { case(id: $id) { status headCount claimed doors
    links { survivor merged proposals { id other score status approvals } } } }`;
  return (await tell.as('coordinator').ask(query, { id })).case;
};

async function merged(tell: Teller, { online, window }: Doors): Promise<string> {
  const [proposal] = (await linksOf(tell, online)).links.proposals;
  tell.fact('a merge is proposed with', [proposal.score, proposal.other], [0.96, window]);
  await tell.as('coordinator').act('approveMerge', proposal.id, { agency: 'union' });
  tell.fact('one approval is not enough', (await linksOf(tell, online)).links.merged, []);
  await tell.as('coordinator').act('approveMerge', proposal.id, { agency: 'petition' });
  await isOne(tell, online, window);
  await tell.due(online, 'pet-route', { due: '2026-05-26', status: 'running' });
  await tell.due(online, 'arb-limitation', { due: '2027-05-12' });
  return proposal.id;
}

async function isOne(tell: Teller, online: string, window: string): Promise<void> {
  const { links, headCount, claimed, doors } = await linksOf(tell, online);
  tell.fact('the survivor and the merged', [links.survivor, links.merged], [online, [window]]);
  tell.fact('people, claimed, doors', [headCount, claimed, doors.length], [1, 1_060_000, 2]);
  tell.fact('claimed by the ledger', (await money(tell, online)).claimed, 1_060_000);
  const query = 'query($id: ID!) { case(id: $id) { union { procedures { kind } } petition { procedures { kind } } } }';
  const { case: found } = await tell.as('coordinator').ask(query, { id: online });
  const kinds = [...found.union.procedures, ...found.petition.procedures].map(({ kind }: Found) => kind);
  tell.fact(
    'both procedures are on it',
    kinds.filter((kind) => !kind.endsWith('.offer')),
    ['union.dossier', 'petition.petition'],
  );
}

/** The variant: the merge is undone, each case has its own history again; then it is made once more. */
async function wrongPerson(tell: Teller, merge: string, { online, window }: Doors): Promise<void> {
  await tell.as('coordinator').act('undoMerge', merge, { reason: '核对后认为并非同一人' });
  const [first, second] = [await linksOf(tell, online), await linksOf(tell, window)];
  tell.fact('after undoing, claimed are', [first.claimed, second.claimed], [940_000, 1_060_000]);
  await tell.as('coordinator').act('requestMerge', tell.id('merge-again'), {
    survivor: online,
    merged: window,
    reason: '补充核实为同一人',
  });
  const again = (await linksOf(tell, online)).links.proposals.find(({ status }: Found) => status === 'proposed');
  for (const agency of ['union', 'petition']) await tell.as('coordinator').act('approveMerge', again.id, { agency });
  await isOne(tell, online, window);
}

async function mediated(tell: Teller, { online, window, firm, items }: Doors): Promise<void> {
  const mediation = tell.id('mediation');
  const applied = { caseId: window, employer: firm, claimItems: items, receivedOn: '2026-05-12' };
  await tell.as('union-mediator').act('applyUnionMediation', mediation, applied);
  await tell.day('2026-05-13');
  const toHr = { handOver: tell.id('to-hr'), to: 'hr', reason: '请求支付工资，属人社职权' };
  await tell.as('petition-clerk').act('routePetition', tell.id('petition'), toHr);
  await tell.due(online, 'pet-notify', { due: '2026-05-28' });
  await tell.as('hr-inspector').act('hrAcceptHandOver', tell.id('to-hr'), { terms: { channel: 'mediation' } });
  const wanted = {
    caseId: online,
    to: 'union',
    kind: 'mediationWanted',
    ground: 'statutoryDuty',
    reason: '转请工会调解',
  };
  await tell.as('hr-inspector').act('hrOfferHandOver', tell.id('to-union'), wanted);
  await tell.as('union-mediator').act('unionAcceptHandOver', tell.id('to-union'), { terms: { mediation } });
  const again = await tell
    .as('union-mediator', 'mediation-open')
    .act('applyUnionMediation', tell.id('second'), { ...applied, caseId: online });
  tell.fact('the refusal links the open mediation', again.refusal?.message.zh.includes(mediation), true);

  await agreedAndPaid(tell, online, mediation);
}

async function agreedAndPaid(tell: Teller, online: string, mediation: string): Promise<void> {
  await tell.day('2026-05-22');
  const [wages, overtime] = [tell.id('wages-window'), tell.id('overtime')];
  const parts = [
    { item: wages, fen: 900_000 },
    { item: overtime, fen: 100_000 },
  ];
  const signed = { signedBy: ['worker', 'employer', 'mediator'], sealed: true };
  const agreement = { parts, payBy: '2026-05-29', effectiveOn: '2026-05-22', ...signed };
  await tell.as('union-mediator').act('reachUnionAgreement', mediation, agreement);
  await tell.day('2026-05-29');
  await tell.as('union-mediator').act('recordUnionPayment', mediation, { parts });
  const { agreed, paid, waived, outstanding } = await money(tell, online);
  tell.fact(
    'agreed, paid, waived, outstanding',
    [agreed, paid, waived, outstanding],
    [1_000_000, 1_000_000, 60_000, 0],
  );
}
