import type { Step } from '../step.ts';
import type { Field, FieldKind, Fields } from './fields.ts';

/** The fields of a calculator, and an input that it answers. */
export interface Input {
  readonly fields: Fields;
  readonly example: Readonly<Record<string, unknown>>;
}

type More = Pick<Field, 'of' | 'words'>;
type Make = (zh: string, en: string, more?: More) => Field;

const label = (zh: string, en: string): Step => ({ zh, en });
const a =
  (kind: FieldKind): Make =>
  (zh, en, more) => ({ kind, label: label(zh, en), ...more });
const must = (field: Field): Field => ({ ...field, required: true });

const [fen, day, whole, number] = [a('fen'), a('day'), a('whole'), a('number')];
const [flag, list, record, word] = [a('flag'), a('list'), a('record'), a('word')];

const parameters = record('当地参数（不给则用当日的）', 'local parameters, else those of the day', {
  of: {
    minWageMonthly: fen('月最低工资', 'monthly minimum wage'),
    cityAvgMonthlyWage: fen('社会月平均工资', 'average monthly wage of the city'),
    provAvgAnnualWage: fen('全省年平均工资', 'average annual wage of the province'),
    criminalOne: fen('一人数额较大', 'large sum, one worker'),
    criminalOneMonths: whole('一人拖欠月数', 'months, one worker'),
    criminalGroup: fen('多人数额较大', 'large sum, a group'),
    criminalGroupHeads: whole('多人人数', 'heads of a group'),
  },
});

const monthlyWage = must(fen('月工资', 'monthly wage'));
const hours = (zh: string, en: string): Field => number(`${zh}（小时）`, `${en}, hours`);

const service: Fields = {
  hiredOn: day('入职日', 'day of hiring'),
  leftOn: day('离职日（计入）', 'last day of employment, counted'),
  service: record('或者约定的工作年限', 'or the time of service, instead of the two days', {
    of: { years: must(whole('满年数', 'full years')), months: must(whole('余下的月数 0–11', 'months besides, 0–11')) },
  }),
  averageMonthlyWage: must(fen('前十二个月平均应得工资', 'average gross wage of the last twelve months')),
  parameters,
};
const served = { hiredOn: '2018-07-01', leftOn: '2025-09-15', averageMonthlyWage: 840_000 };

const amount: Input = { fields: { amount: must(fen('金额', 'sum')) }, example: { amount: 3_600_000 } };

const interest: Fields = {
  principal: must(fen('未付本金', 'unpaid principal')),
  dueOn: must(day('到期日（次日起算）', 'due day; interest runs from the next')),
  paidOn: must(day('付款日（计入）', 'day paid, counted')),
};
const optional = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, { kind, label: words }]) => [name, { kind, label: words }]));

