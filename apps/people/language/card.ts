/**
 * What the party register (当事人库) says: that somebody is registered, and who looked at a card and why. Never a name, a
 * number or an address: events are for ever, cards are not.
 */
import { event } from '@yimen/kernel';
import { titled } from '@yimen/terms';
import { z } from 'zod';

export const PersonRegistered = event({
  name: 'PersonRegistered',
  zh: '人员登记',
  en: 'Person registered',
  data: z.object({}),
});

export const organisationKind = z
  .enum(['employer', 'generalContractor', 'subcontractor', 'bank', 'department', 'other'])
  .meta(
    titled('单位类别', 'Kind', {
      words: {
        employer: ['用人单位', 'Employer'],
        generalContractor: ['总包单位', 'General contractor'],
        subcontractor: ['分包单位', 'Subcontractor'],
        bank: ['银行', 'Bank'],
        department: ['行业主管部门', 'Department'],
        other: ['其他', 'Other'],
      },
    }),
  );

export const OrganisationRegistered = event({
  name: 'OrganisationRegistered',
  zh: '单位登记',
  en: 'Organisation registered',
  data: z.object({ kind: organisationKind }),
});

/** A closed list, so that no name can be written here; what else the reader said stays with the register. */
export const purpose = z.enum(['verify', 'contact', 'serve', 'pay', 'enforce', 'other']).meta(
  titled('查看目的', 'Purpose', {
    words: {
      verify: ['核实身份', 'Verify identity'],
      contact: ['联系当事人', 'Contact the party'],
      serve: ['送达文书', 'Serve documents'],
      pay: ['发放款项', 'Pay out'],
      enforce: ['强制执行', 'Enforce'],
      other: ['其他（另有记录）', 'Other (on record)'],
    },
  }),
);

export const CardUnmasked = event({
  name: 'CardUnmasked',
  zh: '查看个人信息',
  en: 'Card unmasked',
  data: z.object({ purpose }),
});

export const erasureGround = z
  .enum(['purposeFulfilled', 'consentWithdrawn', 'retentionEnded', 'registeredInError'])
  .meta(
    titled('删除事由', 'Ground', {
      words: {
        purposeFulfilled: ['处理目的已实现', 'Purpose fulfilled'],
        consentWithdrawn: ['撤回同意', 'Consent withdrawn'],
        retentionEnded: ['保存期限届满', 'Retention ended'],
        registeredInError: ['登记错误', 'Registered in error'],
      },
    }),
  );

/** The card is gone; proofs and totals stay (个人信息保护法 第四十七条). */
export const CardErased = event({
  name: 'CardErased',
  zh: '删除个人信息',
  en: 'Card erased',
  data: z.object({ ground: erasureGround }),
});

export const cardEvents = [PersonRegistered, OrganisationRegistered, CardUnmasked, CardErased] as const;
