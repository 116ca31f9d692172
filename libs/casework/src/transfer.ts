/** A hand-over as both sides see it: its states, its refusals, its card. */
import { refusal, type Fact, type Label, type Look, type Shown } from '@yimen/kernel';
import { DEADLINES, type DeadlineRow } from './deadline.ts';
import type { Offer } from './handover-language.ts';

const no = (code: string, zh: string, en: string, law?: string) => refusal(code, { zh, en, ...(law ? { law } : {}) });
export const alreadySent = no('already-offered', '这项移交已经发出', 'This hand-over was already offered');
export const alreadyHere = no('already-received', '这项移交已经收到', 'This hand-over is already here');
export const alreadyNoted = no('already-noted', '这项答复已经记录', 'This answer is already noted');
export const notHere = no(
  'no-such-hand-over',
  '没有这项移交，请从待签收列表中选择',
  'There is no such hand-over; choose one of the list',
);
export const isAnswered = no(
  'hand-over-answered',
  '这项移交已有答复；更正请另行移交',
  'Already answered; to correct it offer a new one',
);
export const unknownKind = no(
  'unknown-kind',
  '本机关不办理这类移交，请从列表中选择',
  'This agency has no such hand-over; choose one of the list',
);
export const noConsent = no(
  'consent-missing',
  '以单独同意为依据的移交须填写同意书编号，请先取得劳动者同意',
  'A hand-over on the ground of consent needs its reference; ask the worker first',
  '个人信息保护法 第二十三条',
);

export const states = {
  offered: { zh: '待到达', en: 'On its way' },
  received: { zh: '待签收', en: 'To be accepted' },
  accepted: { zh: '已签收', en: 'Accepted' },
  returned: { zh: '已退回', en: 'Returned' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
};
export type Transfer = { status: 'none' } | { status: keyof typeof states; offer: Offer };
export const moved = (state: Transfer, status: keyof typeof states): Transfer =>
  state.status === 'none' ? state : { ...state, status };
export const isOpen = (state: Transfer): state is Exclude<Transfer, { status: 'none' }> =>
  state.status === 'offered' || state.status === 'received';
export const head = ({ handOver, from, to, kind }: Offer) => ({ handOver, from, to, kind });

export function shown(state: Transfer, kinds: Readonly<Record<string, Label>>, next: Shown['next']): Shown | undefined {
  if (state.status === 'none') return undefined;
  const { kind, from, to, unit, reason } = state.offer;
  const facts: Fact[] = [
    { label: { zh: '事项', en: 'Kind' }, value: kinds[kind]?.zh ?? kind, kind: 'text' },
    { label: { zh: '移交', en: 'From → to' }, value: `${from} → ${unit ?? to}`, kind: 'text' },
    { label: { zh: '理由', en: 'Reason' }, value: reason, kind: 'text' },
  ];
  return { status: state.status, label: states[state.status], facts, next, closed: !isOpen(state) };
}

/** The clocks that burn on the sender's case when it offers or returns. */
export async function burningOn(look: Look, caseId: string) {
  const rows = await look.rows<DeadlineRow>(DEADLINES, { caseIds: [caseId], where: { live: true } });
  return rows.map(({ data: { rule, name, due } }) => ({ rule, name, due }));
}
