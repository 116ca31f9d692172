/**
 * Reads what a client sent with the command's own schema; what does not parse is answered field by field, in two
 * languages.
 */
import { GraphQLError } from 'graphql';
import { InputRefused, type CommandType } from '@yimen/kernel';
import { z } from 'zod';

export interface FieldFault {
  readonly path: string;
  readonly zh: string;
  readonly en: string;
}

type Issue = z.core.$ZodIssue & {
  minimum?: unknown;
  maximum?: unknown;
  values?: readonly unknown[];
  origin?: string;
  /** Of a check of our own, what it says. */
  params?: { readonly zh: string; readonly en: string };
};
const zhWords = z.locales.zhCN().localeError as (issue: unknown) => string;
const enWords = z.locales.en().localeError as (issue: unknown) => string;

/** What a clerk can do about it. Where the field is simply empty, that is all there is to say. */
function wordsOf(issue: Issue, given: unknown): { zh: string; en: string } {
  if (given === undefined || given === null || given === '') return { zh: '必填，请填写', en: 'is required' };
  if (issue.code === 'custom' && issue.params) return { zh: issue.params.zh, en: issue.params.en };
  if (issue.code === 'invalid_value') {
    const choices = (issue.values ?? []).join('、');
    return { zh: `不在可选范围内，请从这些中选择：${choices}`, en: `must be one of ${choices}` };
  }
  if (issue.code === 'too_small') return bound(issue, ['至少', 'at least'], issue.minimum);
  if (issue.code === 'too_big') return bound(issue, ['至多', 'at most'], issue.maximum);
  if (issue.code === 'invalid_type' && issue.expected === 'int')
    return { zh: '须为整数（金额以分为单位，不能有小数分）', en: 'must be a whole number (money is in whole fen)' };
  if (issue.code === 'invalid_format' && issue.format === 'date')
    return { zh: '不是有效日期，请按 2026-03-05 的格式填写', en: 'is not a date; write it as 2026-03-05' };
  return { zh: String(zhWords(issue)), en: String(enWords(issue)) };
}

const units: Record<string, [string, string]> = { array: ['项', 'entries'], string: ['个字', 'characters'] };

function bound(issue: Issue, [zh, en]: [string, string], limit: unknown) {
  const [zhUnit, enUnit] = units[issue.origin ?? ''] ?? ['', ''];
  return { zh: `${zh} ${String(limit)} ${zhUnit}`.trim(), en: `must be ${en} ${String(limit)} ${enUnit}`.trim() };
}

const at = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<any>((value, key) => value?.[key as string], input);

/** One fault for a field: of several bounds the last is the strictest. */
function faultsOf(error: z.ZodError, input: unknown): FieldFault[] {
  const faults = error.issues.map((issue) => ({
    path: issue.path.join('.'),
    ...wordsOf(issue as Issue, issue.path.length > 0 ? at(input, issue.path) : input),
  }));
  return [...new Map(faults.map((fault) => [fault.path, fault])).values()];
}

/** The error that a client gets for input: its message in words, its fields in the extensions. */
export const badInput = (fields: readonly FieldFault[]): GraphQLError => {
  const first = fields.slice(0, 5).map((field) => `${field.path}：${field.zh}`);
  return new GraphQLError(`输入有误，未保存。${first.join('；')}`, { extensions: { code: 'BAD_USER_INPUT', fields } });
};

/** Bytes. What is said to other agencies has to pass a topic, and what cannot pass holds up all that comes after it. */
const LARGEST = 1_500_000;
const tooLarge = { path: 'input', zh: '内容超过 1.5 MB，请分批提交', en: 'is more than 1.5 MB: send it in parts' };

export function readInput(command: CommandType<any, any>, input: unknown) {
  const read = command.schema.safeParse(withoutNulls(input));
  if (!read.success) throw badInput(faultsOf(read.error, input));
  const { data } = read;
  const text = JSON.stringify(data);
  if (new TextEncoder().encode(text).length > LARGEST) throw badInput([tooLarge]);
  if (HALF.test(text)) throw badInput(brokenIn(data).map((path) => ({ path, ...broken })));
  return { type: command.type, data };
}

/** Clients say null of a field that they leave out, as the graph allows; an element of a list stays where it stands. */
function withoutNulls(input: unknown): unknown {
  if (Array.isArray(input)) return input.map(withoutNulls);
  if (typeof input !== 'object' || input === null) return input;
  const given = Object.entries(input).filter(([, value]) => value !== null);
  return Object.fromEntries(given.map(([key, value]) => [key, withoutNulls(value)]));
}

/** NUL and half a character, as JSON writes them: no list could show them, and no row can keep them. */
const HALF = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

const isBroken = (text: string): boolean => HALF.test(JSON.stringify(text));
const broken = { zh: '含有无法保存的字符，请重新填写', en: 'holds characters that cannot be kept: type it again' };

/** The fields in which such a character stands. */
function brokenIn(data: unknown, path: readonly string[] = []): readonly string[] {
  if (typeof data === 'string') return isBroken(data) ? [path.join('.')] : [];
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([name, each]) =>
    isBroken(name) ? [path.join('.')] : brokenIn(each, [...path, name]),
  );
}

/** Errors of the rules, as a client may see them. Anything else is left for the outer net. */
export function translated(error: unknown): unknown {
  if (error instanceof InputRefused) return badInput(error.fields);
  if (error instanceof z.ZodError) return badInput(faultsOf(error, {}));
  return error;
}
