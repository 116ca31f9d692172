/** What people do while everything breaks: they open matters, hand them over, and answer what was handed to them. */
import type { Chance } from './chance.ts';
import type { Step } from './history.ts';

/** The steps of one matter, then what others answer when it has arrived: each chain by itself, beside the others. */
export interface Matter {
  readonly steps: readonly Step[];
  readonly answers: readonly (readonly Step[])[];
}

const union = { persona: 'union-clerk', agency: 'union' };
const bureau = { persona: 'hr-inspector', agency: 'hr', later: 'no-such-hand-over' };
const office = { persona: 'petition-clerk', agency: 'petition' };

const claimItems = (dice: Chance) => [
  {
    id: dice.id(),
    person: dice.id(),
    kind: 'wages',
    from: '2025-06',
    to: '2025-08',
    fen: 100 * (1 + dice.below(9_000)),
  },
];
const returned = { reason: 'notOurPower', note: '不属本机关职权' };

/** A lead goes from the union to the bureau, which opens an inspection or sends it back. */
function lead(dice: Chance): Matter {
  const [id, caseId, handOver] = [dice.id(), dice.id(), dice.id()];
  const opened = { caseId, door: 'window', employer: dice.id(), claimItems: claimItems(dice) };
  const ground = { ground: 'separateConsent', consent: '示例同意书1号' };
  const referred = { handOver, kind: 'arrearsLead', reason: '欠薪线索', ...ground };
  const answer =
    dice.next() < 0.7
      ? { mutation: 'hrAcceptHandOver', input: { terms: {} } }
      : { mutation: 'hrReturnHandOver', input: returned };
  return {
    steps: [
      { ...union, mutation: 'openDossier', id, input: opened },
      { ...union, mutation: 'addClaimItems', id, input: { claimItems: claimItems(dice) } },
      { ...union, mutation: 'referDossier', id, input: referred },
    ],
    answers: [[{ ...bureau, id: handOver, ...answer }]],
  };
}

/** A petition goes to the bureau; what the bureau sends back, the office takes back. */
function petition(dice: Chance): Matter {
  const [id, caseId, handOver] = [dice.id(), dice.id(), dice.id()];
  const opened = { caseId, door: 'online', level: 'district', employer: dice.id(), claimItems: claimItems(dice) };
  const accepted = dice.next() < 0.6;
  const terms = { channel: dice.pick(['inspection', 'mediation']) };
  const taken = { mutation: 'hrAcceptHandOver', id: handOver, input: { terms } };
  const refused = { mutation: 'hrReturnHandOver', id: handOver, input: returned };
  const recalled = { ...office, mutation: 'upholdObjection', id, input: {}, later: 'no-objection' };
  return {
    steps: [
      { ...office, mutation: 'registerPetition', id, input: opened },
      { ...office, mutation: 'routePetition', id, input: { handOver, to: 'hr', reason: '拖欠工资' } },
    ],
    answers: [accepted ? [{ ...bureau, ...taken }] : [{ ...bureau, ...refused }, recalled]],
  };
}

/** The union warns the petition office, which answers; or the union takes it back, perhaps in the same moment. */
function warning(dice: Chance): Matter {
  const id = dice.id();
  const parcel = {
    caseId: dice.id(),
    to: 'petition',
    kind: 'petitionRisk',
    ground: 'vitalInterest',
    reason: '集体讨薪',
  };
  const there = { ...office, id, later: 'no-such-hand-over', second: 'hand-over-answered' };
  const answer: Step = dice.pick([
    { ...there, mutation: 'petitionAcceptHandOver', input: { terms: {} } },
    { ...there, mutation: 'petitionReturnHandOver', input: returned },
  ]);
  const takenBack = { ...union, mutation: 'unionWithdrawHandOver', id, input: { note: '当事人已撤诉' } };
  const both = [[answer], [{ ...takenBack, second: 'hand-over-answered' }]];
  return {
    steps: [{ ...union, mutation: 'unionOfferHandOver', id, input: parcel }],
    answers: dice.pick([[[answer]], [[takenBack]], both]),
  };
}

export const newMatter = (dice: Chance): Matter => dice.pick([lead, lead, petition, petition, warning])(dice);

export const personas = [union, bureau, office].map(({ persona }) => persona);
/** The agencies in which they work. */
export const workplaces = [union, bureau, office].map(({ agency }) => agency);
