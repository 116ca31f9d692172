import {
  calculate,
  conferenceLevel,
  deadline,
  guard,
  guardedCommands,
  LawError,
  readAmount,
  readAmountInWords,
  readAreaCode,
  readBankCard,
  readCaseNumber,
  readCreditCode,
  readIdNumber,
  readPersonName,
  readPhone,
  shown,
  standings,
  type ConferenceInput,
  type DeadlineRequest,
  type GuardedCommand,
  type LegalAct,
  type Standing,
} from '@yimen/law';

/** One request from outside: nothing about it is known yet. */
export type Request = Readonly<Record<string, unknown>>;

export type Answer = Readonly<Record<string, unknown>>;

const READERS: Readonly<Record<string, (text: string) => object>> = {
  idNumber: (text) => readIdNumber(text),
  creditCode: readCreditCode,
  caseNumber: readCaseNumber,
  bankCard: readBankCard,
  phone: readPhone,
  name: readPersonName,
  area: (text) => readAreaCode(text),
  amount: readAmount,
  amountInWords: readAmountInWords,
};

const DUE_FIELDS = ['id', 'rule', 'from', 'stop', 'acts', 'length', 'dueOn', 'today', 'now', 'parameters'];

const LEVEL_FIELDS = [
  'headCount',
  'fen',
  'daysWithoutProgress',
  'petitions',
  'visitHeadCount',
  'crossLevelVisit',
  'media',
  'triggers',
];

function wrong(code: string, field: string, words: { zh: string; en: string }): LawError {
  return new LawError(code, field, words);
}

function checkFields(request: Request, known: readonly string[]): void {
  const strange = Object.keys(request).find((field) => !known.includes(field));
  if (strange === undefined) return;
  throw wrong('unknown-field', strange.slice(0, 40), {
    zh: `请求里有不认识的“${strange.slice(0, 40)}”；可用 ${known.join(', ')}。`,
    en: `There is no field "${strange.slice(0, 40)}"; there are ${known.join(', ')}.`,
  });
}

/** A day, or an instant whose day in Shanghai is the day. */
function actOf(kind: 'start' | 'stop', text: unknown): LegalAct {
  if (typeof text === 'string' && text.length > 10 && text[10] === 'T') {
    const at = /(Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}+08:00`;
    const shanghai = new Date(Date.parse(at) + 8 * 3_600_000);
    if (!Number.isNaN(shanghai.getTime())) return { kind, on: shanghai.toISOString().slice(0, 10), at: text };
  }
  return { kind, on: text as string };
}

function answerDue(request: Request): Answer {
  checkFields(request, DUE_FIELDS);
  const { rule, from, stop, acts, length, dueOn, today, now, parameters } = request;
  if (acts !== undefined && !Array.isArray(acts)) {
    throw wrong('invalid-list', 'acts', { zh: 'acts 须为列表。', en: 'acts has to be a list.' });
  }
  const all = [
    ...(from === undefined ? [] : [actOf('start', from)]),
    ...((acts ?? []) as LegalAct[]),
    ...(stop === undefined ? [] : [actOf('stop', stop)]),
  ];
  const given = Object.entries({ length, dueOn, today, now, parameters }).filter(([, value]) => value !== undefined);
  const asked = { rule, acts: all, ...Object.fromEntries(given) } as DeadlineRequest;
  return { ...deadline(asked) };
}

function answerCalculation(request: Request): Answer {
  const { id: _id, calc, input, ...rest } = request;
  return { calc, ...calculate(shown(calc), input ?? rest) };
}

function answerReading(request: Request): Answer {
  checkFields(request, ['id', 'read', 'text']);
  const name = shown(request['read']);
  const read = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
  if (read) return { read: name, ...read(request['text'] as string) };
  throw wrong('unknown-identifier', 'read', {
    zh: `不能识别“${name.slice(0, 40)}”；可用 ${Object.keys(READERS).join(', ')}。`,
    en: `"${name.slice(0, 40)}" cannot be read; there are ${Object.keys(READERS).join(', ')}.`,
  });
}

function oneOf<Word extends string>(given: readonly unknown[], known: readonly Word[], field: string): Word[] {
  const strange = given.find((word) => !known.some((each) => each === word));
  if (strange === undefined && !given.includes(undefined)) return given as Word[];
  throw wrong('unknown-word', field, {
    zh: `不认识的“${shown(strange)}”；可用 ${known.join(', ')}。`,
    en: `There is no "${shown(strange)}"; there are ${known.join(', ')}.`,
  });
}

function answerGuard(request: Request): Answer {
  checkFields(request, ['id', 'guard', 'already']);
  const [command] = oneOf<GuardedCommand>([request['guard']], guardedCommands, 'guard');
  const given: unknown = request['already'] ?? [];
  const already = oneOf<Standing>(Array.isArray(given) ? given : [given], standings, 'already');
  const refusal = command && guard(command, already);
  return refusal ? { allowed: false, ...refusal } : { allowed: true };
}

function answerLevel(request: Request): Answer {
  checkFields(request, ['id', 'level']);
  const input = request['level'];
  if (typeof input === 'object' && input !== null) checkFields(input as Request, LEVEL_FIELDS);
  if (typeof input === 'object' && input !== null) return { ...conferenceLevel(input as ConferenceInput) };
  throw wrong('invalid-input', 'level', { zh: 'level 须为一个对象。', en: 'level has to be an object.' });
}

const QUESTIONS: readonly (readonly [string, (request: Request) => Answer])[] = [
  ['rule', answerDue],
  ['calc', answerCalculation],
  ['read', answerReading],
  ['guard', answerGuard],
  ['level', answerLevel],
];

/** Answers one request. Throws only LawError. */
export function answer(request: unknown): Answer {
  if (typeof request !== 'object' || request === null || Array.isArray(request)) {
    throw wrong('invalid-request', 'request', {
      zh: '每个请求是一个 JSON 对象，如 {"rule":"arb-award","from":"2026-08-18"}。',
      en: 'A request is a JSON object such as {"rule":"arb-award","from":"2026-08-18"}.',
    });
  }
  const question = QUESTIONS.find(([field]) => Object.hasOwn(request, field));
  if (question) return question[1](request as Request);
  throw wrong('invalid-request', 'request', {
    zh: '请求须含 rule、calc、read、guard 或者 level 之一。',
    en: 'A request has one of rule, calc, read, guard and level.',
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

/** Answers one line of text with one line of text, whatever the line holds. */
export function answerLine(line: string): string {
  let request: unknown;
  try {
    request = JSON.parse(line);
  } catch {
    const words = {
      zh: '这一行不是 JSON；请逐行写一个 JSON 对象。',
      en: 'This line is not JSON; write one object a line.',
    };
    return JSON.stringify({ error: { code: 'invalid-json', field: 'line', ...words } });
  }
  try {
    return JSON.stringify({ ...idOf(request), ...answer(request) });
  } catch (error) {
    return JSON.stringify({ ...idOf(request), ...told(error) });
  }
}
