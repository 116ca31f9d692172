/** Files go through to the service that takes them, and so do its answers; the gateway keeps nothing of them. */
import { tokenOf, type Verify } from '@yimen/process';
import type { Express, Request, Response } from 'express';

/** Paths below `under` go to the service at `url` as they come. */
export interface Files {
  readonly under: string;
  readonly url: string;
}

/** For a file to come, to be read and to be answered, in ms. */
const LONGEST_MS = 120_000;

const say = (response: Response, status: number, [zh, en]: readonly [zh: string, en: string]) =>
  void response.status(status).json({ error: { zh, en } });

export const filesRoute = (app: Express, files: Files, verify: Verify) =>
  void app.post(`${files.under}/{*path}`, async (request, response) => {
    const to = below(files, request.originalUrl);
    if (!to) return say(response, 404, ['没有这个地址，未保存', 'There is no such address; nothing was kept']);
    const token = tokenOf(request.headers);
    if (!(await verify(token))) return say(response, 401, ['请先登录，未保存', 'Sign in first; nothing was kept']);
    await forward(to, request, response);
  });

/** What a client says may name another host, and lead out of where files are taken. */
function below({ under, url }: Files, said: string): URL | undefined {
  const to = new URL(said, url);
  return to.origin === new URL(url).origin && to.pathname.startsWith(`${under}/`) ? to : undefined;
}

async function forward(to: URL, request: Request, response: Response): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const init = {
    method: 'POST',
    headers: {
      'content-type': 'application/octet-stream',
      authorization: `Bearer ${tokenOf(request.headers)}`,
    },
    body: request,
    duplex: 'half',
    redirect: 'manual',
    signal: AbortSignal.any([gone.signal, AbortSignal.timeout(LONGEST_MS)]),
  };
  try {
    const answer = await fetch(to, init as unknown as RequestInit);
    const body = Buffer.from(await answer.arrayBuffer());
    response
      .status(answer.status)
      .type(answer.headers.get('content-type') ?? 'application/json')
      .send(body);
  } catch (error) {
    if (!gone.signal.aborted) say(response, 503, isAway(error) ? AWAY : UNKNOWN);
  }
}

const AWAY = ['该服务暂无响应，未保存', 'It is not answering; nothing was kept'] as const;
/** The same file may be sent twice: what it says is then there once. */
const UNKNOWN = [
  '该服务未答复完整，是否已保存不明，请重新上传',
  'It did not answer in full, and may or may not have kept the file: send it again',
] as const;

/** Whether nobody took the connection. */
function isAway(error: unknown): boolean {
  const { code } = ((error as Error).cause ?? {}) as { code?: string };
  return ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT'].includes(code ?? '');
}
