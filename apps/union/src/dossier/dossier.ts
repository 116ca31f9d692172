/**
 * The union's dossier (维权案卷): a case opened at the union's door, with each worker's claim items. It ends when the
 * claims are paid, withdrawn or carried on elsewhere; what other agencies do meanwhile is theirs.
 */
import { noConsent, usedParcel } from '@yimen/casework';
import { command, refusal, type Decider, type Messages } from '@yimen/kernel';
import { heads, sum, type ClaimItem } from '@yimen/terms';
import { DossierReferred, referral } from './referral.ts';
import { ClaimItemsAdded, DossierClosed, DossierOpened, RepresentativesElected } from '@yimen/union-language';

const by = ['union.clerk'];
export const OpenDossier = command({
  name: 'OpenDossier',
  zh: '立案卷',
  en: 'Open dossier',
  by,
  input: DossierOpened.schema,
});
export const AddClaimItems = command({
  name: 'AddClaimItems',
  zh: '补充请求',
  en: 'Add claim items',
  by,
  input: ClaimItemsAdded.schema,
});
export const ElectRepresentatives = command({
  name: 'ElectRepresentatives',
  zh: '登记代表人',
  en: 'Record elected representatives',
  by,
  input: RepresentativesElected.schema,
});
export const ReferDossier = command({
  name: 'ReferDossier',
  zh: '移交案卷',
  en: 'Refer the dossier',
  by,
  input: referral,
});
export const CloseDossier = command({
  name: 'CloseDossier',
  zh: '结案',
  en: 'Close dossier',
  by,
  input: DossierClosed.schema,
});
const commands = [OpenDossier, AddClaimItems, ElectRepresentatives, ReferDossier, CloseDossier] as const;
const events = [DossierOpened, ClaimItemsAdded, RepresentativesElected, DossierReferred, DossierClosed] as const;

type Dossier =
  | { status: 'none' }
  | ({
      status: 'open' | 'closed';
      items: readonly ClaimItem[];
      /** In which parcels it was referred. */
      handOvers: readonly string[];
    } & Against);

/** Whom the claims are made against, and over what. */
interface Against {
  readonly caseId: string;
  readonly employer: string;
  readonly liable: string[];
  readonly project: string | undefined;
}

const alreadyOpen = refusal('already-open', { zh: '案卷已立，无需重复', en: 'The dossier is open already' });
const alreadyIn = refusal('already-in', {
  zh: '这些请求都已在案卷中，没有新增',
  en: 'All of these claims are in the dossier; nothing was added',
});
const notOpen = refusal('not-open', { zh: '案卷尚未立案或已结案', en: 'The dossier is not open' });
const fewWorkers = refusal('fewer-than-ten', {
  zh: '十人以上有共同请求的才推举代表人；请由各人自行办理',
  en: 'Representatives are elected by ten workers or more with a common claim; each acts alone here',
  law: '劳动争议调解仲裁法 第七条',
});
const strangers = refusal('not-of-the-case', {
  zh: '代表人须是本案劳动者，请从本案人员中选择',
  en: 'Representatives must be workers of the case; choose among them',
});

/** In arbitration and in court ten elect them; a petition visit is for any who come together. */
const seats = {
  arbitration: {
    heads: 10,
    least: 3,
    most: 5,
    law: '劳动人事争议仲裁办案规则 第六十三条',
    zh: '仲裁',
    en: 'arbitration',
  },
  court: { heads: 10, least: 2, most: 5, law: '民事诉讼法司法解释 第七十八条', zh: '诉讼', en: 'court' },
  petition: { heads: 1, least: 1, most: 5, law: '信访工作条例 第二十条', zh: '走访', en: 'a petition visit' },
};
const wrongNumber = ({ least, most, law, zh, en }: (typeof seats)['court']) =>
  refusal('wrong-number', {
    zh: `${zh}代表人应为 ${least} 至 ${most} 人，未登记；请重新推举`,
    en: `For ${en} ${least} to ${most} representatives are elected; nothing was recorded`,
    law,
  });

