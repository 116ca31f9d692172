import { say, type Step } from '../step.ts';
import type { GuardedCommand, Standing } from './standing.ts';

/** A command that is allowed and yet changes something that was there. */
export interface Consequence {
  readonly command: GuardedCommand;
  readonly when: readonly Standing[];
  /** `goesOn`: both run. `ends`, `stays`: what was there ends, or the new one waits. `restartsLimitation`: art. 27. */
  readonly effect: 'goesOn' | 'ends' | 'stays' | 'restartsLimitation';
  readonly law: string;
  readonly words: Step;
}

export const consequences: readonly Consequence[] = [
  {
    command: 'applyArbitration',
    when: ['mediationOpen'],
    effect: 'goesOn',
    law: '《劳动争议调解仲裁法》第14条；《劳动人事争议仲裁办案规则》第69条',
    words: say(
      '调解不妨碍申请仲裁；仲裁委员会只能建议暂缓受理。',
      'Mediation never bars it; deferral may only be suggested.',
    ),
  },
  {
    command: 'applyArbitration',
    when: ['inspectionOpen'],
    effect: 'restartsLimitation',
    law: '《劳动争议调解仲裁法》第9、27条',
    words: say(
      '投诉使时效中断；监察与仲裁互相通报。',
      'The complaint restarted the limitation; both agencies are told.',
    ),
  },
  {
    command: 'fileSuit',
    when: ['paymentOrderPending', 'paymentOrderIssued'],
    effect: 'ends',
    law: '《最高人民法院关于适用〈民事诉讼法〉的解释》第430条',
    words: say('债权人就同一债务起诉，支付令失效或者程序终结。', 'The suit on the same debt ends the payment order.'),
  },
  {
    command: 'applyEnforcement',
    when: ['setAsidePending'],
    effect: 'stays',
    law: '《劳动争议司法解释（一）》第25条',
    words: say(
      '用人单位申请撤销的，中止执行；驳回后恢复，撤销后终结。',
      "The employer's application stays enforcement; it resumes if dismissed and ends if the award is set aside.",
    ),
  },
  {
    command: 'applySetAside',
    when: ['titleExists'],
    effect: 'stays',
    law: '《劳动争议司法解释（一）》第25条',
    words: say('正在进行的执行中止。', 'Enforcement that is under way is stayed.'),
  },
];

/** What an allowed command does to what is already there. */
export function consequencesOf(command: GuardedCommand, already: readonly Standing[]): readonly Consequence[] {
  return consequences.filter((line) => line.command === command && line.when.some((each) => already.includes(each)));
}
