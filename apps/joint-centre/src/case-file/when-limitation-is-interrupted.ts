/**
 * When a side claims, an authority is asked, or the debtor agrees or pays, limitation starts anew (劳动争议调解仲裁法
 * 第二十七条). A merged case has one limitation, so the act counts under each of its ids.
 */
import { idsOf } from '@yimen/casework';
import { DepositPaid, WagesAdvanced } from '@yimen/departments-language';
import { EmployerPaymentRecorded } from '@yimen/hr-language';
import { InstalmentPaid, PeoplesAgreementReached, PeoplesMediationFailed } from '@yimen/justice-language';
import { legalDay, on, order, policy, type EventType, type Order, type Recorded } from '@yimen/kernel';
import { LimitationInterrupted } from '@yimen/joint-centre-language';
import { UnionMediationAgreed, UnionMediationFailed, UnionMediationPaid } from '@yimen/union-language';
import { caseFile } from './case-file.ts';
import { NoteInterruption } from './commands.ts';

const interrupts = (type: EventType<any, any>) =>
  on<EventType<any, any>, readonly Order[]>(type, ({ meta: { caseId, occurredAt } }: Recorded) => {
    const act = { on: legalDay(occurredAt), because: type.label.zh };
    return caseId ? [order(caseFile, caseId, NoteInterruption({ ...act, caseId }))] : [];
  });

export const whenLimitationIsInterrupted = policy({
  name: 'when-limitation-is-interrupted',
  on: [
    ...[
      ...[UnionMediationAgreed, UnionMediationPaid, UnionMediationFailed],
      ...[PeoplesAgreementReached, InstalmentPaid, PeoplesMediationFailed],
      ...[EmployerPaymentRecorded, WagesAdvanced, DepositPaid],
    ].map(interrupts),
    on(LimitationInterrupted, async ({ meta: { caseId }, data }, look) => {
      const others = caseId ? (await idsOf(look, caseId)).filter((id) => id !== caseId) : [];
      return others.map((id) => order(caseFile, id, NoteInterruption(data)));
    }),
  ],
});
