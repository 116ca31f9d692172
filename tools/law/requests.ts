import {
  calculate,
  calculatorNamed,
  checked,
  conferenceLevel,
  consequencesOf,
  guard,
  guardedCommands,
  LawError,
  returnVisitScore,
  shown,
  standings,
  startingTier,
  type ConferenceInput,
  type GuardedCommand,
  type Standing,
  type VisitItem,
} from '@yimen/law';
import { dayKind, monthOf } from './calendar-questions.ts';
import { listed } from './catalogue.ts';
import { answerDue } from './due.ts';
import { answerReading } from './reading.ts';
import { LEVEL_FIELDS, TIER_FIELDS, VISIT_FIELDS } from './request-fields.ts';
import { checkFields, oneOf, wrong, type Answer, type Request } from './refusals.ts';

export type { Answer, Request } from './refusals.ts';

/** The input stands beside the name of the calculator, or apart under `input`, and not in both places. */
function answerCalculation(request: Request): Answer {
  const { id: _id, calc, input, ...rest } = request;
  if (input !== undefined) checkFields(request, ['id', 'calc', 'input']);
  const name = shown(calc);
  return { calc: calculatorNamed(name) ?? name, ...calculate(name, input ?? rest) };
}

function answerGuard(request: Request): Answer {
  checkFields(request, ['id', 'guard', 'already']);
  const [command] = oneOf<GuardedCommand>([request['guard']], guardedCommands, 'guard');
  const given: unknown = request['already'] ?? [];
  const already = oneOf<Standing>(Array.isArray(given) ? given : [given], standings, 'already');
  if (!command) return {};
  const refusal = guard(command, already);
  if (refusal) return { allowed: false, ...refusal };
  const consequences = consequencesOf(command, already);
  return { allowed: true, ...(consequences.length > 0 ? { consequences } : {}) };
}

function answerLevel(request: Request): Answer {
  checkFields(request, ['id', 'level', 'on']);
  const { level: input, on } = request;
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw wrong('invalid-input', 'level', { zh: 'level 须为一个对象。', en: 'level has to be an object.' });
  }
  const { triggers, ...figures } = input as Request;
  const asked = { ...checked(figures, LEVEL_FIELDS), ...(triggers === undefined ? {} : { triggers }) };
  return { ...conferenceLevel(asked as ConferenceInput, on as string | undefined) };
}

function answerTier({ id: _id, ...request }: Request): Answer {
  const { tier } = checked(request, TIER_FIELDS);
  return { ...startingTier(tier ?? {}) };
}

function answerVisit({ id: _id, ...request }: Request): Answer {
  const { visit } = checked(request, VISIT_FIELDS);
  return { ...returnVisitScore({ items: (visit ?? []) as readonly VisitItem[] }) };
}

const QUESTIONS: Readonly<Record<string, (request: Request) => Answer>> = {
  rule: answerDue,
  calc: answerCalculation,
  read: answerReading,
  guard: answerGuard,
  level: answerLevel,
  tier: answerTier,
  visit: answerVisit,
  day: dayKind,
  month: monthOf,
  list: listed,
};

/** Answers one request. Throws only LawError. */
export function answer(request: unknown): Answer {
  if (typeof request !== 'object' || request === null || Array.isArray(request)) {
    throw wrong('invalid-request', 'request', {
      zh: '每个请求是一个 JSON 对象，如 {"rule":"arb-award","from":"2026-08-18"}。',
      en: 'A request is a JSON object such as {"rule":"arb-award","from":"2026-08-18"}.',
    });
  }
  const names = Object.keys(QUESTIONS);
  const [asked, other] = names.filter((name) => Object.hasOwn(request, name));
  const question = asked === undefined ? undefined : QUESTIONS[asked];
  if (question && (other === undefined || asked === 'calc')) return question(request as Request);
  throw wrong('invalid-request', other ?? 'request', {
    zh: `请求须含 ${names.join('、')} 之一，且只含其一。`,
    en: `A request has one of ${names.join(', ')}, and only one.`,
  });
}

function told(error: unknown): Answer {
  if (error instanceof LawError) return { error: error.toJSON() };
  const zh = '这个请求无法处理；请核对各项内容。';
  const en = `This request cannot be answered (${error instanceof Error ? error.message : shown(error)}).`;
  return { error: { code: 'unanswerable', field: 'request', zh, en: en.slice(0, 200) } };
}

function idOf(request: unknown): Answer {
  const id = typeof request === 'object' && request !== null ? (request as Request)['id'] : undefined;
  return typeof id === 'string' || typeof id === 'number' ? { id } : {};
}

function refusedLine(code: string, zh: string, en: string): string {
  return JSON.stringify({ error: { code, field: 'line', zh, en } });
}

/** What a line beyond the longest is told. */
export const tooLong = (): string =>
  refusedLine(
    'line-too-long',
    '这一行超过 1 MiB，没有读取；请拆成多个请求。',
    'The line is over 1 MiB and was not read.',
  );

/** JSON leaves these as they are, and some readers end a line at them. */
const inOneLine = (json: string): string =>
  json.replace(/[\u0085\u2028\u2029]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Answers one line of text with one line of text, whatever the line holds. */
export function answerLine(line: string): string {
  let request: unknown;
  try {
    request = JSON.parse(line);
  } catch {
    const empty = line.trim() === '';
    return refusedLine(
      'invalid-json',
      empty ? '这一行是空的；请逐行写一个 JSON 对象。' : '这一行不是 JSON；请逐行写一个 JSON 对象。',
      empty ? 'This line is empty; write one JSON object a line.' : 'This line is not JSON; write one object a line.',
    );
  }
  try {
    return inOneLine(JSON.stringify({ ...idOf(request), ...answer(request) }));
  } catch (error) {
    return inOneLine(JSON.stringify({ ...idOf(request), ...told(error) }));
  }
}
