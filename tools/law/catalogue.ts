import {
  calculators,
  citationOf,
  conferenceLevels,
  guardedCommands,
  guards,
  lengthInWords,
  rules,
  standings,
  type Field,
  type Fields,
  type Rule,
  type Step,
} from '@yimen/law';
import { readers } from './reading.ts';
import { checkFields, oneOf, type Answer, type Request } from './refusals.ts';

const UNIT: Readonly<Record<Field['kind'], Step>> = {
  fen: { zh: '整数分', en: 'whole fen' },
  day: { zh: '日期 2026-08-18', en: 'day 2026-08-18' },
  month: { zh: '月份 2026-03', en: 'month 2026-03' },
  whole: { zh: '整数', en: 'whole number' },
  number: { zh: '数字，最多六位小数', en: 'number, at most six decimals' },
  flag: { zh: 'true 或 false', en: 'true or false' },
  name: { zh: '文本', en: 'text' },
  word: { zh: '下列之一', en: 'one of' },
  list: { zh: '列表，各项含', en: 'list, each with' },
  record: { zh: '对象，含', en: 'object with' },
};

/** What a request by this rule has to say beside its name. */
function neededFor(rule: Rule): string[] {
  return rule.unit === 'agreed' ? ['from', 'dueOn'] : ['from'];
}

function exampleOf(rule: Rule): Answer {
  const from = rule.unit === 'hour' ? '2026-03-02T15:30:00+08:00' : '2026-03-02';
  return { rule: rule.id, from, ...(rule.unit === 'agreed' ? { dueOn: '2026-04-10' } : {}) };
}

function ruleEntry(rule: Rule): Answer {
  const { id, name: label, area, length, unit, direction, rolls, nature, extension, effectiveFrom, older } = rule;
  return {
    id,
    label,
    area,
    ...{ length, unit, direction, rolls, nature, extension },
    ...{ pause: rule.pause, restart: rule.restart, shortens: rule.shortens, lengthIsOpen: rule.lengthIsOpen ?? false },
    ...{ law: citationOf(rule), confidence: rule.confidence, effectiveFrom },
    older: older?.map(({ length: then, effectiveFrom: since, effectiveUntil: until }) => ({
      length: then,
      since,
      until,
    })),
    ...{ start: rule.start, stop: rule.stop, required: neededFor(rule), example: exampleOf(rule) },
  };
}

function fieldEntries(fields: Fields): Answer[] {
  return Object.entries(fields).map(([name, { kind, label, required, words, of }]) => ({
    name,
    kind,
    unit: UNIT[kind],
    required: required ?? false,
    label,
    ...(words ? { words } : {}),
    ...(of ? { fields: fieldEntries(of) } : {}),
  }));
}

function calculatorEntry(id: string): Answer {
  const calculator = calculators[id];
  if (!calculator) return {};
  const { name: label, fields, example } = calculator;
  return { id, label, fields: fieldEntries(fields), example: { calc: id, ...example } };
}

const LISTS: Readonly<Record<string, () => readonly unknown[]>> = {
  rules: () => rules.map(ruleEntry),
  calcs: () => Object.keys(calculators).map(calculatorEntry),
  reads: () => readers,
  guards: () => guardedCommands.map((guard) => ({ guard, lines: guards.filter((line) => line.command === guard) })),
  standings: () => standings,
  levels: () => conferenceLevels,
};

/** What can be asked: the rules, the calculators with their fields, and the words of the tables. */
export function listed(request: Request): Answer {
  checkFields(request, ['id', 'list']);
  const [name = ''] = oneOf([request['list']], Object.keys(LISTS), 'list');
  return { [name]: LISTS[name]?.() };
}

/** The entries whose text has the word in it, all without one. */
export function entries(list: 'rules' | 'calcs', word = ''): Answer[] {
  const found = (LISTS[list]?.() ?? []) as Answer[];
  return found.filter((entry) => JSON.stringify(entry).toLowerCase().includes(word.toLowerCase()));
}

export function ruleLine(rule: Rule): string {
  const length = rule.length === undefined ? '约定 agreed' : lengthInWords(rule.length, rule.unit).zh;
  const back = rule.direction === 'backward' ? '倒数 ' : '';
  return `${rule.id.padEnd(26)}${back}${length}  ${rule.name.zh}  ${citationOf(rule).zh}`;
}

function fieldLines(fields: Fields, path = ''): string[] {
  return Object.entries(fields).flatMap(([name, { kind, label, required, words, of }]) => {
    const which = words ? `: ${words.join(' | ')}` : '';
    const head = `  ${required ? '*' : ' '} ${`${path}${name}`.padEnd(32)}${label.zh} · ${label.en} (${UNIT[kind].zh}${which})`;
    return [head, ...(of ? fieldLines(of, `${path}${name}${kind === 'list' ? '[].' : '.'}`) : [])];
  });
}

/** A calculator as a clerk reads it: its fields, those that are needed with a star, and a line to try. */
export function calculatorPage(id: string): string {
  const calculator = calculators[id];
  if (!calculator) return '';
  const { name, fields, example } = calculator;
  const line = JSON.stringify({ calc: id, ...example });
  return [`${id}  ${name.zh} · ${name.en}`, ...fieldLines(fields), `  例 example: ${line}`].join('\n');
}
