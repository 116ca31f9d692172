/** Every command as a mutation: who may, read the input, execute, answer. Written once for all agencies. */
import { GraphQLError } from 'graphql';
import { legalDay, order, type AnyDecider, type CommandType } from '@yimen/kernel';
import type { Agency } from '@yimen/casework';
import { permitted, type Asking } from './file.ts';
import { badInput, readInput, translated } from './input.ts';
import { isTheirs, notForYou } from './reader.ts';
import { camel, givenByPeople, graphName } from './schema.ts';

interface Sent {
  readonly id: string;
  readonly commandId: string;
  readonly occurredAt?: string | null;
  readonly expectedVersion?: number | null;
  readonly input: unknown;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function idsAreIds(sent: Sent): void {
  const wrong = (['id', 'commandId'] as const).filter((field) => !UUID.test(sent[field]));
  if (wrong.length === 0) return;
  throw badInput(wrong.map((path) => ({ path, zh: '不是有效的编号（UUID）', en: 'is not a UUID' })));
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

const noMoment = {
  path: 'occurredAt',
  zh: '不是有效的时间，请按 2026-03-05 或 2026-03-05T10:00:00+08:00 的格式填写',
  en: 'is not a moment; write it as 2026-03-05 or 2026-03-05T10:00:00+08:00',
};

const morningOf = (day: string): string => `${day}T09:00:00+08:00`;

/**
 * The 30th of February is read as a day in March: only a day that comes back as itself exists. In a year before 1900 a
 * digit was mistyped, and no deadline could be counted from it.
 */
const exists = (day: string): boolean =>
  day >= '1900' && !Number.isNaN(Date.parse(morningOf(day))) && legalDay(morningOf(day)) === day;

/**
 * An instant with its zone, or a legal day, which stands for its last moment that is not in the future. Nothing else is
 * guessed at: deadlines are counted from it, and a zone that is not said would be that of the machine.
 */
export function momentOf(said: string | null | undefined, now: string): string | undefined {
  if (!said) return undefined;
  const isDay = DAY.test(said);
  const at = new Date(isDay ? morningOf(said) : said);
  if (!(isDay || INSTANT.test(said)) || !exists(said.slice(0, 10)) || Number.isNaN(at.getTime()))
    throw badInput([noMoment]);
  return isDay && said === legalDay(now) ? now : at.toISOString();
}

function forbidden(agency: Agency, command: CommandType<any, any>): GraphQLError {
  const roles = command.by.join('、');
  return new GraphQLError(
    `您没有办理“${command.label.zh}”的权限，未保存；请由${agency.label.zh}（${roles}）办理 · You may not give ${command.type}; ask ${agency.label.en} (${roles})`,
    { extensions: { code: 'FORBIDDEN', agency: agency.name, roles: command.by } },
  );
}

const notTheirs = notForYou(
  '您只能办理写明本单位的事项，未保存；请核对单位，账号未登记单位的请联系运维人员',
  'You may act only where your own organisation is named; nothing was saved. If your account names none, ask the operator',
);

function mutation(agency: Agency, decider: AnyDecider, command: CommandType<any, any>) {
  return async (_: unknown, sent: Sent, asking: Asking) => {
    const { actor, house, now, trace } = asking;
    if (!permitted(actor, agency.name, command)) throw forbidden(agency, command);
    idsAreIds(sent);
    const { id, commandId } = sent;
    if (!(await isTheirs(asking, { decider, command, id, input: sent.input }))) throw notTheirs;
    const expected = sent.expectedVersion ?? undefined;
    const occurredAt = momentOf(sent.occurredAt, now());
    try {
      const receipt = await house.execute(order(decider, id, readInput(command, sent.input)), {
        actor,
        commandId,
        occurredAt,
        expected,
        trace,
      });
      const { refusal } = receipt;
      return { ...receipt, refusal: refusal && { ...refusal, code: refusal.refused } };
    } catch (error) {
      throw translated(error);
    }
  };
}

/** One resolver for each command that people give. */
export const mutationsOf = (agency: Agency) =>
  Object.fromEntries(
    givenByPeople(agency).map(({ decider, command }) => [
      camel(graphName(agency.name, decider, command)),
      mutation(agency, decider, command),
    ]),
  );
