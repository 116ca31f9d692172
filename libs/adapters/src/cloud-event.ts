/**
 * Events as CloudEvents 1.0 in Kafka's binary mode: the attributes are headers, the value is the data alone. Every part
 * of `Meta` travels as an attribute of its own, so that a reader who knows CloudEvents but not us can follow a case.
 */
import type { Actor, Meta, Recorded } from '@yimen/kernel';
import { fits, whole } from './text.ts';

export type Headers = ReadonlyMap<string, string>;

/** Headers as they arrive: bytes, or absent. */
export type Arrived = (name: string) => string | undefined;

/** What is read from a message; a message that nobody can read is an answer, not an exception. */
export type Read = { readonly event: Recorded } | { readonly unreadable: string };

interface Attribute<T> {
  /** Nothing is sent for a part that is absent. */
  write(value: T, headers: Map<string, string>): void;
  read(from: Arrived): T;
}

/** Raised inside of this file only: `read` turns it into its answer. */
class Unreadable extends Error {}

const missing = (name: string) => new Unreadable(`缺少 ${name}。${name} is missing.`);
const wrong = (name: string, value: string) =>
  new Unreadable(`${name} 无法识别 cannot be understood: ${JSON.stringify(value.slice(0, 80))}`);
const foreign = (name: string, value: string) =>
  new Unreadable(`${name} 不属于本主题的机关 is not of this topic's agency: ${JSON.stringify(value.slice(0, 80))}`);

const unfit = (name: string, value: string) =>
  new Unreadable(
    `${name} 过长或含有无法保存的字符 is too long to be kept, or not whole text: ${JSON.stringify(value.slice(0, 80))}`,
  );

/** CloudEvents allows no control characters, halves of characters or non-characters in an attribute. */
const FORBIDDEN = /[\\\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu;
/** Most attributes are plain ASCII, and that is seen much sooner. */
const PLAIN = /^[ -[\]-~]*$/;
const ESCAPED = /\\u\{([\da-f]{1,6})\}/g;

const escaped = (text: string) =>
  PLAIN.test(text) ? text : text.replace(FORBIDDEN, (each) => `\\u{${each.codePointAt(0)!.toString(16)}}`);
const unescaped = (text: string) =>
  text.includes('\\') ? text.replace(ESCAPED, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16))) : text;

const put = (headers: Map<string, string>, name: string, value: string) => headers.set(name, escaped(value));

function take(from: Arrived, name: string): string {
  const found = from(name);
  if (found === undefined) throw missing(name);
  return wholly(name, unescaped(found));
}

/** An event that has to wait is kept with all of its attributes; one that no row can hold would hold up all others. */
function wholly(name: string, value: string): string {
  if (!whole(value)) throw unfit(name, value);
  return value;
}

const text = (name: string): Attribute<string> => ({
  write: (value, headers) => void put(headers, name, value),
  read: (from) => take(from, name),
});

const optional = (name: string): Attribute<string | undefined> => ({
  write: (value, headers) => void (value !== undefined && put(headers, name, value)),
  read(from) {
    const found = from(name);
    return found === undefined ? undefined : wholly(name, unescaped(found));
  },
});

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** It becomes a part of keys, or what rows are sorted by: a listener that cannot keep it would never get behind it. */
const kept = <T extends string | undefined>(name: string, attribute: Attribute<T>): Attribute<T> => ({
  ...attribute,
  read(from) {
    const value = attribute.read(from);
    if (value !== undefined && !fits(value)) throw unfit(name, value);
    return value;
  },
});

/** An instant of RFC 3339, always with its offset. */
const moment = (name: string): Attribute<string> => ({
  ...text(name),
  read(from) {
    const value = take(from, name);
    if (!MOMENT.test(value) || Number.isNaN(Date.parse(value))) throw wrong(name, value);
    return value;
  },
});

/** From 1; CloudEvents sends numbers of its extensions as text. */
const count = (name: string): Attribute<number> => ({
  write: (value, headers) => void headers.set(name, String(value)),
  read: (from) => counted(name, take(from, name), 1),
});

function counted(name: string, value: string, least: number): number {
  const number = Number(value);
  if (!/^(0|[1-9]\d*)$/.test(value) || !Number.isSafeInteger(number) || number < least) throw wrong(name, value);
  return number;
}

const actor: Attribute<Actor> = {
  write({ id, agency, roles }, headers) {
    put(headers, 'ce_actor', id);
    put(headers, 'ce_actoragency', agency);
    put(headers, 'ce_actorroles', JSON.stringify(roles));
  },
  read(from) {
    const said = take(from, 'ce_actorroles');
    const roles = parsed(said, 'ce_actorroles');
    if (!Array.isArray(roles) || !roles.every((role) => typeof role === 'string' && whole(role)))
      throw wrong('ce_actorroles', said);
    return { id: take(from, 'ce_actor'), agency: take(from, 'ce_actoragency'), roles };
  },
};

const TRACEPARENT = /^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/;

