/** HTTP to the agencies on kept connections. The default fetcher of the gateway opens one for each request. */
import { Agent, request, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { urlToHttpOptions } from 'node:url';

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

interface Sent {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** An answer that is there as a whole. */
interface Answered {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Rejects when the agency has not answered in full within `timeout` ms, or hangs up before it has. */
export function keepAlive(timeout: number) {
  return (at: RequestOptions, sent: Sent = {}): Promise<Answered> =>
    new Promise<Answered>((resolve, reject) => {
      let asking = ask(at, sent, agent);
      const cancel = after(timeout, () => asking.destroy(new Error(`no answer within ${timeout} ms`)));
      const fail = (error: Error) => {
        cancel();
        reject(error);
      };
      const done = (whole: Answered) => {
        cancel();
        resolve(whole);
      };
      const listen = (failed: (error: Error) => void) =>
        asking.on('error', failed).on('response', (answer) => collect(answer.on('error', fail), done));
      listen((error) => {
        if (!isStale(asking, error)) return fail(error);
        asking = ask(at, sent, false);
        return listen(fail);
      });
    });
}

/** The same in the clothes of `fetch`. */
export function keepAliveFetcher(timeout: number) {
  const put = keepAlive(timeout);
  return async (url: string, sent?: Sent): Promise<Response> => {
    const { status, type, text } = await put(urlToHttpOptions(new URL(url)), sent);
    return new Response(text, { status, headers: { 'content-type': type } });
  };
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

function ask(at: RequestOptions, { method = 'POST', headers = {}, body = '' }: Sent, by: Agent | false): ClientRequest {
  const length = String(Buffer.byteLength(body));
  return request({ ...at, method, headers: { ...headers, 'content-length': length }, agent: by }).end(body);
}

/** A kept connection that the other side was just closing never took the question: it is put once more. */
const isStale = ({ reusedSocket }: ClientRequest, error: Error): boolean =>
  reusedSocket && (error as NodeJS.ErrnoException).code === 'ECONNRESET';

function collect(answer: IncomingMessage, done: (whole: Answered) => void): void {
  const parts: Buffer[] = [];
  answer.on('data', (part: Buffer) => parts.push(part));
  answer.on('end', () => {
    const type = answer.headers['content-type'] ?? 'application/json';
    done({ status: answer.statusCode ?? 500, type, text: Buffer.concat(parts).toString() });
  });
}
