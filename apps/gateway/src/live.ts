/**
 * `GET /live?case=<id>`: server-sent events for an open page. They say that there is news, of the case that was asked
 * for or, without one, of any, and never what it is: the page asks its query again, so that what one may see is decided
 * in one place.
 */
import { nudgeToken, tell, tokenOf, type Identity } from '@yimen/process';
import type { Express, Request, Response } from 'express';
import { decodeJwt } from 'jose';
import { follow, type News } from './live-feeds.ts';

/** Open pages of one person. Without TLS a browser has six connections to one place, and it has other questions. */
const MOST = 4;
const BEAT_MS = 15_000;
/** The least time between two nudges, for one case and for a list of any. */
const [EACH_CASE, EACH_LIST] = [250, 2000];
const LONGEST = 12 * 3_600_000;

interface Reader {
  readonly caseId?: string | undefined;
  /** Of the case that he asked for, or of any. */
  nudge(news: News): void;
}

const tooMany = {
  zh: `同时打开的页面过多（上限 ${MOST}），请关闭其他页面`,
  en: `More than ${MOST} open pages; close one`,
};
const signInFirst = { zh: '请先登录', en: 'Sign in first' };
const refuse = (response: Response, status: number, error: object) => void response.status(status).json({ error });

interface Means extends Pick<Identity, 'verify' | 'secret'> {
  readonly services: readonly { readonly name: string; readonly url: string }[];
}

export function liveOver({ verify, secret, services }: Means) {
  const readers = new Map<Response, Reader & { readonly by: string }>();
  const ending = new AbortController();
  const end = (response: Response) => (readers.delete(response), ended(response));
  const take = (news: News) => {
    for (const reader of readers.values())
      if (!reader.caseId || !news.caseId || reader.caseId === news.caseId) reader.nudge(news);
  };
  if (secret) follow({ services, take, signal: ending.signal, token: () => nudgeToken(secret) });
  const beat = setInterval(() => readers.forEach((_, response) => tell(response, ':\n\n')), BEAT_MS).unref();

  async function open(request: Request, response: Response): Promise<void> {
    const token = tokenOf(request.headers);
    const actor = await verify(token);
    if (!actor) return refuse(response, 401, signInFirst);
    if ([...readers.values()].filter(({ by }) => by === actor.id).length >= MOST) return refuse(response, 429, tooMany);
    // Who has gone while we looked would never go again.
    if (response.closed) return;
    const { case: asked } = request.query;
    const caseId = typeof asked === 'string' ? asked : undefined;
    const left = Math.min(LONGEST, (decodeJwt(token!).exp ?? 0) * 1000 - Date.now());
    const expired = setTimeout(() => end(response), left).unref();
    readers.set(response, { by: actor.id, caseId, nudge: nudging(response, caseId, actor.reads === 'all') });
    response.once('close', () => (readers.delete(response), clearTimeout(expired)));
    const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' };
    response.writeHead(200, headers).write('retry: 3000\n\n');
  }
  return {
    route: (app: Express) => void app.get('/live', open),
    readers: () => readers.size,
    close(): void {
      ending.abort();
      clearInterval(beat);
      readers.forEach((_, response) => end(response));
    },
  };
}

/** Who does not take the end, or waits for his turn on his connection, is cut off. */
function ended(response: Response): void {
  const cut = setTimeout(() => response.destroy(), BEAT_MS).unref();
  response.once('close', () => clearTimeout(cut)).end();
}

/**
 * The first nudge goes at once; what comes in the pause after it goes at its end, as one. Whose news it is tells which
 * offices work on a case, so only who is shown them is told.
 */
function nudging(response: Response, caseId: string | undefined, isOfficer: boolean): Reader['nudge'] {
  let resting = false;
  let waiting: News | undefined;
  const say = ({ agency }: News): void => {
    resting = true;
    waiting = undefined;
    const told = caseId ? { caseId, ...(isOfficer && { agency }) } : {};
    tell(response, `data: ${JSON.stringify(told)}\n\n`);
    setTimeout(rested, caseId ? EACH_CASE : EACH_LIST).unref();
  };
  const rested = (): void => {
    resting = false;
    if (waiting && !response.writableEnded) say(waiting);
  };
  return (news) => (resting ? void (waiting = news) : say(news));
}
