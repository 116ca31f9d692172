import { parseDay, type PlainDate } from '../day.ts';
import { fen as checkedFen, wholeWithin, yuan } from '../calculators/result.ts';
import { say, type Step } from '../step.ts';
import { guard } from './guards.ts';
import type { GuardedCommand, Standing } from './standing.ts';

/** What the clerk at the door knows after the first minutes. */
export interface Situation {
  /** Kinds of claim: wages, severance, confirmRelation … */
  readonly claimKinds: readonly string[];
  readonly headCount?: number;
  readonly fen?: number;
  readonly already?: readonly Standing[];
  /** Rural worker: pay and injury claims need no means check for legal aid (法律援助法42条). */
  readonly migrantWorker?: boolean;
  readonly cannotWrite?: boolean;
  /** Danger to life, a crowd, or the employer gone. */
  readonly emergency?: boolean;
  readonly onlyQuestion?: boolean;
  readonly complaintAboutOffice?: boolean;
  readonly limitationExpiry?: PlainDate;
  readonly today?: PlainDate;
}

export type RouteName =
  | 'emergency'
  | 'enforcement'
  | 'answer'
  | 'legalAid'
  | 'mediation'
  | 'inspectionLead'
  | 'applicationDraft'
  | 'suit'
  | 'paymentOrder'
  | 'petitionGuidance';

export interface Route {
  readonly name: RouteName;
  readonly label: Step;
  readonly law: string;
  /** The clock that the route starts, as a rule of the register. */
  readonly rule?: string;
  readonly recommended: boolean;
  readonly because: Step;
}

interface Line {
  readonly name: RouteName;
  readonly label: Step;
  readonly law: string;
  readonly rule?: string;
  readonly command?: GuardedCommand;
  readonly open: (asked: Situation) => boolean;
  readonly recommended: (asked: Situation) => boolean;
  readonly because: Step;
}

const PAY = ['wages', 'wageArrears', 'overtime', 'doubleWage', 'deductionRefund'];
const INSPECTED = [...PAY, 'socialInsurance', 'socialInsuranceLoss', 'depositReturn'];
const asks = (asked: Situation, kinds: readonly string[]): boolean =>
  asked.claimKinds.some((kind) => kinds.includes(kind));
const has = (asked: Situation, standing: Standing): boolean => asked.already?.includes(standing) ?? false;
const some = (asked: Situation): boolean => asked.claimKinds.length > 0;

function nearLimit(asked: Situation): boolean {
  if (asked.limitationExpiry === undefined || asked.today === undefined) return false;
  return parseDay(asked.limitationExpiry, 'limitationExpiry') - parseDay(asked.today, 'today') < 7;
}

