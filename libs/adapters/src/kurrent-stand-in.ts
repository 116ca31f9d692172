/**
 * A server in this process that speaks the protocol of KurrentDB and EventStoreDB, for specifications. It shows that
 * an adapter and the real clients understand each other; what only the real server can show, it does not.
 */
import {
  Metadata,
  Server,
  ServerCredentials,
  status,
  type sendUnaryData,
  type ServerDuplexStream,
  type ServerReadableStream,
  type ServerUnaryCall,
  type ServerWritableStream,
} from '@grpc/grpc-js';
import featuresCalls from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb.js';
import features from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js';
import calls from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js';
import type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
  DeleteReq,
  ReadReq,
  ReadResp,
  TombstoneReq,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import { indexOf, logUnderTest, type Kept, type LogUnderTest, type Proposed } from './kurrent-stand-in-log.ts';
import * as words from './kurrent-protocol.ts';

/** What goes wrong, as long as a specification wants it to. */
export interface Faults {
  /** The next append is kept, and the connection breaks before the answer. */
  losesAnswer?: boolean;
  /** The next append is kept, and the answer does not say whether. */
  isUnsure?: boolean;
  /** Appends are refused, save one whose answer is to be lost or unsure: an account lost its rights in between. */
  refusesAppends?: boolean;
  /** The server's `MaxAppendSize` and `MaxAppendEventSize`. */
  mostBytes?: number;
  mostOfEvent?: number;
  /** Nothing is kept, as while a server starts. */
  isBusy?: boolean;
  /** The next read of more events breaks off after so many, and the connection with it. */
  cutsAfter?: number;
  /** Reading $all needs rights that a user does not have. */
  refusesAll?: boolean;
}

export interface StandIn {
  /** For the client of KurrentDB; that of EventStoreDB wants `esdb` in place of `kurrentdb`. */
  readonly url: string;
  readonly log: LogUnderTest;
  readonly faults: Faults;
  /** How many events of $all were taken into the hand for readers so far. */
  looked(): number;
  /** Breaks every connection and answers nobody, until it is started again at the same place with the same log. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** `inBatches: false` is a server from before appends could share one call. */
export async function standIn({ inBatches = true } = {}): Promise<StandIn> {
  const log = logUnderTest();
  const faults: Faults = {};
  let port = 0;
  let server: Server | undefined;
  const start = async () => {
    server = new Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 });
    server.addService(calls.StreamsService, {
      append: appending(log),
      batchAppend: appendingInBatches(log, faults),
      read: reading(log, faults, stop),
      delete: removing('delete', { log, answer: () => new streams.DeleteResp() }),
      tombstone: removing('tombstone', { log, answer: () => new streams.TombstoneResp() }),
    });
    server.addService(featuresCalls.ServerFeaturesService, { getSupportedMethods: supported(inBatches) });
    const at = server;
    port = await new Promise<number>((resolve, reject) => {
      const listening = (error: Error | null, found: number) => (error ? reject(error) : resolve(found));
      at.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), listening);
    });
  };
  const stop = async () => {
    server?.forceShutdown();
    server = undefined;
  };
  await start();
  return {
    url: `kurrentdb://127.0.0.1:${port}?tls=false`,
    log,
    faults,
    looked: () => log.reads.looked,
    start,
    stop,
  };
}

/** Answers which methods the server has, as clients ask before they append. */
const supported =
  (inBatches: boolean) => (_: unknown, reply: sendUnaryData<InstanceType<typeof features.SupportedMethods>>) => {
    const answer = new features.SupportedMethods().setEventStoreServerVersion('26.0.0');
    const path = calls.StreamsService.batchAppend.path.toLowerCase();
    const [, service = '', method = ''] = path.split('/');
    if (inBatches) answer.addMethods(new features.SupportedMethod().setServiceName(service).setMethodName(method));
    reply(null, answer);
  };

/** An error as the server sends it: its kind is a word in the trailing metadata. */
function refused(code: status, exception: string, stream = ''): Error {
  const metadata = new Metadata();
  metadata.set('exception', exception);
  if (stream) metadata.set('stream-name', stream);
  return Object.assign(new Error(exception), { code, details: exception, metadata });
}

const deleted = (stream: string) => refused(status.FAILED_PRECONDITION, 'stream-deleted', stream);
const lost = () => Object.assign(new Error('lost'), { code: status.UNAVAILABLE, details: 'Connection dropped' });

const appending =
  (log: LogUnderTest) => (call: ServerReadableStream<AppendReq, AppendResp>, reply: sendUnaryData<AppendResp>) => {
    const events: Proposed[] = [];
    let options: AppendReq.Options | undefined;
    call.on('data', (request: AppendReq) => {
      options ??= request.getOptions();
      const message = request.getProposedMessage();
      if (message) events.push(words.proposed(message));
    });
    call.on('end', () => {
      const name = words.nameOf(options!);
      const answer = log.append(name, words.expectedOf(options!), events);
      if (answer.result === 'deleted') reply(deleted(name));
      else reply(null, words.appended(answer));
    });
  };

interface Batch {
  readonly options: BatchAppendReq.Options;
  readonly events: Proposed[];
}

/** `MaxAppendSize` as a log needs it; a server has 1,048,576 unless it is told. */
const MOST_BYTES = 4_194_304;

/** Bytes on disk, where names take two a character. */
const bytesOf = ({ type, data, meta }: Proposed): number => 2 * type.length + data.length + meta.length;