const ownTrace = optional('ce_trace');
const traceparent = optional('traceparent');

/** Where the trace is one of W3C it goes by the header that every tracing tool reads. */
const trace: Attribute<string | undefined> = {
  write: (value, headers) => (value && TRACEPARENT.test(value) ? traceparent : ownTrace).write(value, headers),
  read: (from) => ownTrace.read(from) ?? traceparent.read(from),
};

/** How each part of `Meta` travels; a part that is new there does not compile until it has a way here. */
const parts: { readonly [K in keyof Required<Meta>]: Attribute<Meta[K]> } = {
  agency: text('ce_agency'),
  actor,
  caseId: kept('ce_correlationid', optional('ce_correlationid')),
  occurredAt: kept('ce_time', moment('ce_time')),
  recordedAt: kept('ce_recordedtime', moment('ce_recordedtime')),
  commandId: text('ce_commandid'),
  digest: text('ce_commanddigest'),
  cause: optional('ce_causationid'),
  trace,
  shape: count('ce_schemaversion'),
};
const names = Object.keys(parts) as (keyof Meta)[];
const version = count('ce_sequence');
const PREVIOUS = 'ce_previoussequence';
const named = (name: string) => kept(name, text(name));
const [id, type, subject] = [named('ce_id'), named('ce_type'), named('ce_subject')];

const JSON_TYPE = 'application/json';

/** What keeps the events of one case in order. */
export const partitionKey = ({ meta, stream }: Recorded): string => meta.caseId ?? stream;

export const sourceOf = (agency: string): string => `/yimen/${encodeURIComponent(agency)}`;

/** The attributes of an event as `agency` publishes it. */
export function headersOf(event: Recorded, agency: string): Headers {
  const headers = new Map([
    ['ce_specversion', '1.0'],
    ['ce_source', sourceOf(agency)],
  ]);
  id.write(event.id, headers);
  type.write(event.type, headers);
  subject.write(event.stream, headers);
  version.write(event.version, headers);
  if (event.previous !== undefined) headers.set(PREVIOUS, String(event.previous));
  put(headers, 'ce_partitionkey', partitionKey(event));
  for (const name of names) writePart(name, event.meta, headers);
  headers.set('content-type', JSON_TYPE);
  return headers;
}

const writePart = <K extends keyof Meta>(name: K, meta: Meta, headers: Map<string, string>) =>
  (parts[name] as Attribute<Meta[K]>).write(meta[name], headers);

export const valueOf = (event: Recorded): string => JSON.stringify(event.data ?? null);

export interface Sent {
  readonly header: Arrived;
  readonly value: string | undefined;
  /** Whose topic it came by. It alone may write there, so nothing in it is believed to be said by anybody else. */
  readonly agency: string;
  readonly position: string;
}

/** The event of a message, or why there is none. */
export function readEvent({ header, value, agency, position }: Sent): Read {
  try {
    const specversion = take(header, 'ce_specversion');
    if (specversion !== '1.0') throw wrong('ce_specversion', specversion);
    refuseForeign(header, agency);
    const before = header(PREVIOUS);
    const event: Recorded = {
      id: full(id, header),
      type: full(type, header),
      stream: full(subject, header),
      version: version.read(header),
      data: dataOf(header, value),
      meta: metaOf(header),
      position,
      ...(before !== undefined && { previous: counted(PREVIOUS, before, 0) }),
    };
    return { event };
  } catch (error) {
    return { unreadable: error instanceof Error ? error.message : String(error) };
  }
}

/** In each of these an agency could speak as another: whose word it is, and whose procedure the event belongs to. */
function refuseForeign(header: Arrived, agency: string): void {
  const source = take(header, 'ce_source');
  if (source !== sourceOf(agency)) throw foreign('ce_source', source);
  const said = take(header, 'ce_agency');
  if (said !== agency) throw foreign('ce_agency', said);
  const stream = full(subject, header);
  if (!stream.startsWith(`${agency}.`)) throw foreign('ce_subject', stream);
}

function full(attribute: Attribute<string>, from: Arrived): string {
  const value = attribute.read(from);
  if (value === '') throw new Unreadable('属性不能为空。id, type and subject must not be empty.');
  return value;
}

function dataOf(header: Arrived, value: string | undefined): unknown {
  const sent = header('content-type') ?? JSON_TYPE;
  if (!sent.toLowerCase().startsWith(JSON_TYPE)) throw wrong('content-type', sent);
  if (value === undefined) throw new Unreadable('没有内容。There is no value.');
  return parsed(value, 'value');
}

function parsed(said: string, name: string): unknown {
  try {
    return JSON.parse(said);
  } catch {
    throw wrong(name, said);
  }
}

function metaOf(header: Arrived): Meta {
  const meta: Partial<Record<keyof Meta, unknown>> = {};
  for (const name of names) {
    const value = parts[name].read(header);
    if (value !== undefined) meta[name] = value;
  }
  return meta as Meta;
}