/** What each calculator is asked with: checked at the door, listed on the command line and on the register page. */
export const inputs = {
  wageArrears: {
    fields: {
      rows: must(
        list('逐人逐月', 'one row a worker and month', {
          of: {
            worker: must(a('name')('职工代号', 'id of the worker')),
            period: must(a('month')('工资月份', 'wage month')),
            payable: must(fen('应付', 'payable')),
            paid: must(fen('已付', 'paid')),
          },
        }),
      ),
    },
    example: { rows: [{ worker: 'w1', period: '2026-03', payable: 500_000, paid: 200_000 }] },
  },
  overtime: {
    fields: {
      monthlyWage,
      hours: record('按日类型的加班时数', 'hours by kind of day', {
        of: {
          workday: hours('工作日延时', 'working days, 150 %'),
          restDay: hours('休息日（未补休）', 'rest days without time off, 200 %'),
          statutory: hours('法定休假日', 'statutory holidays, 300 %'),
        },
      }),
      worked: list('或者逐日', 'or day by day, sorted by the calendar', {
        of: {
          on: must(day('日期', 'day')),
          hours: must(hours('时数', 'hours')),
          timeOffInLieu: flag('已安排补休', 'time off was given'),
        },
      }),
      irregularHours: flag('经批准的不定时工作制', 'irregular hours are approved'),
    },
    example: { monthlyWage: 652_500, hours: { workday: 10, restDay: 16, statutory: 8 } },
  },
  partMonthPay: {
    fields: {
      monthlyWage,
      year: must(whole('年', 'year')),
      month: must(whole('月 1–12', 'month, 1–12')),
      attended: number('出勤工作日（或者给缺勤）', 'working days attended, or give those absent'),
      absent: number('缺勤工作日', 'working days absent'),
      method: word('正算或者倒算（默认：出勤过半倒算）', 'default: reverse from half the month on', {
        words: ['forward', 'reverse'],
      }),
    },
    example: { monthlyWage: 652_500, year: 2025, month: 7, absent: 1 },
  },
  doubleWage: {
    fields: {
      hiredOn: must(day('用工之日', 'day of hiring')),
      signedOn: day('签订书面合同之日', 'day the contract was signed'),
      leftOn: day('离职日（两者至少给一个）', 'last day of employment; one of the two is needed'),
      monthlyWage,
      mode: word('“月”的算法（默认按用工月）', 'which month a month is; by employment unless said', {
        words: ['employmentMonth', 'calendarMonth'],
      }),
    },
    example: { hiredOn: '2024-05-10', signedOn: '2024-08-20', monthlyWage: 580_000 },
  },
  severanceN: { fields: service, example: served },
  nPlusOne: {
    fields: { ...service, lastMonthWage: must(fen('上月工资', "the last month's wage")) },
    example: { ...served, lastMonthWage: 910_000 },
  },
  twoN: { fields: service, example: served },
  annualLeaveDays: {
    fields: {
      yearsOfWork: number('累计工作年限（或者给年休假天数）', 'years of work in all, or give the entitlement'),
      entitlement: whole('全年应休天数', 'days of leave a year'),
      exitOn: day('离职日', 'day of leaving'),
      entryOn: day('入职日', 'day of entry'),
      taken: number('已休天数', 'days taken'),
    },
    example: { entitlement: 10, exitOn: '2025-09-15', taken: 2 },
  },
  unusedLeavePay: {
    fields: {
      days: must(number('未休天数', 'days not taken')),
      averageMonthlyWage: must(fen('前十二个月剔除加班费的月平均工资', 'twelve-month average without overtime')),
      declinedInWriting: flag('书面提出不休', 'declined in writing'),
    },
    example: { days: 5, averageMonthlyWage: 783_000 },
  },
  additionalCompensation: {
    fields: {
      unpaid: must(fen('逾期未付', 'unpaid after the order')),
      rate: must(number('比例 0.5–1', 'rate, 0.5–1')),
      payBy: must(day('责令支付期限', 'pay date of the order')),
      today: must(day('计算日', 'day of the question')),
    },
    example: { unpaid: 22_000_000, rate: 0.5, payBy: '2025-09-25', today: '2025-09-26' },
  },
  lateInterest: {
    fields: {
      ...optional(interest),
      lines: list('或者多笔', 'or several, instead of the three', { of: interest }),
    },
    example: { principal: 1_200_000, dueOn: '2025-05-30', paidOn: '2025-08-20' },
  },
  injuryLumpSum: {
    fields: {
      grade: must(whole('伤残等级 1–10', 'grade, 1–10')),
      ownWage: must(fen('本人工资', "the worker's own insured wage")),
      areaAverageWage: fen('统筹地区月平均工资（核对60%–300%）', 'area average, which bounds it to 60–300 %'),
    },
    example: { grade: 9, ownWage: 620_000 },
  },
  insuranceLateFee: {
    fields: { arrears: must(fen('欠缴金额', 'contributions in arrears')), days: must(whole('天数', 'days')) },
    example: { arrears: 2_000_000, days: 90 },
  },
  finalAwardTest: {
    fields: {
      items: must(
        list('裁决事项', 'items of the award', {
          of: { kind: must(a('name')('事项类别', 'kind of the item')), amount: must(fen('金额', 'sum')) },
        }),
      ),
      on: day('裁决日', 'day of the award'),
      parameters,
    },
    example: { items: [{ kind: 'pay', amount: 2_640_000 }], on: '2025-11-07' },
  },
  criminalTest: {
    fields: {
      orderLapsed: must(flag('责令支付期限已过', 'the pay date of the order has passed')),
      workers: must(
        list('各职工', 'each worker', {
          of: { unpaid: must(fen('尚欠', 'still owed')), months: must(whole('拖欠月数', 'months of pay')) },
        }),
      ),
      on: day('逾期日', 'day on which the order lapsed'),
      parameters,
    },
    example: { orderLapsed: true, workers: [{ unpaid: 2_150_000, months: 3 }], on: '2025-09-26' },
  },
  limitation: {
    fields: {
      knownOn: must(day('知道或者应当知道之日', 'day the worker knew or should have known')),
      unpaidWages: flag('在职期间拖欠劳动报酬', 'pay owed during employment'),
      employmentEndedOn: day('劳动关系终止之日', 'day the employment ended'),
      interruptions: list('中断事由', 'what restarts the year', {
        of: { on: must(day('日期', 'day')), because: record('事由', 'reason', { of: reason() }) },
      }),
      suspensions: list('中止', 'what stands it still', {
        of: {
          from: must(day('自', 'from')),
          to: must(day('至', 'to')),
          because: record('事由', 'reason', { of: reason() }),
        },
      }),
      filedOn: day('申请仲裁之日', 'day of the application'),
      today: day('今天', 'present day'),
    },
    example: { knownOn: '2025-03-10', interruptions: [{ on: '2025-09-01' }, { on: '2026-01-15' }] },
  },
  labourCaseFee: {
    fields: {
      simple: flag('适用简易程序', 'simple procedure'),
      settledOrWithdrawn: flag('调解结案或者撤诉', 'settled or withdrawn'),
    },
    example: { simple: true },
  },
  propertyCaseFee: amount,
  paymentOrderFee: amount,
  enforcementFee: amount,
  preservationFee: amount,
} as const satisfies Readonly<Record<string, Input>>;

export type CalculatorName = keyof typeof inputs;

function reason(): Fields {
  return { zh: must(a('name')('中文', 'in Chinese')), en: must(a('name')('英文', 'in English')) };
}
