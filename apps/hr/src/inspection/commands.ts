/** What an inspector may ask of an inspection, and what only policies and clocks may. */
import { command } from '@yimen/kernel';
import {
  ComplaintDeclined,
  ComplaintLodged,
  CorrectionOrdered,
  EmployerPaymentRecorded,
  InspectionClosed,
  OrderLapsed,
  WageDepositDrawn,
} from '@yimen/hr-language';
import { claimParts, titled } from '@yimen/terms';
import { z } from 'zod';
import { DepositNoticeCameBack, InspectionPaymentNoted } from './noted.ts';

const by = ['hr.inspector'];

/** Without a day the complaint counts as received on the day of the act. */
export const LodgeComplaint = command({
  name: 'LodgeComplaint',
  zh: '登记投诉举报',
  en: 'Lodge complaint',
  by,
  input: ComplaintLodged.schema.partial({ receivedOn: true }),
});
export const DeclineComplaint = command({
  name: 'DeclineComplaint',
  zh: '不予受理',
  en: 'Decline complaint',
  by,
  input: ComplaintDeclined.schema,
});
export const AcceptComplaint = command({
  name: 'AcceptComplaint',
  zh: '受理立案',
  en: 'Accept and open',
  by,
  input: z.object({}),
});
export const ExtendInvestigation = command({
  name: 'ExtendInvestigation',
  zh: '延长调查',
  en: 'Extend investigation',
  by,
  input: z.object({}),
});
export const IssueCorrectionOrder = command({
  name: 'IssueCorrectionOrder',
  zh: '责令限期改正',
  en: 'Order correction',
  by,
  input: CorrectionOrdered.schema,
});
export const RecordEmployerPayment = command({
  name: 'RecordEmployerPayment',
  zh: '登记单位支付',
  en: 'Record payment by the employer',
  by,
  input: EmployerPaymentRecorded.schema,
});
/** Without parts all that is outstanding is drawn. */
export const UseWageDeposit = command({
  name: 'UseWageDeposit',
  zh: '动用工资保证金',
  en: 'Draw on the wage deposit',
  by,
  input: WageDepositDrawn.schema.extend({
    parts: claimParts.optional().meta(titled('支付金额（不填为全部欠款）', 'Amounts (empty: all outstanding)')),
  }),
});
export const CloseInspection = command({
  name: 'CloseInspection',
  zh: '监察结案',
  en: 'Close inspection',
  by,
  input: InspectionClosed.schema.pick({ outcome: true }),
});

export const LapseOrder = command({
  name: 'LapseOrder',
  zh: '责令期限届满',
  en: 'Lapse the order',
  by: [],
  input: OrderLapsed.schema.pick({ payDate: true }),
});
export const NoteWagesPaid = command({
  name: 'NoteWagesPaid',
  zh: '记录到账',
  en: 'Note wages paid',
  by: [],
  /** The notice by which a bank paid, where one did. */
  input: InspectionPaymentNoted.schema.extend({ handOver: z.uuid().optional() }),
});
export const NoteDepositRefilled = command({
  name: 'NoteDepositRefilled',
  zh: '记录保证金补足',
  en: 'Note the deposit refilled',
  by: [],
  input: z.object({ handOver: z.uuid() }),
});

export const NoteDepositNoticeCameBack = command({
  name: 'NoteDepositNoticeCameBack',
  zh: '记录支付通知退回',
  en: 'Note that the notice to the bank came back',
  by: [],
  input: DepositNoticeCameBack.schema,
});

export const commands = [
  LodgeComplaint,
  DeclineComplaint,
  AcceptComplaint,
  ExtendInvestigation,
  IssueCorrectionOrder,
  RecordEmployerPayment,
  UseWageDeposit,
  CloseInspection,
  LapseOrder,
  NoteWagesPaid,
  NoteDepositRefilled,
  NoteDepositNoticeCameBack,
] as const;