const LINES: readonly Line[] = [
  {
    name: 'emergency',
    label: say('启动应急预案', 'Emergency plan'),
    law: '《劳动保障监察条例》第14条；《信访工作条例》第25条',
    rule: 'conference-convene-red',
    open: (asked) => asked.emergency === true,
    recommended: () => true,
    because: say('涉及人身安全、聚集或者失联，先处置再分流。', 'Danger, a crowd or an employer gone: act first.'),
  },
  {
    name: 'enforcement',
    label: say('申请强制执行', 'Enforcement'),
    law: '《民事诉讼法》第250条',
    rule: 'enf-apply',
    command: 'applyEnforcement',
    open: (asked) => has(asked, 'titleExists'),
    recommended: () => true,
    because: say('已有生效文书，不必再走一遍程序。', 'There is a title already; nothing has to be decided again.'),
  },
  {
    name: 'answer',
    label: say('当场答复', 'Advice on the spot'),
    law: '《工会法》第30条',
    rule: 'consult-answer',
    open: (asked) => asked.onlyQuestion === true || !some(asked),
    recommended: () => true,
    because: say('只是咨询，没有请求事项。', 'A question, not a claim.'),
  },
  {
    name: 'legalAid',
    label: say('法律援助', 'Legal aid'),
    law: '《法律援助法》第31、42、44条',
    rule: 'la-review',
    open: (asked) => some(asked) && !asked.onlyQuestion,
    recommended: (asked) => nearLimit(asked) || (asked.migrantWorker === true && asks(asked, [...PAY, 'workInjury'])),
    because: say(
      '农民工追索报酬、工伤待遇免审经济状况；时效不足七日可先行援助。',
      'No means check for pay; aid first near the limit.',
    ),
  },
  {
    name: 'mediation',
    label: say('调解', 'Mediation'),
    law: '《劳动争议调解仲裁法》第10、14条',
    rule: 'med-labour',
    command: 'openMediation',
    open: (asked) => some(asked) && !asked.onlyQuestion && !has(asked, 'titleExists'),
    recommended: (asked) => !nearLimit(asked) && asked.emergency !== true,
    because: say('双方自愿，十五日内；随时可以转仲裁。', 'By consent, in fifteen days; arbitration stays open.'),
  },
  {
    name: 'inspectionLead',
    label: say('劳动保障监察', 'Labour inspection'),
    law: '《保障农民工工资支付条例》第51条；《劳动保障监察条例》第11、21条',
    rule: 'insp-accept',
    command: 'lodgeInspection',
    open: (asked) => !asked.onlyQuestion && asks(asked, INSPECTED),
    recommended: (asked) => (asked.headCount ?? 1) >= 10 && asks(asked, PAY),
    because: say('欠薪、社会保险属于监察范围，十人以上优先。', 'Pay and insurance are inspected; groups first.'),
  },
  {
    name: 'applicationDraft',
    label: say('申请仲裁（可代写申请书）', 'Arbitration, with a drafted application'),
    law: '《劳动争议调解仲裁法》第27、28条',
    rule: 'arb-accept',
    command: 'applyArbitration',
    open: (asked) => some(asked) && !asked.onlyQuestion,
    recommended: (asked) => nearLimit(asked) || asked.cannotWrite === true || asks(asked, ['confirmRelation']),
    because: say(
      '时效将至、确认劳动关系或者不会书写的，先递交申请。',
      'Near the limit or about the relation: file first.',
    ),
  },
  {
    name: 'suit',
    label: say('直接起诉', 'Suit without arbitration'),
    law: '《劳动争议司法解释（一）》第12、15、51条',
    rule: 'suit-register',
    command: 'fileSuit',
    open: (asked) => !asked.onlyQuestion && some(asked),
    recommended: (asked) => has(asked, 'wageIou') || has(asked, 'agreementUnpaid'),
    because: say(
      '有工资欠条、报酬协议未履行或者仲裁不受理、逾期。',
      'A wage IOU, a broken pay agreement, or arbitration failed.',
    ),
  },
  {
    name: 'paymentOrder',
    label: say('申请支付令', 'Payment order'),
    law: '《劳动合同法》第30条；《劳动争议调解仲裁法》第16条',
    rule: 'po-accept',
    command: 'applyPaymentOrder',
    open: (asked) => !asked.onlyQuestion && asks(asked, PAY),
    recommended: (asked) => has(asked, 'agreementUnpaid') || has(asked, 'wageIou'),
    because: say('数额没有争议，对方可以送达。', 'The sum is undisputed and the debtor can be served.'),
  },
  {
    name: 'petitionGuidance',
    label: say('信访引导', 'Petition'),
    law: '《信访工作条例》第31条',
    rule: 'pet-route',
    command: 'registerPetition',
    open: (asked) => asked.complaintAboutOffice === true,
    recommended: () => true,
    because: say('反映机关工作；欠薪等请求导入法定程序。', 'About an office; claims go into their procedure.'),
  },
];

/**
 * Advice at the door (依法分类处理): which routes are open in law, which are recommended and why. What mutual exclusion
 * refuses is left out. The worker chooses; a clerk who chooses otherwise says why.
 */
export function routesFor(asked: Situation): Route[] {
  const free = (line: Line): boolean =>
    line.command === undefined || guard(line.command, asked.already ?? []) === undefined;
  return LINES.filter((line) => line.open(asked) && free(line))
    .map(({ name, label, law, rule, because, recommended }) => {
      return { name, label, law, ...(rule === undefined ? {} : { rule }), recommended: recommended(asked), because };
    })
    .sort((a, b) => Number(b.recommended) - Number(a.recommended));
}

export type Tier = 'outpost' | 'town' | 'district' | 'conference';

/** Where a matter begins (村居前哨→镇街→区级): local practice, and never a bar to arbitration or petition. */
export interface TierLines {
  readonly townFen: number;
  readonly districtHeads: number;
  readonly conferenceHeads: number;
}

export const tierLines: TierLines = { townFen: 10_000_000, districtHeads: 10, conferenceHeads: 30 };

export function startingTier(
  input: { readonly headCount?: number; readonly fen?: number },
  lines: TierLines = tierLines,
): { tier: Tier; because: Step } {
  const heads = wholeWithin(input.headCount ?? 1, 'headCount', { from: 0, to: 10_000_000 });
  const sum = checkedFen(input.fen ?? 0, 'fen');
  if (heads >= lines.conferenceHeads) {
    return {
      tier: 'conference',
      because: say(`${heads} 人，直接会商。`, `${heads} people: straight to a conference.`),
    };
  }
  if (heads >= lines.districtHeads) {
    return {
      tier: 'district',
      because: say(`${heads} 人，直接到区级。`, `${heads} people: straight to the district.`),
    };
  }
  if (sum > lines.townFen) {
    return {
      tier: 'district',
      because: say(`${yuan(sum)} 元超过镇街限额。`, `${yuan(sum)} yuan is above the town limit.`),
    };
  }
  return { tier: 'outpost', because: say('从村居前哨开始。', 'It begins at the village outpost.') };
}
