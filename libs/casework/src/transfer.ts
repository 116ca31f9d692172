/** A hand-over as both sides see it: its states, its refusals, its card. */
import { refusal, type Fact, type Label, type Look, type Shown } from '@yimen/kernel';
import { underAllIds } from './cases.ts';
import { DEADLINES, type DeadlineRow } from './deadline-rows.ts';
import type { Offer } from './handover-language.ts';

export const alreadySent = refusal('already-offered', {
  zh: '这项移交已经发出',
  en: 'This hand-over was already offered',
});
export const alreadyHere = refusal('already-received', {
  zh: '这项移交已经收到',
  en: 'This hand-over is already here',
});
export const alreadyNoted = refusal('already-noted', { zh: '这项答复已经记录', en: 'This answer is already noted' });
export const notHere = refusal('no-such-hand-over', {
  zh: '没有这项移交，请从待签收列表中选择',
  en: 'There is no such hand-over; choose one of the list',
});
export const isAnswered = refusal('hand-over-answered', {
  zh: '这项移交已有答复或者已撤回，未保存；更正请另行移交',
  en: 'Answered already, or taken back; nothing was saved. To correct it offer a new one',
});
export const unknownKind = refusal('unknown-kind', {
  zh: '本机关不办理这类移交，请从列表中选择',
  en: 'This agency has no such hand-over; choose one of the list',
});
export const notTheirs = refusal('not-their-kind', {
  zh: '所选机关不接收这类移交，未保存；请改选接收机关',
  en: 'That agency does not take this kind; nothing was saved. Choose another one',
});
export const notWhole = refusal('parcel-incomplete', {
  zh: '移交的内容不全，无法开办，未签收；请以“材料不齐”退回，由移出机关补全后重新移交',
  en: 'The parcel lacks what the procedure needs; nothing was accepted. Return it as incomplete, to be offered anew',
});
export const noConsent = refusal('consent-missing', {
  zh: '以单独同意为依据的移交须填写同意书编号，请先取得劳动者同意',
  en: 'A hand-over on the ground of consent needs its reference; ask the worker first',
  law: '个人信息保护法 第二十三条',
});
/** Each hand-over has an id of its own: the first under it would be taken for this one. */
export const usedParcel = refusal('hand-over-used', {
  zh: '这个移交编号已用于先前的移交，未移交；请刷新页面后重新提交',
  en: 'This hand-over was used for an earlier one; nothing was sent. Refresh the page and submit again',
});

export const states = {
  offered: { zh: '在途', en: 'In transit' },
  received: { zh: '待签收', en: 'To be accepted' },
  accepted: { zh: '已签收', en: 'Accepted' },
  returned: { zh: '已退回', en: 'Returned' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
};

/** A hand-over as either side's desk lists it. */
export interface HandOverRow {
  readonly offer: Offer;
  readonly status: keyof typeof states;
  readonly offeredOn: string;
}
export const HANDOVERS = 'hand-overs';

/** Whether another sender's hand-over has this id. Ids come from those who send, and the first under one keeps it. */
export const isOther = (row: Pick<HandOverRow, 'offer'> | undefined, { from }: Pick<Offer, 'from'>): boolean =>
  row !== undefined && row.offer.from !== from;

/** Which procedure a hand-over was sent for, by this term of it; undefined where none is known that names one. */
export async function sentFor(
  look: Look,
  term: string,
  { handOver, from }: { readonly handOver: string; readonly from?: string },
): Promise<string | undefined> {
  const row = await look.row<HandOverRow>(HANDOVERS, handOver);
  if (from !== undefined && isOther(row?.data, { from })) return undefined;
  const id = row?.data.offer.terms[term];
  return typeof id === 'string' ? id : undefined;
}

export async function isTaken(look: Look, handOver: string, from: string): Promise<boolean> {
  const row = await look.row<HandOverRow>(HANDOVERS, handOver);
  return isOther(row?.data, { from });
}

export type Transfer = { status: 'none' } | { status: keyof typeof states; offer: Offer };
export const moved = (state: Transfer, status: keyof typeof states): Transfer =>
  state.status === 'none' ? state : { ...state, status };
/** How far a hand-over has come. As in the ledger: an answer outweighs that the sender took it back. */
export const reached: Readonly<Record<keyof typeof states, number>> = {
  offered: 0,
  received: 1,
  withdrawn: 2,
  returned: 3,
  accepted: 3,
};
/** Two logs speak of one hand-over and nobody hears them in the same order, so what goes further stands. */
export const further = <S extends keyof typeof states>(before: S | undefined, now: S): S =>
  before && reached[before] > reached[now] ? before : now;
export const isOpen = (state: Transfer): state is Exclude<Transfer, { status: 'none' }> =>
  state.status === 'offered' || state.status === 'received';
export const head = ({ handOver, from, to, kind }: Offer) => ({ handOver, from, to, kind });

const worded = (words: Label | undefined) => (words ? { words: { zh: words.zh, en: words.en } } : {});

/**
 * Organisations whose part in the work a parcel tells, by what they are in it. The employer is none of them: offices
 * hand each other work about it, and it is not to be warned by that.
 */
const organisations: Readonly<Record<string, Label>> = {
  contractor: { zh: '总包单位', en: 'General contractor' },
  bank: { zh: '银行', en: 'Bank' },
};
export const isAddressed = ({ role }: Offer['parties'][number]): boolean => Object.hasOwn(organisations, role);
const organisationOf = (party: Offer['parties'][number]): Fact[] =>
  isAddressed(party) ? [{ label: organisations[party.role]!, value: party.id, kind: 'organisation' }] : [];

export function shown(state: Transfer, kinds: Readonly<Record<string, Label>>, next: Shown['next']): Shown | undefined {
  if (state.status === 'none') return undefined;
  const { kind, from, to, unit, reason, parties } = state.offer;
  const facts: Fact[] = [
    { label: { zh: '事项', en: 'Kind' }, value: kind, kind: 'text', ...worded(kinds[kind]) },
    { label: { zh: '移出', en: 'From' }, value: from, kind: 'agency' },
    { label: { zh: '接收', en: 'To' }, value: to, kind: 'agency' },
    ...(unit ? [{ label: { zh: '接收单位', en: 'Unit' }, value: unit, kind: 'text' as const }] : []),
    ...parties.flatMap(organisationOf),
    { label: { zh: '理由', en: 'Reason' }, value: reason, kind: 'text' },
  ];
  return { status: state.status, label: states[state.status], facts, next, closed: !isOpen(state) };
}

/** The agency's own clocks that burn on the case, under whatever id, when it offers or returns. */
export async function burningOn(look: Look, agency: string, caseId: string) {
  const where = { live: true, agency };
  const rows = await underAllIds(look, caseId, (caseIds) => look.rows<DeadlineRow>(DEADLINES, { caseIds, where }));
  return rows.map(({ data: { rule, name, due } }) => ({ rule, name, due }));
}

export const notYourDesk = refusal('not-your-desk', {
  zh: '这类移交由本机关的其他岗位签收，未保存；请转给相应岗位办理',
  en: 'This kind of hand-over is for another desk of this agency; nothing was saved. Pass it on to them.',
});
