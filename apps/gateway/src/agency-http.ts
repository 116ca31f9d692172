/**
 * HTTP to the agencies on kept connections, by the client of Node's own `fetch` without what dresses its answers: half
 * of what a case costs is this.
 */
import { Agent, buildConnector, type Dispatcher } from 'undici';

/** An answer that is there as a whole. */
export interface Answered {
  readonly status: number;
  readonly text: string;
}

/** Puts a body with its headers, name after value. Rejects when there is no whole answer. */
export type Post = (headers: readonly string[], body: string) => Promise<Answered>;

/** Errors of connections that had served before they broke. */
const worn = new WeakSet<Error>();
/** Who has not taken a connection after so long is away; what waits for it is given up and tried anew. */
const connected = buildConnector({ timeout: 4_000 });
const connect: typeof connected = (to, done) =>
  connected(to, (...made) => {
    const [, socket] = made;
    socket?.on('error', (error) => socket.bytesRead > 0 && worn.add(error));
    done(...made);
  });

/** Bytes of an answer. One without an end would be kept until its time is over, and take the memory of everybody. */
const LARGEST = 32 << 20;

/** How long an agency may take is counted here, over all of its answer. */
const limits = { connections: 64, headersTimeout: 0, bodyTimeout: 0, connect };
const kept = new Agent(limits);
/** Opens a connection for each question. */
const unkept = new Agent({ ...limits, pipelining: 0 });

/** Posts to `url`. Rejects when it has not answered in full within `timeout` ms, or hangs up before it has. */
export function postTo(url: string, timeout: number): Post {
  const { origin, pathname, search } = new URL(url);
  const at = { origin, path: pathname + search, method: 'POST' } as const;
  return (headers, body) =>
    new Promise<Answered>((resolve, reject) => {
      const cancel = after(timeout, () => hearing.giveUp(new Error(`no answer within ${timeout} ms`)));
      const hearing = new Hearing(
        { ...at, headers: headers as string[], body },
        {
          whole: (answer) => (cancel(), resolve(answer)),
          failed: (why) => (cancel(), reject(why)),
        },
      );
      kept.dispatch(hearing.asked, hearing);
    });
}

/** When this process itself was held up, answers that lie ready are taken first. */
function after(timeout: number, late: () => void): () => void {
  let isOver = false;
  const timer = setTimeout(() => setImmediate(() => isOver || late()), timeout);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

interface Told {
  readonly whole: (answer: Answered) => void;
  readonly failed: (why: Error) => void;
}

/** Hears one answer to its end, and tells it or what went wrong. */
class Hearing implements Dispatcher.DispatchHandler {
  readonly asked: Dispatcher.DispatchOptions;
  readonly #tell: Told;
  readonly #parts: Buffer[] = [];
  #status = 0;
  #size = 0;
  #isRepeated = false;
  #givenUp: Error | undefined;
  #controller: Dispatcher.DispatchController | undefined;

  constructor(asked: Dispatcher.DispatchOptions, tell: Told) {
    this.asked = asked;
    this.#tell = tell;
  }

  giveUp(why: Error): void {
    this.#givenUp = why;
    this.#tell.failed(why);
    this.#controller?.abort(why);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#givenUp) controller.abort(this.#givenUp);
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number): void {
    this.#status = status;
  }

  onResponseData(_: Dispatcher.DispatchController, part: Buffer): void {
    this.#size += part.length;
    if (this.#size > LARGEST) this.giveUp(new Error(`an answer of more than ${LARGEST} bytes`));
    else this.#parts.push(part);
  }

  onResponseEnd(): void {
    const [first, ...more] = this.#parts;
    const whole = more.length > 0 ? Buffer.concat(this.#parts) : first;
    this.#tell.whole({ status: this.#status, text: whole?.toString() ?? '' });
  }

  /** A kept connection that the other side was just closing never took the question: it is put once more. */
  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    if (this.#givenUp || this.#status || this.#isRepeated || !isWorn(error)) return this.#tell.failed(error);
    this.#isRepeated = true;
    unkept.dispatch(this.asked, this);
  }
}

const isWorn = (error: Error & { readonly socket?: { readonly bytesRead?: number } }): boolean =>
  worn.has(error) || (error.socket?.bytesRead ?? 0) > 0;
