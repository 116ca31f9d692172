/**
 * For parts of a service that are written for Nest: handlers under `@EventPattern(<event type>)` hear what agencies say
 * by the same listening as views and policies. What Nest's own transport for Kafka does not keep is kept here: the
 * place and what was heard stand in rows, a poison event is parked with its case while the others go on, and a handler
 * has ended before its event counts as heard. A handler's effect outside of those rows may come twice after a crash.
 */
import { BaseRpcContext, Server, type CustomTransportStrategy } from '@nestjs/microservices';
import { forever, goOn } from '@yimen/casework';
import {
  listen,
  type Bus,
  type Ear,
  type Listener,
  type Recorded,
  type Rows,
  type RowsTransaction,
  type World,
} from '@yimen/kernel';
import { tryingAgain } from '@yimen/process';
import { isObservable, lastValueFrom } from 'rxjs';

export interface Heard {
  /** Under this name its place is kept; two of the same name share one. */
  readonly consumer: string;
  /** Whom it hears. */
  readonly agencies: readonly string[];
  readonly bus: Bus;
  readonly rows: Rows;
  readonly world: World;
}

/** What a handler is given beside the event's data: the whole event, and the transaction in which it becomes heard. */
export class EventContext extends BaseRpcContext<[Recorded, RowsTransaction]> {
  get event(): Recorded {
    return this.getArgByIndex(0);
  }
  get tx(): RowsTransaction {
    return this.getArgByIndex(1);
  }
}

export class EventStrategy extends Server implements CustomTransportStrategy {
  override readonly transportId = Symbol('events of agencies');
  override readonly propagatesEventHandlerErrors = true;
  readonly #heard: Heard;
  readonly #ending = new AbortController();
  #loops: Promise<unknown> = Promise.resolve();

  constructor(heard: Heard) {
    super();
    this.#heard = heard;
  }

  listen(ready: () => void): void {
    const { agencies, bus, rows, world, consumer } = this.#heard;
    const handle: Listener['handle'] = (event, tx) => this.#handle(event, tx);
    const listener = { name: `nest:${consumer}`, types: new Set(this.getHandlers().keys()), handle };
    const ears = agencies.map((agency) => ({
      ...{ from: `${consumer}/${agency}`, source: bus.source(agency, consumer), listeners: [listener], rows, world },
      counts: bus.publish !== undefined,
      filled: (caseIds: readonly string[]) => goOn({ rows, listeners: [listener] }, caseIds),
    }));
    this.#loops = Promise.all(ears.map((ear) => this.#follow(ear)));
    ready();
  }

  /** The batch under way is finished first. */
  async close(): Promise<void> {
    this.#ending.abort();
    await this.#loops;
  }

  on(): never {
    throw new Error('the strategy has no events of its own');
  }

  unwrap<T>(): T {
    return this.#heard as T;
  }

  async #handle(event: Recorded, tx: RowsTransaction): Promise<void> {
    const answer: unknown = await this.getHandlerByPattern(event.type)?.(event.data, new EventContext([event, tx]));
    if (!isObservable(answer)) return;
    await lastValueFrom(answer, { defaultValue: undefined }).catch((error: unknown) => {
      // Nest's filter hands over its own shape; of an error that is no RpcException it has logged the words itself.
      throw error instanceof Error ? error : new Error(String((error as { message?: unknown }).message ?? error));
    });
  }

  #follow(ear: Ear): Promise<void> {
    const { signal } = this.#ending;
    const failed = tryingAgain({ consumer: this.#heard.consumer, from: ear.from }, signal);
    return forever(() => listen(ear), ear.source, { signal, failed });
  }
}
