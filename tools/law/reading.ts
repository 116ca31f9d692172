import {
  amountInWords,
  dayAsTyped,
  parentArea,
  readAmount,
  readAmountInWords,
  readAreaCode,
  readBankCard,
  readCaseNumber,
  readCreditCode,
  readDate,
  readIdNumber,
  readPersonName,
  readPhone,
  shown,
} from '@yimen/law';
import { checkFields, oneOf, wrong, type Answer, type Request } from './refusals.ts';

type Reader = (text: string, on: string | undefined) => object;

const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

function amount(text: string): object {
  const read = readAmount(text);
  return read.ok ? { ...read, inWords: amountInWords(read.fen) } : read;
}

function area(text: string, on: string | undefined): object {
  const read = readAreaCode(text, on);
  const parent = read.ok ? parentArea(read.value.slice(0, 6)) : undefined;
  return parent === undefined ? read : { ...read, parent };
}

const READERS: Readonly<Record<string, Reader>> = {
  idNumber: (text, on) => readIdNumber(text, { today: on ?? today() }),
  creditCode: readCreditCode,
  caseNumber: readCaseNumber,
  bankCard: readBankCard,
  phone: readPhone,
  name: readPersonName,
  area,
  amount,
  amountInWords: readAmountInWords,
  date: readDate,
};

export const readers = Object.keys(READERS);

function checkText(name: string, text: unknown): string {
  if (typeof text === 'string') return text;
  if (text === undefined || text === null) {
    throw wrong('missing-field', 'text', {
      zh: '缺少要识别的文本 text。',
      en: 'text, what is to be read, is missing.',
    });
  }
  throw wrong('wrong-type', 'text', {
    zh: `text 须为加引号的文本，收到“${shown(text)}”；${name} 写成数字会丢失位数。`,
    en: `text has to be text in quotes, not "${shown(text)}"; as a number ${name} loses digits.`,
  });
}

function dayOf(on: unknown): string | undefined {
  const day = on === undefined ? undefined : dayAsTyped(on);
  if (on === undefined || day !== undefined) return day;
  throw wrong('invalid-date', 'on', {
    zh: `“${shown(on)}”不是有效日期；请写成 2026-08-18。`,
    en: `"${shown(on)}" is no real day; write 2026-08-18.`,
  });
}

/** Reads one identifier; `on` is the day it is looked at, the present one unless said. */
export function answerReading(request: Request): Answer {
  checkFields(request, ['id', 'read', 'text', 'on']);
  const [name = ''] = oneOf([request['read']], readers, 'read');
  const { text } = request;
  if (name === 'idNumber' && typeof text === 'number') {
    return { read: name, ...readIdNumber(BigInt(Math.trunc(text) || 0).toString(), { fromNumericCell: true }) };
  }
  const given = checkText(name, text);
  return { read: name, ...READERS[name]?.(given, dayOf(request['on'])) };
}
