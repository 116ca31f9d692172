/** The gateway's ears: one connection to the feed of each service, made again whenever it ends. */
import * as http from 'node:http';
import * as https from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import { log, NUDGES } from '@yimen/process';

export interface News {
  readonly agency: string;
  /** Left out where it may be any case. */
  readonly caseId?: string;
}

interface Feeds {
  readonly services: readonly { readonly name: string; readonly url: string }[];
  /** Proves that it is the gateway who asks; short-lived. */
  readonly token: () => Promise<string>;
  readonly take: (news: News) => void;
  readonly signal: AbortSignal;
}

/** A feed says at least this often that it lives, in ms; one that does not is given up. */
const SILENT = 40_000;
const [SOON, LATE] = [250, 10_000];

/** Until the signal ends it. */
export function follow({ services, ...means }: Feeds): void {
  for (const { name, url } of services) void forever(name, new URL(NUDGES, url), means);
}

async function forever(agency: string, url: URL, means: Omit<Feeds, 'services'>): Promise<void> {
  const { token, take, signal } = means;
  let wait = SOON;
  for (let told = false; !signal.aborted;) {
    try {
      const feed = await open(url, await token(), signal);
      [wait, told] = [SOON, false];
      // What was said before is not said again.
      take({ agency });
      for await (const said of saidIn(feed)) take({ ...said, agency });
    } catch (error) {
      // Away, restarting, or without a feed: it is asked again, and pages ask by themselves meanwhile.
      if (!told && !signal.aborted) log.warn({ agency, error: String(error) }, 'no feed of news');
      told = true;
    }
    await pause(wait * (0.5 + Math.random() / 2), undefined, { signal, ref: false }).catch(() => undefined);
    wait = Math.min(2 * wait, LATE);
  }
}

function open(url: URL, token: string, signal: AbortSignal): Promise<http.IncomingMessage> {
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const headers = { accept: 'text/event-stream', authorization: `Bearer ${token}` };
    const asking = request(url, { agent: false, headers, signal, timeout: SILENT }, (feed) => {
      if (feed.statusCode === 200) return resolve(feed.setEncoding('utf8'));
      feed.destroy();
      reject(new Error(`answered with status ${feed.statusCode}`));
    });
    asking.on('timeout', () => asking.destroy(new Error('silent')));
    asking.on('error', reject).end();
  });
}

const BLANK = '\n\n';

async function* saidIn(feed: AsyncIterable<string>): AsyncGenerator<{ readonly caseId?: string }> {
  let rest = '';
  for await (const part of feed) {
    const whole = (rest + part).split(BLANK);
    rest = whole.pop() ?? '';
    for (const each of whole) if (each.startsWith('data: ')) yield JSON.parse(each.slice(6)) as { caseId?: string };
  }
}
