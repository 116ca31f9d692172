/** What the petition office (信访局) says about a petition: where it went, and what came of it. */
import { returnReasons } from '@yimen/casework';
import { event } from '@yimen/kernel';
import { caseId, claimItems, door, employer, fen, titled, note, plainDate } from '@yimen/terms';
import { z } from 'zod';

export const PetitionRegistered = event({
  name: 'PetitionRegistered',
  zh: '信访登记',
  en: 'Petition registered',
  data: z.object({
    caseId,
    door,
    level: z
      .enum(['district', 'city'])
      .meta(titled('受理层级', 'Level', { words: { district: ['区级', 'District'], city: ['市级', 'City'] } })),
    employer,
    claimItems,
  }),
});

export const PetitionTransferred = event({
  name: 'PetitionTransferred',
  zh: '信访转送',
  en: 'Petition transferred',
  data: z.object({
    /** The parcel in which it travels, titled by the clerk's desk. */
    handOver: z.uuid().meta(titled('移交编号', 'Hand-over', { widget: 'newId' })),
    to: z
      .string()
      .min(1)
      .max(40)
      .meta(titled('有权处理机关', 'Agency', { widget: 'agency' })),
    unit: z.string().max(60).optional().meta(titled('承办单位', 'Unit')),
    reason: note.meta(titled('转送理由', 'Reason')),
  }),
});

/** The unit says within five working days why it is not the right one (信访工作条例 第二十三条). */
export const RoutingObjected = event({
  name: 'RoutingObjected',
  zh: '转送异议',
  en: 'Routing objected to',
  data: z.object({
    reason: z
      .string()
      .max(60)
      .meta(titled('异议理由', 'Reason', { words: returnReasons })),
  }),
});

export const PetitionRecalled = event({
  name: 'PetitionRecalled',
  zh: '收回重新转送',
  en: 'Petition recalled',
  data: z.object({
    /** The office took it back by itself, before the unit had answered: nobody has said that it was the wrong one. */
    takenBack: z.boolean().optional().meta(titled('信访部门自行撤回', 'Taken back by the office')),
    /** The fifteen days to send it on are counted from here (信访工作条例 第二十二条), and have gone on running. */
    registeredOn: plainDate.optional().meta(titled('登记日期', 'Registered on')),
  }),
});

export const PetitionReceiptNotified = event({
  name: 'PetitionReceiptNotified',
  zh: '受理告知',
  en: 'Notice of receipt given',
  data: z.object({}),
});

/** Led into a procedure that the law provides (信访工作条例 第三十一条); the petition's own clocks end here. */
export const PetitionChanneled = event({
  name: 'PetitionChanneled',
  zh: '导入法定途径',
  en: 'Channelled into a legal procedure',
  data: z.object({
    channel: z.enum(['inspection', 'arbitration', 'mediation', 'court', 'reconsideration', 'other']).meta(
      titled('法定途径', 'Procedure', {
        words: {
          inspection: ['劳动保障监察', 'Labour inspection'],
          arbitration: ['劳动仲裁', 'Arbitration'],
          mediation: ['调解', 'Mediation'],
          court: ['诉讼', 'Court'],
          reconsideration: ['行政复议', 'Administrative reconsideration'],
          other: ['其他', 'Other'],
        },
      }),
    ),
  }),
});

/** The same matter is pending below or was brought before (信访工作条例 第十九条). */
export const DuplicatePetitionRefused = event({
  name: 'DuplicatePetitionRefused',
  zh: '重复信访不予受理',
  en: 'Duplicate petition refused',
  data: z.object({ pending: z.uuid().meta(titled('在办信访件', 'Pending petition', { widget: 'petition' })) }),
});

/** What the procedure that it was led into came to, copied to the record. */
export const PetitionResultNoted = event({
  name: 'PetitionResultNoted',
  zh: '记录办理结果',
  en: 'Result noted',
  data: z.object({ outcome: z.string().max(60), paid: fen.optional() }),
});

export const PetitionClosed = event({
  name: 'PetitionClosed',
  zh: '信访办结',
  en: 'Petition closed',
  data: z.object({}),
});

export const petitionEvents = [
  PetitionRegistered,
  PetitionTransferred,
  RoutingObjected,
  PetitionRecalled,
  PetitionReceiptNotified,
  PetitionChanneled,
  DuplicatePetitionRefused,
  PetitionResultNoted,
  PetitionClosed,
] as const;
