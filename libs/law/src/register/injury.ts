import * as laws from './laws.ts';
import { register } from './rule.ts';

const dutyBreach = ['构成程序超期', 'a duty is breached'] as const;

/** Work injury (工伤): recognition and appraisal. */
export const injury = register('injury', {
  'inj-employer-apply': {
    name: ['用人单位申请工伤认定', 'Employer applies for recognition'],
    law: laws.WIR,
    article: '17',
    term: [30, 'calendarDay'],
    from: ['事故发生或者职业病诊断之日', 'day of the accident or diagnosis'],
    until: ['用人单位提出申请', 'employer applies'],
    extends: { who: ['社会保险行政部门', 'social insurance department'] },
    expiry: ['此间工伤待遇由用人单位负担；职工可自行申请', 'employer bears the benefits; the worker may apply'],
    sure: 'T',
  },
  'inj-decide': {
    name: ['工伤认定决定', 'Recognition of injury'],
    law: laws.WIR,
    article: '20',
    term: [60, 'calendarDay'],
    from: ['受理工伤认定申请', 'application accepted'],
    until: ['作出认定', 'decision'],
    pause: ['等待司法机关或者有关部门结论', 'waiting for the conclusion of another organ'],
    expiry: dutyBreach,
    sure: 'T',
  },
  'inj-decide-clear': {
    name: ['工伤认定决定（事实清楚）', 'Recognition of injury (facts clear)'],
    law: laws.WIR,
    article: '20',
    term: [15, 'calendarDay'],
    from: ['受理事实清楚、权利义务明确的申请', 'clear application accepted'],
    until: ['作出认定', 'decision'],
    pause: ['等待司法机关或者有关部门结论', 'waiting for the conclusion of another organ'],
    expiry: dutyBreach,
    sure: 'T',
    variantOf: 'inj-decide',
  },
  'inj-appraise': {
    name: ['劳动能力鉴定', 'Appraisal of labour capacity'],
    law: laws.WIR,
    article: '25',
    term: [60, 'calendarDay'],
    from: ['收到鉴定申请', 'application received'],
    until: ['作出鉴定结论', 'conclusion'],
    extends: { length: 30, who: ['劳动能力鉴定委员会', 'appraisal commission'] },
    expiry: dutyBreach,
    sure: 'T',
  },
  'inj-reappraise': {
    name: ['申请再次鉴定', 'Request for a second appraisal'],
    law: laws.WIR,
    article: '26',
    term: [15, 'calendarDay'],
    from: ['收到鉴定结论', 'conclusion received'],
    until: ['申请再次鉴定', 'request'],
    expiry: ['鉴定结论生效', 'the conclusion stands'],
    sure: 'T',
  },
  'inj-recheck': {
    name: ['复查鉴定起始', 'Review of the appraisal opens'],
    law: laws.WIR,
    article: '28',
    term: [1, 'year'],
    rolls: false,
    from: ['作出鉴定结论', 'conclusion made'],
    until: ['伤残情况变化，申请复查', 'condition changed, review requested'],
    expiry: ['可以申请复查鉴定', 'a review may be requested'],
    sure: 'T',
  },
});
