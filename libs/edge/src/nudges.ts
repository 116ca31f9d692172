/**
 * A feed of nudges (提示): of which cases a service has news, for the gateway alone. A nudge holds no data; whoever is
 * nudged asks again, and is answered what he may see.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { idsOf } from '@yimen/casework';
import type { Rows } from '@yimen/kernel';
import { isNudgeToken, NUDGES, tell, tokenOf } from '@yimen/process';
import type { Express, Request, Response } from 'express';

const BEAT_MS = 15_000;
/** With so much news at once it costs less to ask again than to look for the ids. */
const MANY = 50;
/** After each telling; what comes meanwhile is told together, because each telling asks the rows. */
const REST_MS = 500;

/** Without a secret nobody can ask for the feed. */
export function nudges(rows: Rows, secret: string | undefined) {
  const open = new Set<Response>();
  const say = (text: string) => open.forEach((each) => tell(each, text));
  const waiting = new Set<string>();
  let telling: Promise<void> | undefined;
  let rested = Promise.resolve();
  const tellAll = async () => {
    await rested;
    rested = pause(REST_MS, undefined, { ref: false });
    telling = undefined;
    const caseIds = [...waiting];
    waiting.clear();
    const found = caseIds.length > MANY ? [] : caseIds.map((id) => idsOf(rows, id));
    const ids = (await Promise.all(found).catch(() => [])).flat();
    say(
      ids.length > 0 ? [...new Set(ids)].map((caseId) => `data: {"caseId":"${caseId}"}\n\n`).join('') : 'data: {}\n\n',
    );
  };
  const beat = setInterval(say, BEAT_MS, ':\n\n').unref();
  return {
    /** Every id that a case has had is told; of very many, or when the rows do not answer, only that there is news. */
    async told(caseIds: ReadonlySet<string>): Promise<void> {
      if (open.size === 0) return;
      for (const caseId of caseIds) waiting.add(caseId);
      await (telling ??= tellAll());
    },
    route(http: Express): void {
      http.get(NUDGES, async (request: Request, response: Response) => {
        if (!(await isNudgeToken(tokenOf(request.headers), secret))) return void response.status(404).end();
        if (response.closed) return;
        response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).write(':\n\n');
        open.add(response.once('close', () => open.delete(response)));
      });
    },
    close(): void {
      clearInterval(beat);
      open.forEach((each) => each.end());
    },
  };
}
