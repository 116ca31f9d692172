/**
 * Messages: what an agency says (events) and what it is told (commands). Both are values: a name, words for people, a
 * schema, and for events the functions that lift older shapes. Everything else (types, GraphQL, forms, published
 * schemas) is read from these values.
 */
import type { z } from 'zod';

/** Chinese first, English complete. */
export interface Label {
  readonly zh: string;
  readonly en: string;
}

/** What happened, before it is stored: a name and data. */
export interface Happened<N extends string = string, D = unknown> {
  readonly type: N;
  readonly data: D;
}

type Lift = (old: any) => unknown;

/** An event's definition. Calling it makes an event; `read` brings a stored one of any version up to date. */
export interface EventType<N extends string = string, S extends z.ZodType = z.ZodType> {
  (data: z.input<S>): Happened<N, z.output<S>>;
  readonly type: N;
  readonly label: Label;
  readonly schema: S;
  /** Rises by one with each lift; version 1 has none. */
  readonly version: number;
  read(data: unknown, version: number): z.output<S>;
}

/** The event that a definition makes, or the command. */
export type Of<T extends EventType<any, any> | CommandType<any, any>> = ReturnType<T>;

/**
 * Defines an event. `past[i]` lifts version i+1 to i+2, so readers only know the newest shape.
 * Reading a version that is newer than this build throws, and the listener parks it.
 */
export function event<const N extends string, S extends z.ZodType>(spec: {
  name: N;
  zh: string;
  en: string;
  data: S;
  past?: readonly Lift[];
}): EventType<N, S> {
  const past = spec.past ?? [];
  const version = past.length + 1;
  const make = (data: z.input<S>) => ({ type: spec.name, data: spec.data.parse(data) });
  const read = (data: unknown, stored: number) => {
    if (stored > version) throw new NewerVersion(spec.name, stored, version);
    return past.slice(stored - 1).reduce<unknown>((old, lift) => lift(old), data) as z.output<S>;
  };
  return Object.assign(make, {
    type: spec.name,
    label: { zh: spec.zh, en: spec.en },
    schema: spec.data,
    version,
    read,
  });
}

/** A stored event was written by a newer build than the one that reads it. */
export class NewerVersion extends Error {
  constructor(type: string, stored: number, known: number) {
    super(
      `${type} 以第 ${stored} 版保存，本程序只识第 ${known} 版：请安装新版程序后重试 · ` +
        `it is stored in version ${stored}; this build knows ${known}: install the newer build, then retry`,
    );
  }
}

/** What somebody asks for, before it is decided. */
export interface Command<N extends string = string, D = unknown> {
  readonly type: N;
  readonly data: D;
}

/** A command's definition: who may give it, what it needs, how it is called in words. */
export interface CommandType<N extends string = string, S extends z.ZodType = z.ZodType> {
  (data: z.input<S>): Command<N, z.output<S>>;
  readonly type: N;
  readonly label: Label;
  /** Roles that may give it; empty means that only the system does (a policy or a clock). */
  readonly by: readonly string[];
  readonly schema: S;
}

/** Defines a command. The GraphQL mutation, the form and the permission matrix are made from this one value. */
export function command<const N extends string, S extends z.ZodType>(spec: {
  name: N;
  zh: string;
  en: string;
  by: readonly string[];
  input: S;
}): CommandType<N, S> {
  const make = (data: z.input<S>) => ({ type: spec.name, data: spec.input.parse(data) });
  return Object.assign(make, { type: spec.name, label: { zh: spec.zh, en: spec.en }, by: spec.by, schema: spec.input });
}

/** Who acts: a person at a desk of one agency, or the system itself. */
export interface Actor {
  readonly id: string;
  readonly agency: string;
  readonly roles: readonly string[];
}

/** What every stored event carries besides its data. */
export interface Meta {
  readonly agency: string;
  readonly actor: Actor;
  /** The case that the stream belongs to; it is the key on the bus. */
  readonly caseId?: string;
  /** When staff say that it happened; never later than `recordedAt`. */
  readonly occurredAt: string;
  /** When the service wrote it down. */
  readonly recordedAt: string;
  readonly commandId: string;
  /** Digest of the command, so that a reused id with another content is found. */
  readonly digest: string;
  /** The event that caused the command, where a policy gave it. */
  readonly cause?: string;
  readonly trace?: string;
  /** Version of the event's shape when it was written. */
  readonly shape: number;
}

export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly meta: Meta;
}

/** A stored event. `version` counts from 1 in its stream; `position` is opaque and only says "after this one". */
export interface Recorded<D = any> extends NewEvent {
  readonly data: D;
  readonly stream: string;
  readonly version: number;
  readonly position: string;
  /** On a bus: the version of the stream that was published before this one; absent where the relay did not know. */
  readonly previous?: number;
}
