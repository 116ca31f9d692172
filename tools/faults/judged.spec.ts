/** Each fault that a run must find is planted here, and found by its name. */
import { describe, expect, it } from '@jest/globals';
import type { Verdict } from '../check/verdict.ts';
import { counted, firstAfter, type Told } from './history.ts';
import { judge, judgeLetters, judgePublished, type Message } from './judged.ts';
import type { Entry, Logs } from './logs.ts';

const told = (commandId: string, more: Partial<Told> = {}): Told => ({
  ...{ persona: 'union-clerk', agency: 'union', mutation: 'openDossier', id: 'dossier', input: {} },
  ...{ commandId, began: 0, ended: 10, attempts: 1, unknown: 0, versions: [1] },
  ...more,
});
const { versions: _, ...unanswered } = told('command-2', { attempts: 3, unknown: 3 });

let position = 0;
/** An event at a place such as `1/2`: the second of dossier 1. */
function entry(at: string, commandId: string, more: Partial<Entry> = {}): Entry {
  const [dossier, version] = at.split('/');
  const id = `union.dossier-${at}`;
  const stream = `union.dossier-${dossier}`;
  const where = { position: (position += 1), stream, version: Number(version) };
  return { ...where, commandId, type: 'DossierOpened', id, digest: 'as it was said', ...more };
}
const logs = (...union: Entry[]): Logs => new Map([['union', union]]);

const broken = (verdicts: readonly Verdict[]): [string, number][] =>
  verdicts.filter(({ complaints }) => complaints.length > 0).map(({ name, complaints }) => [name, complaints.length]);

const sound = [entry('1/1', 'command-1'), entry('1/2', 'command-1')];
const history = [told('command-1', { versions: [2, 2], attempts: 2 })];

describe('a judgement of logs and histories', () => {
  it('finds nothing where nothing is wrong', () => {
    expect(broken(judge(history, logs(...sound)))).toEqual([]);
  });

  it.each<[name: string, where: string, seen: [readonly Told[], Logs]]>([
    ['an acknowledged command without events', 'acknowledged and lost', [[told('command-9')], logs()]],
    ['a version other than was acknowledged', 'acknowledged and lost', [[told('command-1')], logs(...sound)]],
    [
      'a command that wrote again later',
      'effects twice',
      [history, logs(sound[0]!, entry('1/2', 'other'), entry('1/3', 'command-1'))],
    ],
    [
      'a command that wrote to two streams',
      'effects twice',
      [[], logs(entry('1/1', 'command-1'), entry('2/1', 'command-1'))],
    ],
    [
      'an event that stands twice',
      'effects twice',
      [[], logs(entry('1/1', 'one', { id: 'same' }), entry('2/1', 'two', { id: 'same' }))],
    ],
    [
      'a refusal that wrote',
      'refused and done',
      [[told('command-1', { versions: [], refusal: 'not-open' })], logs(entry('1/1', 'command-1'))],
    ],
    ['a command without an answer', 'unknown outcomes reconciled', [[{ ...unanswered, versions: [] }], logs()]],
    [
      'two answers to one command',
      'sent again, answered alike',
      [[told('command-1', { versions: [2, 1], attempts: 2 })], logs(...sound)],
    ],
    ['a gap in a stream', 'streams without gap or disorder', [[], logs(sound[0]!, entry('1/3', 'x'))]],
    ['a stream out of order', 'streams without gap or disorder', [[], logs(sound[1]!, sound[0]!)]],
  ])('finds %s', (_name, where, seen) => {
    expect(broken(judge(...seen)).map(([name]) => name)).toContain(where);
  });

  it('takes no offence at whoever comes second where two may', () => {
    const late = told('command-1', { versions: [], refusal: 'hand-over-answered', second: 'hand-over-answered' });
    expect(broken(judge([late], logs()))).toEqual([]);
    const { second: __, ...strange } = late;
    expect(broken(judge([strange], logs()))).toEqual([['refusals without a reason', 1]]);
  });

  it('counts outcomes', () => {
    const all = [
      told('a'),
      told('b', { unknown: 2, attempts: 3 }),
      told('c', { versions: [], refusal: 'no' }),
      { ...unanswered, versions: [] },
    ];
    expect(counted(all)).toEqual({ sent: 4, acknowledged: 2, refused: 1, unknown: 2, open: 1 });
  });

  it('knows how long it took until somebody was answered again', () => {
    const answers = [
      { agency: 'union', began: 100, ended: 160 },
      { agency: 'hr', began: 120, ended: 150 },
    ];
    expect(firstAfter(answers, 90)).toBe(60);
    expect(firstAfter(answers, 90, 'union')).toBe(70);
    expect(firstAfter(answers, 130)).toBeUndefined();
  });
});

describe('a judgement of topics', () => {
  const spoken = new Map([['union', new Set(['DossierOpened'])]]);
  const inside = entry('1/3', 'command-2', { type: 'DossierReferred' });
  const message = (version: number, partition = 0, digest = 'as it was said'): Message => ({
    ...{ agency: 'union', stream: 'union.dossier-1', version, partition, digest },
  });
  const judged = (messages: readonly Message[]) => judgePublished({ logs: logs(...sound, inside), spoken, messages });

  it('finds nothing where every public event stands, however often', () => {
    const verdicts = judged([message(1), message(2), message(1), message(2)]);
    expect(broken(verdicts)).toEqual([]);
    expect(verdicts.map(({ figure }) => figure)).toEqual(['2 of 2', '2 messages again']);
  });

  it.each<[string, readonly Message[], string]>([
    ['an event that was not published', [message(1)], 'public events in their topics'],
    ['an event that no log holds', [message(1), message(2), message(4)], 'public events in their topics'],
    ['an event that should have stayed inside', [message(1), message(2), message(3)], 'public events in their topics'],
    ['another event in its place', [message(1), message(2, 0, 'otherwise')], 'public events in their topics'],
    ['another event told again', [message(1), message(2), message(1, 0, 'otherwise')], 'public events in their topics'],
    ['events in another order', [message(2), message(1)], 'order in the topics'],
    ['a stream in two partitions', [message(1), message(2, 1)], 'order in the topics'],
  ])('finds %s', (_name, messages, where) => {
    expect(broken(judged(messages)).map(([name]) => name)).toEqual([where]);
  });
});

describe('a judgement of dead letters', () => {
  const keys = ['unreadable-0', 'forged-0'];
  const letter = (key: string, reason = 'ce_id is missing') => ({ key, reason });
  const planted = keys.map((key) => letter(key));
  const judged = (letters: typeof planted, agency = 'union') =>
    judgeLetters([{ agency, listener: 'hr', letters }], { agency: 'union', keys }).complaints;

  it('finds nothing where what nobody can read was put aside, however often', () =>
    expect(judged([...planted, ...planted])).toEqual([]));

  it.each<[string, readonly string[], string]>([
    ['what was not put aside', judged([letter('forged-0')]), 'hr has not put aside unreadable-0 of union'],
    ['what could be read', judged([...planted, letter('case')]), 'hr put aside case of union: ce_id is missing'],
    ['what another agency said', judged([letter('case')], 'court'), 'hr put aside case of court: ce_id is missing'],
    ['a letter without a reason', judged([...planted, letter('forged-0', '')]), 'put aside forged-0 without a reason'],
  ])('finds %s', (_name, complaints, words) => expect(complaints).toEqual([expect.stringContaining(words)]));
});