/** The same claim: one worker, one kind, one period, whatever id it came with. */
const claim = ({ person, kind, from, to }: ClaimItem): string => [person, kind, from, to].join('/');

/** The items that say something new; a repetition inside the list counts once, too. */
function added(held: readonly ClaimItem[], items: readonly ClaimItem[]): ClaimItem[] {
  const known = new Set(held.flatMap((item) => [item.id, claim(item)]));
  return items.filter((item) => {
    const isNew = !known.has(item.id) && !known.has(claim(item));
    known.add(item.id).add(claim(item));
    return isNew;
  });
}

export const dossier = {
  name: 'union.dossier',
  label: { zh: '维权案卷', en: 'Dossier' },
  commands,
  opens: [OpenDossier],
  single: true,
  events,
  initial: { status: 'none' } as Dossier,
  decide: {
    OpenDossier: ({ data }, state) =>
      state.status === 'none' ? [DossierOpened({ ...data, claimItems: added([], data.claimItems) })] : alreadyOpen,

    AddClaimItems({ data }, state) {
      if (state.status !== 'open') return notOpen;
      const fresh = added(state.items, data.claimItems);
      return fresh.length > 0 ? [ClaimItemsAdded({ claimItems: fresh })] : alreadyIn;
    },

    ElectRepresentatives({ data }, state) {
      if (state.status !== 'open') return notOpen;
      const seat = seats[data.forum];
      const workers = new Set(state.items.map(({ person }) => person));
      if (workers.size < seat.heads) return fewWorkers;
      const people = new Set(data.people);
      if ([...people].some((person) => !workers.has(person))) return strangers;
      if (people.size < seat.least || people.size > seat.most) return wrongNumber(seat);
      return [RepresentativesElected({ ...data, people: [...people] })];
    },

    ReferDossier({ data, on }, state) {
      if (state.status !== 'open') return notOpen;
      if (data.ground === 'separateConsent' && !data.consent) return noConsent;
      if (state.handOvers.includes(data.handOver)) return usedParcel;
      const { caseId, employer, liable, project, items } = state;
      const against = { employer, liable, ...(project ? { project } : {}) };
      return [DossierReferred({ ...data, ...against, caseId, claimItems: [...items], receivedOn: on })];
    },

    CloseDossier: ({ data }, state) => (state.status === 'open' ? [DossierClosed(data)] : notOpen),
  },
  evolve: {
    DossierOpened: (_, { caseId, employer, liable, project, claimItems }): Dossier => ({
      status: 'open',
      handOvers: [],
      caseId,
      employer,
      liable,
      project,
      items: claimItems,
    }),
    ClaimItemsAdded: (state, { claimItems }) =>
      state.status === 'none' ? state : { ...state, items: [...state.items, ...claimItems] },
    RepresentativesElected: (state) => state,
    DossierReferred: (state, { handOver }) =>
      state.status === 'none' ? state : { ...state, handOvers: [...state.handOvers, handOver] },
    DossierClosed: (state) => (state.status === 'none' ? state : { ...state, status: 'closed' }),
  },
  show(state) {
    if (state.status === 'none') return undefined;
    const { status, employer, project, items } = state;
    return {
      status,
      label: status === 'open' ? { zh: '在办', en: 'Open' } : { zh: '已结案', en: 'Closed' },
      facts: [
        { label: { zh: '用人单位', en: 'Employer' }, value: employer, kind: 'organisation' },
        { label: { zh: '人数', en: 'People' }, value: heads(items), kind: 'count' },
        { label: { zh: '主张金额', en: 'Claimed' }, value: sum(items), kind: 'money' },
        ...(project ? [{ label: { zh: '工程项目', en: 'Project' }, value: project, kind: 'text' as const }] : []),
      ],
      next: status === 'open' ? [AddClaimItems, ElectRepresentatives, ReferDossier, CloseDossier] : [],
      closed: status === 'closed',
    };
  },
} satisfies Decider<Messages<typeof commands>, Dossier, Messages<typeof events>>;
