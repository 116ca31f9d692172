/** The whole life of a command: read, fold, decide, append; once, however often it is sent. */
import { definitionOf, fold, isRefusal, refusal, ruleOf, streamOf, type AnyDecider, type Refusal } from './decider.ts';
import type { Actor, Command, NewEvent, Recorded } from './message.ts';
import type { Look } from './rows.ts';
import type { EventStore } from './store.ts';

/** Time, identity and digests come from outside, so that a story can be told with its real dates. */
export interface World {
  /** The moment, as an ISO instant in UTC. */
  now(): string;
  /** Always the same UUID for the same words. */
  derive(words: string): string;
  digest(text: string): string;
}

/** Who gives a command, and what they say about it. */
export interface By {
  readonly actor: Actor;
  readonly commandId: string;
  /** When staff say that it happened; the present moment if they say nothing. */
  readonly occurredAt?: string | undefined;
  /** The version that the caller has seen; a newer one is a refusal. */
  readonly expected?: number | undefined;
  /** The event that is answered so, where a policy or a clock gives the command. */
  readonly cause?: string | undefined;
  readonly trace?: string | undefined;
}

/** The answer to a command: which version the record has now, and where nothing was saved, why. */
export interface Receipt {
  readonly id: string;
  readonly version: number;
  readonly refusal?: Refusal;
}

/** A command for one procedure. */
export interface Order {
  readonly decider: AnyDecider;
  readonly id: string;
  readonly command: Command;
  /** The legal moment of the act, where a policy knows it better than the event heard. */
  readonly occurredAt?: string;
}

export const order = (decider: AnyDecider, id: string, command: Command): Order => ({ decider, id, command });

export type Execute = (order: Order, by: By) => Promise<Receipt>;

/** Input that no decision can be made on: the field, what is wrong, what to do. Nothing is stored. */
export class InputRefused extends Error {
  readonly fields: readonly { path: string; zh: string; en: string }[];
  constructor(fields: readonly { path: string; zh: string; en: string }[]) {
    super(fields.map(({ path, zh, en }) => `${path}: ${zh} · ${en}`).join('; '));
    this.fields = fields;
  }
}

/** The port is away or the stream is too busy: nothing is wrong with the message, try again later. */
export class Unavailable extends Error {}

/** The legal day (Asia/Shanghai, no summer time since 1992) of an instant. */
export const legalDay = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);

/** The same command id came with something else. */
export const reused = refusal('command-id-reused', {
  zh: '这个命令编号已用于另一项内容，未保存本次内容；请用新的编号重新提交',
  en: 'This command id was used for something else; nothing was saved. Send again with a new id.',
});
const stale = (actual: number) =>
  refusal('version-conflict', {
    zh: `案卷已更新到第 ${actual} 版，未保存本次内容；请刷新后核对再提交`,
    en: `The record has moved on to version ${actual}; nothing was saved. Refresh, compare and send again.`,
  });

const TRIES = 25;

export function executor(agency: string, ports: { store: EventStore; look: Look; world: World }): Execute {
  const { store, world } = ports;
  return async ({ decider, id, command }, by) => {
    const now = recordedAt(by, world.now());
    const occurredAt = by.occurredAt ?? now;
    const digest = world.digest(JSON.stringify([command.type, command.data]));
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const past = await store.read(streamOf(decider, id));
      const settled = before(past, by, digest);
      if (settled) return { id, ...settled };
      const state = fold(decider, past);
      const facts = await decider.facts?.[command.type]?.(command.data, ports.look, state);
      const asked = { data: command.data, id, at: occurredAt, on: legalDay(occurredAt), by: by.actor, facts };
      const decision = ruleOf(decider, command.type)(asked, state);
      if (isRefusal(decision)) return { id, version: past.length, refusal: decision };
      if (decision.length === 0) return { id, version: past.length };
      const meta = { agency, digest, occurredAt, recordedAt: now, ...said(command, by, past) };
      const events = decision.map((event, at): NewEvent => ({
        ...{ id: world.derive(`${by.commandId}/${digest}/${id}/${at}`), type: event.type, data: event.data },
        meta: { ...meta, shape: definitionOf(decider, event.type).version },
      }));
      const appended = await store.append(streamOf(decider, id), past.length, events);
      if (appended.outcome === 'appended') return { id, version: appended.version };
    }
    throw new Unavailable(`${streamOf(decider, id)} is too busy: ${TRIES} lost races`);
  };
}

/** So far the clock of a neighbour may be ahead of ours, or ours have been before it was set back. */
const AHEAD_MS = 5 * 60_000;

/** The present moment, or of the event that is answered, where its clock is ahead: nothing is recorded too early. */
function recordedAt({ occurredAt = '', cause }: By, now: string): string {
  const ahead = occurredAt === '' ? 0 : Date.parse(occurredAt) - Date.parse(now);
  if (ahead <= 0) return now;
  if (cause && ahead <= AHEAD_MS) return new Date(occurredAt).toISOString();
  const zh = cause ? '来源的时钟比本机快五分钟以上，请校准时钟后重试' : '发生时间不能晚于现在，请核对日期';
  const en = cause
    ? 'more than five minutes ahead of the clock here: set the clocks, then retry'
    : 'cannot be later than now: check the date';
  throw new InputRefused([{ path: 'occurredAt', zh, en }]);
}

type Past = readonly Recorded[];

/** The answer that was given before to this command id, or the refusal of a stale reader. */
function before(past: Past, by: By, digest: string): { version: number; refusal?: Refusal } | undefined {
  const last = past.findLast((event) => event.meta.commandId === by.commandId);
  if (last) return last.meta.digest === digest ? { version: last.version } : { version: past.length, refusal: reused };
  if (by.expected !== undefined && by.expected !== past.length)
    return { version: past.length, refusal: stale(past.length) };
  return undefined;
}

/**
 * Who says it, and of which case: a stream belongs to the one that its first event, or an opening command, named. Of
 * the actor no more than is declared: who signs in has a name, which is about a person and has no place in a log.
 */
function said({ data }: Command, { actor: { id, agency, roles }, commandId, cause, trace }: By, past: Past) {
  const actor = { id, agency, roles };
  const caseId = past[0]?.meta.caseId ?? (data as { caseId?: string }).caseId;
  return { actor, commandId, ...(caseId && { caseId }), ...(cause && { cause }), ...(trace && { trace }) };
}
