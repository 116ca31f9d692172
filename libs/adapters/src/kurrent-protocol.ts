/** The messages of the protocol, read and made with the classes that the client was generated with. */
import type { UUID as Uuid } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import status from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb.js';
import type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
  ReadReq,
  ReadResp,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import type { Answer, Expected, Kept, Proposed } from './kurrent-stand-in-log.ts';

interface Named {
  getStreamIdentifier(): { getStreamName_asU8(): Uint8Array } | undefined;
}

export const nameOf = (options: Named): string =>
  Buffer.from(options.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8');

interface Expecting {
  hasAny(): boolean;
  hasNoStream(): boolean;
  hasStreamExists(): boolean;
}

const word = (options: Expecting): Expected =>
  options.hasAny() ? 'any' : options.hasStreamExists() ? 'exists' : 'none';

export const expectedOf = (options: AppendReq.Options): Expected =>
  options.hasRevision() ? Number(options.getRevision()) : word(options);

export const expectedOfBatch = (options: BatchAppendReq.Options): Expected =>
  options.hasStreamPosition() ? Number(options.getStreamPosition()) : word(options);

export function proposed(message: AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage): Proposed {
  const words = message.getMetadataMap();
  return {
    id: uuidOf(message.getId()),
    type: words.get('type') ?? '',
    contentType: words.get('content-type') ?? '',
    data: message.getData_asU8(),
    meta: message.getCustomMetadata_asU8(),
  };
}

const HALF = (1n << 64n) - 1n;

/** A server keeps an id as a number, so however it was written, it comes back in small letters. */
export function uuidOf(uuid: Uuid | undefined): string {
  const halves = uuid?.getStructured();
  if (!halves) return (uuid?.getString() ?? '').toLowerCase();
  const hex = [halves.getMostSignificantBits(), halves.getLeastSignificantBits()]
    .map((half) => (BigInt(half) & HALF).toString(16).padStart(16, '0'))
    .join('');
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}

function uuid(id: string, asNumbers: boolean): Uuid {
  const made = new shared.UUID();
  if (!asNumbers) return made.setString(id);
  const hex = id.replaceAll('-', '');
  const signed = (half: string) => BigInt.asIntN(64, BigInt(`0x${half}`)).toString();
  const halves = new shared.UUID.Structured();
  halves.setMostSignificantBits(signed(hex.slice(0, 16)));
  return made.setStructured(halves.setLeastSignificantBits(signed(hex.slice(16))));
}

const identifier = (name: string) => new shared.StreamIdentifier().setStreamName(Buffer.from(name));

export function appended(answer: Exclude<Answer, { result: 'deleted' }>): AppendResp {
  const made = new streams.AppendResp();
  if (answer.result === 'kept') {
    const position = new streams.AppendResp.Position().setCommitPosition(String(answer.position));
    const success = new streams.AppendResp.Success().setCurrentRevision(String(answer.revision));
    return made.setSuccess(success.setPosition(position.setPreparePosition(String(answer.position))));
  }
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (answer.current < 0) wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(String(answer.current));
  return made.setWrongExpectedVersion(wrong);
}

export function appendedInBatch(correlation: Uuid | undefined, name: string, answer: Answer): BatchAppendResp {
  const made = new streams.BatchAppendResp().setCorrelationId(correlation).setStreamIdentifier(identifier(name));
  if (answer.result !== 'kept') return made.setError(failure(name, answer));
  const position = new shared.AllStreamPosition().setCommitPosition(String(answer.position));
  const success = new streams.BatchAppendResp.Success().setCurrentRevision(String(answer.revision));
  return made.setSuccess(success.setPosition(position.setPreparePosition(String(answer.position))));
}

function failure(name: string, answer: Exclude<Answer, { result: 'kept' }>) {
  const details = new any.Any();
  if (answer.result === 'deleted') {
    const deleted = new shared.StreamDeleted().setStreamIdentifier(identifier(name));
    details.pack(deleted.serializeBinary(), 'event_store.client.StreamDeleted');
  } else {
    const wrong = new shared.WrongExpectedVersion();
    if (answer.current < 0) wrong.setCurrentNoStream(new empty.Empty());
    else wrong.setCurrentStreamRevision(String(answer.current));
    details.pack(wrong.serializeBinary(), 'event_store.client.WrongExpectedVersion');
  }
  return new status.Status().setDetails(details);
}

/** What a server answers to an append that is neither kept nor lost to another one. */
const refusals = {
  /** While it starts. */
  busy: [new empty.Empty(), 'google.protobuf.Empty', 'Server Is Not Ready'],
  denied: [new shared.AccessDenied(), 'event_store.client.AccessDenied', 'AccessDenied'],
  /** It may have been kept. */
  unsure: [new shared.Unknown(), 'event_store.client.Unknown', 'Unknown'],
  /** It is more than `MaxAppendSize`. */
  tooLarge: [
    new shared.MaximumAppendSizeExceeded(),
    'event_store.client.MaximumAppendSizeExceeded',
    'MaximumAppendSizeExceeded',
  ],
  /** One event of it is more than `MaxAppendEventSize`, which neither client knows. */
  eventTooLarge: [
    new empty.Empty(),
    'event_store.client.MaximumAppendEventSizeExceeded',
    'MaximumAppendEventSizeExceeded',
  ],
} as const;

export type Refusal = keyof typeof refusals;

export function refusedInBatch(correlation: Uuid | undefined, name: string, why: Refusal): BatchAppendResp {
  const [message, kind, text] = refusals[why];
  const details = new any.Any();
  details.pack(message.serializeBinary(), kind);
  const made = new streams.BatchAppendResp().setCorrelationId(correlation).setStreamIdentifier(identifier(name));
  return made.setError(new status.Status().setDetails(details).setMessage(text));
}

const TICKS_PER_MS = 10_000n;

export function readEvent(event: Kept, options: ReadReq.Options): ReadResp {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent()
    .setId(uuid(event.id, !options.getUuidOption()?.hasString()))
    .setStreamIdentifier(identifier(event.stream))
    .setStreamRevision(String(event.revision))
    .setCommitPosition(String(event.position))
    .setPreparePosition(String(event.position))
    .setData(event.data)
    .setCustomMetadata(event.meta);
  const words = recorded.getMetadataMap();
  words.set('type', event.type);
  words.set('content-type', event.contentType);
  words.set('created', String(BigInt(event.createdAt) * TICKS_PER_MS));
  const read = new streams.ReadResp.ReadEvent().setEvent(recorded).setCommitPosition(String(event.position));
  return new streams.ReadResp().setEvent(read);
}

export const notFound = (name: string): ReadResp =>
  new streams.ReadResp().setStreamNotFound(new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifier(name)));

export const confirmed = (id: string): ReadResp =>
  new streams.ReadResp().setConfirmation(new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(id));

export const caughtUp = (): ReadResp => new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp());

export const checkpoint = (position: number): ReadResp =>
  new streams.ReadResp().setCheckpoint(
    new streams.ReadResp.Checkpoint().setCommitPosition(String(position)).setPreparePosition(String(position)),
  );

/** Whether a read asks for an event of this stream and type. */
export function filterOf(options: ReadReq.Options): (event: Kept) => boolean {
  const filter = options.getFilter();
  const expression = filter?.getStreamIdentifier() ?? filter?.getEventType();
  if (!filter || !expression) return () => true;
  const regex = expression.getRegex() ? new RegExp(expression.getRegex()) : undefined;
  const prefixes = expression.getPrefixList();
  return (event) => {
    const text = filter.hasStreamIdentifier() ? event.stream : event.type;
    return regex ? regex.test(text) : prefixes.some((prefix) => text.startsWith(prefix));
  };
}
