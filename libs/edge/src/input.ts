/** Reads what a client sent with the command's own schema; what does not parse is answered field by field, in two languages. */
import { GraphQLError } from 'graphql';
import { InputRefused, type CommandType } from '@yimen/kernel';
import { z } from 'zod';

const zh = z.locales.zhCN().localeError;
const en = z.locales.en().localeError;

export interface FieldFault {
  readonly path: string;
  readonly zh: string;
  readonly en: string;
}

export function faultsOf(error: z.ZodError, chinese: z.ZodError): FieldFault[] {
  return error.issues.map((issue, at) => ({
    path: issue.path.join('.'),
    zh: chinese.issues[at]?.message ?? issue.message,
    en: issue.message,
  }));
}

/** The error that a client gets for input: its message in words, its fields in the extensions. */
export const badInput = (fields: readonly FieldFault[]): GraphQLError =>
  new GraphQLError(`输入有误，未保存：${fields.map((field) => `${field.path} ${field.zh}`).join('；')}`, {
    extensions: { code: 'BAD_USER_INPUT', fields },
  });

export function readInput(command: CommandType<any, any>, input: unknown) {
  const read = command.schema.safeParse(input, { error: en });
  if (read.success) return { type: command.type, data: read.data };
  throw badInput(faultsOf(read.error, command.schema.safeParse(input, { error: zh }).error ?? read.error));
}

/** Errors of the rules, as a client may see them. Anything else is left for the outer net. */
export function translated(error: unknown): unknown {
  if (error instanceof InputRefused) return badInput(error.fields);
  if (error instanceof z.ZodError) return badInput(faultsOf(error, error));
  return error;
}
