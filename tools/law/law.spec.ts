import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { calculators, guardedCommands, rules } from '@yimen/law';
import { requestOf } from './arguments.ts';
import { answer, answerLine } from './requests.ts';

type Told = { due?: string; sum?: number; error?: { code: string; field: string; zh: string; en: string } };
const told = (request: unknown): Told => JSON.parse(answerLine(JSON.stringify(request))) as Told;

describe('one JSON request a line', () => {
  it('answers a due date, a sum, an identifier, a guard and a level', () => {
    expect(told({ id: 7, rule: 'arb-award', from: '2026-08-18' })).toMatchObject({ id: 7, due: '2026-10-08' });
    const severance = { hiredOn: '2018-07-01', leftOn: '2025-09-15', averageMonthlyWage: 840_000 };
    expect(told({ calc: 'severance', ...severance })).toMatchObject({ sum: 6_300_000 });
    expect(told({ calc: 'twoN', input: severance })).toMatchObject({ sum: 12_600_000 });
    expect(told({ read: 'idNumber', text: '11010519491231001X' })).toMatchObject({ ok: false, code: 'ID_CHECKSUM' });
    expect(told({ guard: 'fileSuit', already: ['wageIou'] })).toEqual({ allowed: true });
    expect(told({ level: { headCount: 43 } })).toMatchObject({ level: 'orange' });
    expect(told({ rule: 'crim-send', from: '2026-03-02T15:30' })).toMatchObject({ dueAt: '2026-03-03T15:30:00+08:00' });
  });

  it.each<[string, string]>([
    ['garbage', 'invalid-json'],
    ['', 'invalid-json'],
    ['null', 'invalid-request'],
    ['[1]', 'invalid-request'],
    ['{}', 'invalid-request'],
    ['{"rule":"nothing","from":"2026-01-01"}', 'unknown-rule'],
    ['{"rule":"arb-award","from":"2026-06-31"}', 'invalid-date'],
    ['{"rule":"arb-award"}', 'no-start'],
    ['{"rule":"arb-award","from":"2026-06-30","stop":"2026-06-01"}', 'acts-out-of-order'],
    ['{"rule":"arb-award","from":"2026-06-30","fro":1}', 'unknown-field'],
    ['{"rule":"arb-award","acts":7}', 'invalid-list'],
    ['{"calc":"nothing"}', 'unknown-calculator'],
    ['{"calc":"severance","hired":"2018-07-01"}', 'unknown-field'],
    ['{"read":"x","text":"1"}', 'unknown-word'],
    ['{"guard":"fly"}', 'unknown-word'],
    ['{"level":3}', 'invalid-input'],
  ])('%s is told why not', (line, code) => {
    const { error } = JSON.parse(answerLine(line)) as Told;
    expect(error).toMatchObject({ code, field: expect.any(String), zh: expect.any(String), en: expect.any(String) });
  });

  it('never crashes, whatever a line holds', () => {
    const days = ['2026-02-28', '2026-06-31', '1800-01-01', '2200-12-31', '2026-08-18T10:00', '2026-09-01', ''];
    const junk = fc.oneof(
      fc.constantFrom<unknown>(...days, '__proto__', null, -1, 3, 1e300),
      fc.jsonValue({ maxDepth: 2 }),
    );
    const kind = fc.constantFrom<unknown>('start', 'restart', 'stop', 'pause', 'resume', 'extend', 'cancel', 7, 'then');
    const on = fc.oneof(fc.constantFrom<unknown>(...days), junk);
    const act = fc.record({ kind, on, at: on, length: junk, because: junk }, { requiredKeys: ['kind', 'on'] });
    const start = { kind: 'start', on: '2026-02-28' };
    const others = fc.array(fc.oneof(act, junk), { maxLength: 4 });
    const begun = fc.array(act, { maxLength: 4 }).map((later) => [start, ...later]);
    const clean = fc.record({ kind, on: fc.constantFrom(...days.slice(0, 6)) });
    const plain = fc.array(clean, { maxLength: 4 }).map((later) => [start, ...later]);
    const acts = fc.oneof(junk, others, begun, begun);
    const rule = fc.constantFrom(...rules.map((each) => each.id));
    const ofRule = { rule, acts, from: on, stop: on, length: junk, dueOn: on, today: on, now: on, parameters: junk };
    const figures = ['headCount', 'fen', 'petitions', 'media', 'triggers', 'crossLevelVisit', 'visitHeadCount'];
    const requests = fc.oneof(
      junk,
      fc.record(ofRule, { requiredKeys: ['rule', 'acts'] }),
      fc.record({ rule, acts: plain }),
      fc.record({ level: fc.dictionary(fc.constantFrom(...figures), junk) }),
      fc.record({ guard: fc.oneof(junk, fc.constantFrom(...guardedCommands)), already: junk }),
      fc.record({ read: fc.constantFrom('idNumber', 'creditCode', 'caseNumber', 'name', 'amountInWords'), text: junk }),
    );
    const codes = new Set<string>();
    fc.assert(
      fc.property(requests, (each) => void codes.add(told(each).error?.code ?? 'answered')),
      { numRuns: 2000 },
    );
    expect(codes).not.toContain('unanswerable');
    expect(codes).toContain('answered');
    expect(codes).toContain('acts-out-of-order');
    fc.assert(fc.property(fc.string(), (line) => typeof JSON.parse(answerLine(line)) === 'object'));
  });

  it('answers every calculator for its own fields, or names the field that is wrong', () => {
    const some = fc.constantFrom<unknown>('2026-01-31', 0, 1, 0.5, 123_456, true, null, [], {}, [{}], 'workday', -1);
    const input = (fields: object) => fc.dictionary(fc.constantFrom(...Object.keys(fields)), some);
    for (const [calc, { fields }] of Object.entries(calculators)) {
      const holds = (given: object): boolean => told({ calc, input: given }).error?.code !== 'unanswerable';
      fc.assert(fc.property(input(fields), holds), { numRuns: 150 });
    }
  });
});

