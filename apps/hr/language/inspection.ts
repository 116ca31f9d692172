/** What labour inspection (劳动保障监察) says about a complaint, its order, and where the money came from. */
import { event } from '@yimen/kernel';
import {
  caseId,
  claimItems,
  claimParts,
  employer,
  fen,
  liable,
  note,
  organisationId,
  plainDate,
  project,
  titled,
} from '@yimen/terms';
import { z } from 'zod';

const source = z.enum(['complaint', 'lead', 'petition']).meta(
  titled('来源', 'Source', {
    words: {
      complaint: ['投诉', 'Complaint'],
      lead: ['欠薪线索', 'Arrears lead'],
      petition: ['信访转办', 'Petition'],
    },
  }),
);

export const ComplaintLodged = event({
  name: 'ComplaintLodged',
  zh: '投诉举报登记',
  en: 'Complaint lodged',
  data: z.object({
    caseId,
    source,
    /** The five working days count from here, not from the day of registration. */
    receivedOn: plainDate.meta(titled('收到日期', 'Received on')),
    employer,
    liable,
    project: project.optional(),
    claimItems,
    /** The hand-over that brought it. */
    handOver: z.uuid().optional().meta({ widget: 'hidden' }),
  }),
});

export const ComplaintDeclined = event({
  name: 'ComplaintDeclined',
  zh: '不予受理',
  en: 'Complaint declined',
  data: z.object({
    reason: z.enum(['overTwoYears', 'elsewherePending', 'notOurPower', 'duplicate', 'noEvidence']).meta(
      titled('不予受理理由', 'Reason', {
        words: {
          overTwoYears: ['超过二年', 'Over two years'],
          elsewherePending: ['已由仲裁或者法院处理', 'Before arbitration or a court'],
          notOurPower: ['不属监察职权', 'Not for inspection'],
          duplicate: ['已在查处中', 'Under inspection already'],
          noEvidence: ['无具体线索', 'Nothing to go by'],
        },
      }),
    ),
    guidance: note.meta(titled('告知救济途径', 'Where to go instead')),
  }),
});

export const InspectionCaseOpened = event({
  name: 'InspectionCaseOpened',
  zh: '监察立案',
  en: 'Inspection opened',
  data: z.object({}),
});

export const InvestigationExtended = event({
  name: 'InvestigationExtended',
  zh: '延长调查',
  en: 'Investigation extended',
  data: z.object({}),
});

/** The order to pay (限期改正指令书). Its parts are what is to be paid; who of the addressees pays does not matter. */
export const CorrectionOrdered = event({
  name: 'CorrectionOrdered',
  zh: '责令限期改正',
  en: 'Correction ordered',
  data: z.object({
    addressees: z.array(organisationId).min(1).max(20).meta(titled('责令对象', 'Addressees')),
    parts: claimParts,
    days: z.int().min(1).max(60).default(10).meta(titled('期限（日）', 'Days to pay')),
  }),
});

export const OrderComplied = event({
  name: 'OrderComplied',
  zh: '已按期改正',
  en: 'Order complied with',
  data: z.object({}),
});

export const OrderLapsed = event({
  name: 'OrderLapsed',
  zh: '逾期未改正',
  en: 'Order lapsed',
  data: z.object({
    workers: z.int().nonnegative().meta(titled('欠薪人数', 'Workers unpaid')),
    outstanding: fen.meta(titled('尚欠金额', 'Outstanding')),
    /** Whether the sum reaches the "large sum" of 刑法 第二百七十六条之一. */
    criminalTest: z.boolean().meta(titled('达到刑事标准', 'Criminal test met')),
    payDate: plainDate.meta(titled('限期届满日', 'Pay date')),
  }),
});

/** The employer itself paid, and the inspectors saw the proof. */
export const EmployerPaymentRecorded = event({
  name: 'EmployerPaymentRecorded',
  zh: '用人单位支付',
  en: 'Employer paid',
  data: z.object({
    by: organisationId.meta(titled('支付单位', 'Paid by')),
    parts: claimParts,
  }),
});

/** The notice to the bank to pay from the contractor's deposit (工资保证金). */
export const WageDepositDrawn = event({
  name: 'WageDepositDrawn',
  zh: '动用工资保证金',
  en: 'Wage deposit drawn',
  data: z.object({
    /** The hand-over by which the bank hears of it. */
    handOver: z.uuid().meta(titled('移交编号', 'Hand-over', { widget: 'newId' })),
    bank: organisationId.meta(titled('经办银行', 'Bank')),
    contractor: organisationId.meta(titled('总包单位', 'General contractor')),
    subcontractor: organisationId.meta(titled('欠薪分包单位', 'Subcontractor in default')),
    parts: claimParts,
  }),
});

export const WageDepositRefilled = event({
  name: 'WageDepositRefilled',
  zh: '保证金已补足',
  en: 'Wage deposit refilled',
  /** The notice to the bank whose payment was made good. */
  data: z.object({ handOver: z.uuid().optional().meta({ widget: 'hidden' }) }),
});

export const InspectionClosed = event({
  name: 'InspectionClosed',
  zh: '监察结案',
  en: 'Inspection closed',
  data: z.object({
    outcome: z.enum(['closedPaid', 'withdrawn', 'penalised', 'otherRoute']).meta(
      titled('结案方式', 'Outcome', {
        words: {
          closedPaid: ['全部付清', 'Paid in full'],
          withdrawn: ['撤销立案', 'Withdrawn'],
          penalised: ['处理处罚', 'Penalised'],
          otherRoute: ['转其他途径', 'Another route'],
        },
      }),
    ),
    recovered: fen.meta(titled('追回金额', 'Recovered')),
  }),
});

export const inspectionEvents = [
  ComplaintLodged,
  ComplaintDeclined,
  InspectionCaseOpened,
  InvestigationExtended,
  CorrectionOrdered,
  OrderComplied,
  OrderLapsed,
  EmployerPaymentRecorded,
  WageDepositDrawn,
  WageDepositRefilled,
  InspectionClosed,
] as const;