function refusalOf(events: readonly Proposed[], faults: Faults): words.Refusal | undefined {
  const bytes = events.map(bytesOf);
  if (faults.isBusy) return 'busy';
  if (faults.refusesAppends && !faults.losesAnswer && !faults.isUnsure) return 'denied';
  if (Math.max(...bytes) > (faults.mostOfEvent ?? Infinity)) return 'eventTooLarge';
  return bytes.reduce((sum, each) => sum + each) > (faults.mostBytes ?? MOST_BYTES) ? 'tooLarge' : undefined;
}

const appendingInBatches =
  (log: LogUnderTest, faults: Faults) => (call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>) => {
    const open = new Map<string, Batch>();
    call.on('data', (request: BatchAppendReq) => {
      const correlation = request.getCorrelationId();
      const id = words.uuidOf(correlation);
      const batch = open.get(id) ?? { options: request.getOptions()!, events: [] };
      open.set(id, batch);
      batch.events.push(...request.getProposedMessagesList().map(words.proposed));
      if (!request.getIsFinal()) return;
      open.delete(id);
      const name = words.nameOf(batch.options);
      const refuse = (why: words.Refusal) => void call.write(words.refusedInBatch(correlation, name, why));
      const why = refusalOf(batch.events, faults);
      if (why) return refuse(why);
      const answer = log.append(name, words.expectedOfBatch(batch.options), batch.events);
      if (faults.isUnsure) {
        faults.isUnsure = false;
        return refuse('unsure');
      }
      if (!faults.losesAnswer) return void call.write(words.appendedInBatch(correlation, name, answer));
      faults.losesAnswer = false;
      call.emit('error', lost());
    });
    call.on('end', () => call.end());
  };

/** What was sent before is on its way by then. */
const CUT_MS = 50;

type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

const reading = (log: LogUnderTest, faults: Faults, stop: () => Promise<void>) => (call: ReadCall) => {
  const options = call.request.getOptions()!;
  const name = options.hasStream() ? words.nameOf(options.getStream()!) : undefined;
  if (name === undefined && faults.refusesAll)
    return void call.emit('error', refused(status.PERMISSION_DENIED, 'access-denied'));
  if (options.hasSubscription()) return subscribe(log, call, options);
  if (name !== undefined && log.isTombstoned(name)) return void call.emit('error', deleted(name));
  const found = name === undefined ? ofAll(log, options) : ofStream(log, options, name);
  if (found === undefined) call.write(words.notFound(name!));
  const { cutsAfter = Infinity } = faults;
  if (!found || found.length <= cutsAfter) return void send(call, found ?? [], options).then(() => call.end());
  delete faults.cutsAfter;
  void send(call, found.slice(0, cutsAfter), options).then(() => setTimeout(stop, CUT_MS));
};

/** Waits where the reader is slow, as it would otherwise all lie in memory. */
async function send(call: ReadCall, events: readonly Kept[], options: ReadReq.Options): Promise<void> {
  for (const event of events) {
    if (call.cancelled) return;
    if (!call.write(words.readEvent(event, options))) await new Promise((resolve) => call.once('drain', resolve));
  }
}

function ofStream(log: LogUnderTest, options: ReadReq.Options, name: string): readonly Kept[] | undefined {
  const all = log.read(name);
  if (all.length === 0) return undefined;
  const stream = options.getStream()!;
  const count = Number(options.getCount());
  if (options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS)
    return all.toReversed().slice(0, count);
  const from = stream.hasRevision() ? Number(stream.getRevision()) : 0;
  return all.filter(({ revision }) => revision >= from).slice(0, count);
}

/** Forwards, the event at the position is the first one; backwards it is not among them. */
function ofAll(log: LogUnderTest, options: ReadReq.Options): readonly Kept[] {
  const wanted = words.filterOf(options);
  const count = Number(options.getCount());
  const at = placeOf(log, options);
  const backwards = options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;
  const found: Kept[] = [];
  const [from, step] = backwards ? [at - 1, -1] : [at, 1];
  for (let i = from; i >= 0 && i < log.all.length && found.length < count; i += step) {
    log.reads.looked += 1;
    if (wanted(log.all[i]!)) found.push(log.all[i]!);
  }
  return found;
}

function placeOf(log: LogUnderTest, options: ReadReq.Options): number {
  const all = options.getAll()!;
  if (all.hasEnd()) return log.all.length;
  return all.hasPosition() ? indexOf(log.all, Number(all.getPosition()!.getCommitPosition())) : 0;
}

/** From after a position, without end; what the filter leaves out comes as a checkpoint. */
function subscribe(log: LogUnderTest, call: ReadCall, options: ReadReq.Options): void {
  const wanted = words.filterOf(options);
  const position = options.getAll()?.getPosition()?.getCommitPosition();
  let next = placeOf(log, options);
  if (position && log.all[next]?.position === Number(position)) next += 1;
  const pass = () => {
    for (; next < log.all.length; next += 1) {
      const event = log.all[next]!;
      call.write(wanted(event) ? words.readEvent(event, options) : words.checkpoint(event.position));
    }
  };
  call.write(words.confirmed(crypto.randomUUID()));
  pass();
  call.write(words.caughtUp());
  call.on('cancelled', log.follow(pass));
}

const removing =
  <T>(how: 'delete' | 'tombstone', { log, answer }: { log: LogUnderTest; answer: () => T }) =>
  (call: ServerUnaryCall<DeleteReq | TombstoneReq, T>, reply: sendUnaryData<T>) => {
    log.remove(words.nameOf(call.request.getOptions()!), how);
    reply(null, answer());
  };
