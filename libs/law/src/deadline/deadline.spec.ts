import { describe, expect, it } from '@jest/globals';
import { deadline, findRule, rules, type DeadlineRequest, type LegalAct } from '../index.ts';

const ask = (rule: string, acts: readonly LegalAct[], more: Partial<DeadlineRequest> = {}) =>
  deadline({ rule, acts, ...more });
const started = (on: string): LegalAct => ({ kind: 'start', on });
const codeOf = (attempt: () => unknown): string => {
  try {
    attempt();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'answered';
};

describe('status of a deadline', () => {
  it('is met on its last day and breached the day after', () => {
    expect(ask('arb-accept', [started('2025-09-22'), { kind: 'stop', on: '2025-09-28' }]).status).toBe('met');
    expect(ask('arb-accept', [started('2025-09-22'), { kind: 'stop', on: '2025-09-29' }]).status).toBe('breached');
    expect(ask('arb-accept', [started('2025-09-22')], { today: '2025-09-28' }).status).toBe('running');
    expect(ask('arb-accept', [started('2025-09-22')], { today: '2025-09-29' }).status).toBe('breached');
  });

  it('lapses where the rule is a right or an option, and nobody is in breach', () => {
    const late = (rule: string) => [
      ask(rule, [started('2025-04-07')], { today: '2028-01-01' }).status,
      ask(rule, [started('2025-04-07'), { kind: 'stop', on: '2028-01-01' }]).status,
    ];
    expect(['jc-apply', 'appeal', 'arb-limitation', 'med-labour'].flatMap(late)).toEqual(Array(8).fill('lapsed'));
    expect(late('arb-counterclaim')).toEqual(['breached', 'breached']);
  });

  it('counts hours to the second', () => {
    const start: LegalAct = { kind: 'start', on: '2026-03-02', at: '2026-03-02T15:30:00+08:00' };
    const stopAt = (at: string): LegalAct => ({ kind: 'stop', on: '2026-03-03', at });
    expect(ask('crim-send', [start, stopAt('2026-03-03T15:30:00+08:00')]).status).toBe('met');
    expect(ask('crim-send', [start, stopAt('2026-03-03T15:30:01+08:00')]).status).toBe('breached');
    expect(ask('crim-send', [start], { now: '2026-03-03T07:31:00Z' }).status).toBe('breached');
    expect(ask('crim-send', [start]).dueAt).toBe('2026-03-03T15:30:00+08:00');
  });

  it('judges a notice before a hearing by the day it was given', () => {
    const hearing = started('2025-10-30');
    expect(ask('arb-hearing-notice', [hearing, { kind: 'stop', on: '2025-10-23' }]).status).toBe('met');
    expect(ask('arb-hearing-notice', [hearing, { kind: 'stop', on: '2025-10-24' }]).status).toBe('breached');
  });
});

describe('standing still', () => {
  const suspended = [started('2025-09-26'), { kind: 'pause', on: '2025-10-13' }] as const;

  it('adds the days of a suspension to the award', () => {
    const answer = ask('arb-award', [...suspended, { kind: 'resume', on: '2025-11-12' }]);
    expect(answer).toMatchObject({ due: '2025-12-10', latest: '2025-12-25', status: 'running' });
  });

  it('is paused while nobody resumed it, whatever the day', () => {
    expect(ask('arb-award', suspended, { today: '2026-06-01' }).status).toBe('paused');
  });

  it('waits with a new count for the end of a suspension that came too late for the old one', () => {
    const acts: LegalAct[] = [
      started('2025-09-26'),
      { kind: 'pause', on: '2025-11-11' },
      { kind: 'restart', on: '2025-11-20' },
      { kind: 'resume', on: '2025-12-01' },
    ];
    expect(ask('arb-award', acts.slice(0, 3), { today: '2025-11-25' }).status).toBe('paused');
    expect(ask('arb-award', acts).due).toBe('2026-01-14');
  });

  it('tells each rest day once, and no day of a standstill as worked', () => {
    const acts: LegalAct[] = [
      started('2025-09-22'),
      { kind: 'pause', on: '2025-09-24' },
      { kind: 'resume', on: '2025-09-30' },
    ];
    const { due, explain } = ask('arb-serve', acts);
    const told = explain.map(({ zh }) => zh);
    expect(due).toBe('2025-10-11');
    expect(told).toContain('中止：2025-09-24 至 2025-09-30，其间 6 日不计。');
    // 22 September and 5 working days, 6 days of the standstill and 8 of the holiday.
    expect(told).toContain('只计工作日，跳过 8 个休息日，2025-10-11 为调休上班日，计入。');
  });

  it('skips working days of a public notice', () => {
    const acts: LegalAct[] = [
      started('2025-11-03'),
      { kind: 'pause', on: '2025-11-05' },
      { kind: 'resume', on: '2025-11-19' },
    ];
    expect(ask('arb-serve', acts).due).toBe('2025-11-24');
  });

  it('is not helped by a suspension that came after the end', () => {
    const acts: LegalAct[] = [
      started('2025-09-26'),
      { kind: 'pause', on: '2025-11-11' },
      { kind: 'resume', on: '2025-12-01' },
    ];
    expect(ask('arb-award', acts, { today: '2025-12-02' })).toMatchObject({ due: '2025-11-10', status: 'breached' });
  });

  it('waits for the resumption when its end had moved off a holiday', () => {
    const acts: LegalAct[] = [
      started('2025-05-16'),
      { kind: 'pause', on: '2025-06-01' },
      { kind: 'resume', on: '2025-06-07' },
    ];
    expect(ask('inj-decide-clear', acts.slice(0, 1)).due).toBe('2025-06-03');
    expect(ask('inj-decide-clear', acts).due).toBe('2025-06-09');
  });

  it('is not revived by a demand after the limitation has run', () => {
    const acts: LegalAct[] = [started('2025-03-10'), { kind: 'restart', on: '2026-03-11' }];
    const answer = ask('arb-limitation', acts);
    expect(answer.due).toBe('2026-03-10');
    expect(answer.explain.some((step) => step.zh.includes('届满之后'))).toBe(true);
  });
});

describe('agreed days', () => {
  it('never move, not even off a holiday', () => {
    const answer = ask('agreed-payment', [started('2025-09-01')], { dueOn: '2025-10-01' });
    expect(answer).toMatchObject({ due: '2025-10-01', provisional: false });
  });

  it('have to be named, and not before the agreement', () => {
    expect(codeOf(() => ask('agreed-payment', [started('2025-09-01')]))).toBe('due-missing');
    expect(codeOf(() => ask('agreed-payment', [started('2025-09-01')], { dueOn: '2025-08-01' }))).toBe(
      'due-before-start',
    );
    expect(codeOf(() => ask('arb-award', [started('2025-09-01')], { dueOn: '2025-12-01' }))).toBe('due-fixed');
  });
});

describe('what is refused', () => {
  const bad = (value: unknown): LegalAct[] => value as LegalAct[];
  it.each<[string, () => unknown]>([
    ['unknown-rule', () => ask('arb-awrd', [started('2025-09-01')])],
    ['invalid-date', () => ask('arb-award', [started('2026-06-31')])],
    ['invalid-date', () => ask('arb-award', bad([{ kind: 'start', on: 20260601 }]))],
    ['no-start', () => ask('arb-award', [])],
    ['no-start', () => ask('arb-award', bad(null))],
    ['no-start', () => ask('arb-award', [{ kind: 'stop', on: '2025-09-01' }])],
    ['unknown-act', () => ask('arb-award', bad([{ kind: 'toString', on: '2025-09-01' }]))],
    ['unknown-act', () => ask('arb-award', bad([null]))],
    ['started-twice', () => ask('arb-award', [started('2025-09-01'), started('2025-09-02')])],
    [
      'act-after-end',
      () =>
        ask('arb-award', [
          started('2025-09-01'),
          { kind: 'stop', on: '2025-09-02' },
          { kind: 'pause', on: '2025-09-03' },
        ]),
    ],
    ['acts-out-of-order', () => ask('arb-award', [started('2025-09-10'), { kind: 'stop', on: '2025-09-02' }])],
    ['no-pause', () => ask('arb-accept', [started('2025-09-10'), { kind: 'pause', on: '2025-09-11' }])],
    ['not-paused', () => ask('arb-award', [started('2025-09-10'), { kind: 'resume', on: '2025-09-11' }])],
    ['no-restart', () => ask('bl-decide', [started('2025-09-10'), { kind: 'restart', on: '2025-09-11' }])],
    ['no-extension', () => ask('pet-notify', [started('2025-09-10'), { kind: 'extend', on: '2025-09-11' }])],
    ['extended-too-late', () => ask('pet-handle', [started('2025-01-02'), { kind: 'extend', on: '2025-03-04' }])],
    [
      'extension-too-long',
      () => ask('arb-award', [started('2025-09-10'), { kind: 'extend', on: '2025-09-11', length: 16 }]),
    ],
    ['missing-field', () => ask('med-labour', [started('2025-09-10'), { kind: 'extend', on: '2025-09-11' }])],
    ['length-fixed', () => ask('arb-award', [started('2025-09-10')], { length: 60 })],
    ['invalid-length', () => ask('order-pay', [started('2025-09-10')], { length: 0.5 })],
    ['instant-missing', () => ask('crim-send', [started('2025-09-10')])],
    ['instant-not-on-day', () => ask('crim-send', [{ kind: 'start', on: '2025-09-10', at: '2025-09-10T17:00:00Z' }])],
    ['invalid-instant', () => ask('crim-send', [{ kind: 'start', on: '2025-09-10', at: 'noon' }])],
    ['too-far', () => ask('order-pay', [started('2190-09-10')], { length: 9000 })],
  ])('%s', (code, attempt) => expect(codeOf(attempt)).toBe(code));

  it('names the field and speaks both languages', () => {
    expect(() => ask('arb-award', [started('2026-06-31')])).toThrow(
      expect.objectContaining({ field: 'acts[0].on', zh: expect.stringContaining('2026-06-31') }),
    );
  });
});

describe('the register', () => {
  it('has every line under one id, in both languages and with an article', () => {
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
    for (const rule of rules) {
      const texts = [rule.name, rule.start, rule.stop, rule.expiry].flatMap((step) => [step.zh, step.en]);
      expect(texts.every((text) => text.length > 0)).toBe(true);
      expect(rule.article).not.toBe('');
      expect(rule.length ?? rule.unit).toBeTruthy();
      expect(findRule(rule.id)).toBe(rule);
    }
  });

  it('answers for every line', () => {
    for (const rule of rules) {
      const start: LegalAct = { kind: 'start', on: '2025-03-03', at: '2025-03-03T09:00:00+08:00' };
      const answer = ask(rule.id, [start], rule.unit === 'agreed' ? { dueOn: '2025-04-01' } : {});
      expect(answer.explain.length).toBeGreaterThanOrEqual(3);
      expect(rule.direction === 'forward' ? answer.due > answer.start : answer.due < answer.start).toBe(true);
    }
  });
});

describe('explanations', () => {
  it('name the article, the working Sunday, the holidays skipped and the notice', () => {
    const answer = ask('arb-accept', [started('2025-09-22')]);
    expect(answer.law).toBe('《劳动争议调解仲裁法》');
    expect(answer.article).toBe('第29条；《劳动人事争议仲裁办案规则》第30、80条');
    expect(answer.calendar).toBe('国办发明电〔2024〕12号');
    expect(answer.explain.map((step) => step.zh)).toEqual([
      '起算：2025-09-22 收到仲裁申请，当日不计。',
      '期间：5 个工作日（《劳动争议调解仲裁法》第29条；《劳动人事争议仲裁办案规则》第30、80条）。',
      '只计工作日，跳过 1 个休息日，2025-09-28 为调休上班日，计入。',
      '放假安排：国办发明电〔2024〕12号。',
      '到期：2025-09-28，当日24时止。',
    ]);
  });

  it('say when a date waits for a notice, and drop it when the notice is there', () => {
    const far = ask('arb-limitation', [started('2026-02-06')]);
    expect(far).toMatchObject({ due: '2027-02-09', provisional: true });
    expect(far.calendar).toContain('2027年放假通知未收录');
    expect(ask('jc-decide', [started('2026-04-02')]).provisional).toBe(false);
  });

  it('warn when the text cited was not yet in force', () => {
    const old = ask('pet-route', [started('2021-05-01')]);
    expect(old.explain.some((step) => step.zh.includes('自 2022-05-01 施行'))).toBe(true);
  });
});
