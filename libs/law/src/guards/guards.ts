import type { Step } from '../step.ts';
import { say } from '../step.ts';
import type { GuardedCommand, Standing } from './standing.ts';

/** One line of the table of mutual exclusion: what stands in the way of a command on the same claim item. */
export interface Guard {
  readonly command: GuardedCommand;
  /** Any of these refuses the command; where it is empty, the lack of all of `unless` does. */
  readonly when: readonly Standing[];
  readonly unless?: readonly Standing[];
  readonly refused: string;
  readonly law: string;
  readonly message: Step;
  readonly nextDoor: Step;
}

/** A refusal in the shape in which deciders give theirs. */
export interface GuardRefusal {
  readonly refused: string;
  readonly message: Step;
  readonly law: string;
  readonly nextDoor: Step;
}

const court = say('向人民法院申请执行', 'enforcement by the court');

/** The first line that applies answers, so the more telling ones stand first. */
export const guards: readonly Guard[] = [
  {
    command: 'openMediation',
    when: ['mediationOpen'],
    refused: 'mediation-open',
    law: '五部门约定：同一请求只开一个调解',
    message: say('同一请求已有调解在进行。', 'A mediation on the same claim is open.'),
    nextDoor: say('并入正在进行的调解', 'join the mediation that is open'),
  },
  {
    command: 'applyJudicialConfirmation',
    when: ['agreementConfirmed'],
    refused: 'agreement-confirmed',
    law: '《民事诉讼法》第206条',
    message: say('该调解协议已经司法确认。', 'The court has confirmed this agreement.'),
    nextDoor: court,
  },
  {
    command: 'applyArbitrationReview',
    when: ['agreementConfirmed'],
    refused: 'agreement-confirmed',
    law: '《劳动人事争议仲裁办案规则》第75条第5项',
    message: say('调解协议已经司法确认，仲裁委员会不再审查。', 'The court has confirmed the agreement: no review.'),
    nextDoor: court,
  },
  {
    command: 'applyArbitrationReview',
    when: ['agreementConfirmsRelation'],
    refused: 'relation-not-reviewable',
    law: '《劳动人事争议仲裁办案规则》第75条第4项',
    message: say(
      '确认劳动关系的内容不能置换仲裁调解书。',
      'An agreement that confirms a labour relation is not reviewed.',
    ),
    nextDoor: say('就确认劳动关系申请仲裁', 'arbitration on the labour relation'),
  },
  {
    command: 'applyArbitration',
    when: ['titleExists'],
    refused: 'title-exists',
    law: '《劳动人事争议仲裁办案规则》第34条',
    message: say('同一请求已有可以执行的生效文书。', 'There is an enforceable title on the same claim.'),
    nextDoor: court,
  },
  {
    command: 'applyArbitration',
    when: ['arbitrationDeemedWithdrawn'],
    refused: 'deemed-withdrawn',
    law: '《劳动人事争议仲裁办案规则》第39条',
    message: say(
      '申请人无正当理由未到庭，按撤回处理，不能再次申请。',
      'The applicant stayed away: no second application.',
    ),
    nextDoor: say('法律援助机构咨询', 'advice of the legal aid agency'),
  },
  {
    command: 'applyArbitration',
    when: ['arbitrationPending'],
    refused: 'arbitration-pending',
    law: '《劳动人事争议仲裁办案规则》第34条',
    message: say('同一请求已在仲裁中。', 'The same claim is in arbitration.'),
    nextDoor: say('在正在进行的仲裁中变更或者增加请求', 'change or add claims in the case that is pending'),
  },
  {
    command: 'applyArbitration',
    when: ['arbitrationRefused', 'arbitrationDecided'],
    refused: 'arbitration-over',
    law: '《劳动人事争议仲裁办案规则》第34条',
    message: say('仲裁已就同一请求不予受理或者作出裁决。', 'Arbitration has refused or decided the same claim.'),
    nextDoor: say('在法定期限内向人民法院起诉', 'suit in the court within the period'),
  },
  {
    command: 'applyArbitration',
    when: ['suitPending'],
    refused: 'suit-pending',
    law: '《劳动人事争议仲裁办案规则》第34条',
    message: say('同一请求已由人民法院审理。', 'The same claim is before the court.'),
    nextDoor: say('在诉讼中主张', 'claim it in that suit'),
  },
  {
    command: 'lodgeInspection',
    when: ['arbitrationPending', 'arbitrationDecided', 'suitPending', 'titleExists'],
    refused: 'in-arbitration-or-court',
    law: '《劳动保障监察条例》第21条',
    message: say('同一请求已经申请仲裁、提起诉讼或者已有生效文书。', 'The claim is or was in arbitration or court.'),
    nextDoor: say('按仲裁或者诉讼程序办理；有生效文书的申请执行', 'that procedure, or enforcement of its title'),
  },
  {
    command: 'fineInsteadOfReferral',
    when: ['criminalReferral'],
    refused: 'no-fine-instead',
    law: '《行政执法机关移送涉嫌犯罪案件的规定》第11条',
    message: say('应当移送的案件不得以行政处罚代替移送。', 'A case for the police may not be settled by a fine.'),
    nextDoor: say('移送公安机关', 'referral to the police'),
  },
  {
    command: 'applyPaymentOrder',
    when: ['titleExists'],
    refused: 'title-exists',
    law: '《最高人民法院关于适用〈民事诉讼法〉的解释》第427条',
    message: say('同一请求已有可以执行的生效文书。', 'There is an enforceable title on the same claim.'),
    nextDoor: court,
  },
  {
    command: 'applyPaymentOrder',
    when: ['preSuitPreservation'],
    refused: 'preserved-before-suit',
    law: '《最高人民法院关于适用〈民事诉讼法〉的解释》第427条第7项',
    message: say('已申请诉前保全，不能申请支付令。', 'Pre-suit preservation bars a payment order.'),
    nextDoor: say('在三十日内起诉或者申请仲裁', 'suit or arbitration within thirty days'),
  },
  {
    command: 'fileSuit',
    when: ['titleExists'],
    refused: 'title-exists',
    law: '《最高人民法院关于适用〈民事诉讼法〉的解释》第247条',
    message: say('同一请求已有可以执行的生效文书。', 'There is an enforceable title on the same claim.'),
    nextDoor: court,
  },
  {
    command: 'fileSuit',
    when: ['suitPending'],
    refused: 'suit-pending',
    law: '《最高人民法院关于适用〈民事诉讼法〉的解释》第247条',
    message: say('同一请求已经起诉。', 'A suit on the same claim is pending.'),
    nextDoor: say('在正在进行的诉讼中主张', 'claim it in the suit that is pending'),
  },
  {
    command: 'fileSuit',
    when: [],
    unless: ['arbitrationDecided', 'arbitrationRefused', 'arbitrationOverdue', 'wageIou', 'agreementUnpaid'],
    refused: 'arbitration-first',
    law: '《劳动争议调解仲裁法》第5条；《劳动争议司法解释（一）》第12、15、51条',
    message: say(
      '劳动争议须先经仲裁；有工资欠条、仅就劳动报酬达成的调解协议未履行、仲裁不予受理或者逾期的除外。',
      'Arbitration comes first, unless there is a wage IOU, a broken pay agreement, or arbitration refused or is overdue.',
    ),
    nextDoor: say('劳动人事争议仲裁委员会', 'the arbitration commission'),
  },
  {
    command: 'applySetAside',
    when: ['workerSuedOnFinalAward'],
    refused: 'worker-has-sued',
    law: '《劳动争议司法解释（一）》第21条',
    message: say('劳动者已就终局裁决起诉，撤销申请不予受理。', 'The worker has sued on the award: not admitted.'),
    nextDoor: say('劳动者撤诉或者被驳回起诉后三十日内再申请', 'again within 30 days after that suit ends'),
  },
  {
    command: 'registerPetition',
    when: ['petitionRechecked'],
    refused: 'petition-closed-for-good',
    law: '《信访工作条例》第36条',
    message: say(
      '复核后仍以同一事实和理由信访的，不再受理。',
      'After re-review the same facts are not accepted again.',
    ),
    nextDoor: say('法律咨询；有新事实的另行登记', 'legal advice; new facts are registered anew'),
  },
  {
    command: 'registerPetition',
    when: ['petitionPending'],
    refused: 'petition-pending',
    law: '《信访工作条例》第19条',
    message: say(
      '同一信访事项正在办理期限内，上级机关不重复受理。',
      'The same matter is being handled: no second one.',
    ),
    nextDoor: say('向正在办理的单位查询进度', 'ask the unit that is handling it'),
  },
];

/** Whether what is already there stands in the way. Nothing means that the command may go on. */
export function guard(command: GuardedCommand, already: readonly Standing[]): GuardRefusal | undefined {
  const stands = (standing: Standing): boolean => already.includes(standing);
  const found = guards.find((line) => {
    if (line.command !== command || line.unless?.some(stands)) return false;
    return line.when.length === 0 || line.when.some(stands);
  });
  if (!found) return undefined;
  const { refused, message, law, nextDoor } = found;
  return { refused, message, law, nextDoor };
}