describe('the command line', () => {
  it('asks what the JSON door asks', () => {
    expect(requestOf('due', ['order-pay', '--from', '2025-09-15', '--length', '10'])).toEqual({
      rule: 'order-pay',
      from: '2025-09-15',
      length: 10,
    });
    expect(requestOf('calc', ['severance', '--service.years', '15', '--service.months', '3'])).toEqual({
      calc: 'severance',
      service: { years: 15, months: 3 },
    });
    expect(answer(requestOf('level', ['--head-count', '126'])!)).toMatchObject({ level: 'red' });
    expect(requestOf('dance', [])).toBeUndefined();
  });

  it('reads lines and writes lines, and ends well', () => {
    const law = fileURLToPath(new URL('./law.ts', import.meta.url));
    const input = '{"rule":"arb-award","from":"2026-08-18"}\nnonsense\n\n{"calc":"enforcementFee","amount":2400000}';
    const run = spawnSync(process.execPath, [law, '--json'], { input, encoding: 'utf8' });
    const lines = run.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Told);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(lines.map((line) => line.due ?? line.sum ?? line.error?.code)).toEqual([
      '2026-10-08',
      'invalid-json',
      'invalid-json',
      26_000,
    ]);
  });

  it('prints each line of an answer once, also of one that is neither a day nor a sum', () => {
    const law = fileURLToPath(new URL('./law.ts', import.meta.url));
    const run = spawnSync(process.execPath, [law, 'calc', 'limitation', '--known-on', '2023-03-10'], {
      encoding: 'utf8',
    });
    expect(run.stdout).toContain('"expiry": "2024-03-11"');
    expect(run.stdout.match(/届满日 2024-03-10/g)).toHaveLength(1);
    expect(told({ rule: 'arb-accept', from: '2023-03-10' })).toMatchObject({
      explain: expect.arrayContaining([expect.objectContaining({ zh: expect.stringMatching(/暂定.*收录后重新计算/) })]),
    });
  });

  it('says what is wrong and fails', () => {
    const law = fileURLToPath(new URL('./law.ts', import.meta.url));
    const run = spawnSync(process.execPath, [law, 'due', 'arb-award', '--from', '2026-06-31'], { encoding: 'utf8' });
    expect(run.status).toBe(1);
    expect(run.stderr).toContain('2026-06-31');
    expect(run.stderr).not.toContain('at ');
  });
});
