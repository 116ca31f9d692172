/**
 * What the operator starts and what then takes a while: building a view anew, and verifying a house. It goes on by
 * itself, and whoever asks is told how far it is. A process that ends forgets it; nothing is half done then.
 */
import type { World } from '@yimen/kernel';
import { masked, OperationRefused } from './operate.ts';
import type { Log } from './operate-logs.ts';
import { rebuild, typesOf, viewOf, type Rebuilt } from './operate-rebuild.ts';
import { verifyLog } from './operate-verify-log.ts';
import { verifyView, type Finding, type Verifying } from './operate-verify.ts';

export interface RebuildJob {
  readonly view: string;
  state: 'building' | 'built' | 'switching' | 'switched' | 'discarded' | 'failed';
  readonly startedAt: string;
  /** Events that were read, of how many, if that is known. */
  done: number;
  total?: number | undefined;
  built?: Omit<Rebuilt, 'switch'>;
  /** Events that came in while it was built. */
  came?: number;
  /** Of one that failed. */
  why?: string;
}

export interface VerifyJob {
  state: 'running' | 'done' | 'failed';
  readonly startedAt: string;
  views: number;
  readonly findings: Finding[];
  /** Views that could not be folded here, for want of a neighbour's log or of its beginning. */
  readonly unread: string[];
  why?: string;
}

export interface Working extends Verifying {
  readonly world: World;
  /** Neighbours whose logs are not among `logs`, because a broker stands between. */
  readonly unread: readonly string[];
  /** What such a neighbour has published, once more from the beginning; each time a reader of its own. */
  readonly again?: ((from: string) => Log | undefined) | undefined;
}

const isBusy = ({ state }: { state: string }): boolean => ['building', 'switching', 'running'].includes(state);
const busy = () =>
  new OperationRefused({ zh: '正在进行，未作改动', en: 'It is under way already; nothing was changed' });

/** Whose words a view wants, of those that are not among the logs. */
function wantedBy({ agency, unread }: Working, name: string): readonly string[] {
  const types = typesOf(viewOf(agency, name));
  const says = (from: string) => agency.hears.find((heard) => heard.agency === from)?.events ?? [];
  return unread.filter((from) => says(from).some(({ type }) => types.has(type)));
}

/** The logs with those of these neighbours; refused, in words, where one of them cannot be read at all. */
function logsWith({ logs, again }: Working, neighbours: readonly string[]): readonly Log[] {
  const read = neighbours.map((from) => again?.(from));
  const missing = neighbours.filter((_, i) => !read[i]).join('、');
  if (missing)
    throw new OperationRefused({
      zh: `此处读不到 ${missing} 的日志，未作改动；请用 npm run ops 在能读到全部日志处重建`,
      en: `The logs of ${missing} cannot be read here, so nothing was changed; use npm run ops where they can`,
    });
  return [...logs, ...read.filter((log) => log !== undefined)];
}

/** Does the work with logs from whose beginning nothing is missing, and then lets go of them. */
async function withWhole<T>(logs: readonly Log[], work: () => Promise<T>): Promise<T> {
  try {
    for (const { lacks } of logs) {
      const words = await lacks?.();
      if (words)
        throw new OperationRefused({
          zh: `${words.zh}，未作改动；请用 npm run ops 在能读到全部日志处进行`,
          en: `${words.en}, so nothing was changed; use npm run ops where all logs can be read`,
        });
    }
    return await work();
  } finally {
    for (const { close } of logs) await close?.().catch(() => undefined);
  }
}

/** A service goes on working beside it, so it builds only what fits into its memory with ease: at most 0.5 GB. */
const MOST_ROWS = 200_000;

async function fits({ rows }: Working, view: string, most: number): Promise<void> {
  const count = await rows.count(view);
  if (count <= most) return;
  throw new OperationRefused({
    zh: `${view} 有 ${count} 行，超过服务内重建的上限 ${most} 行，未作改动；请用 npm run ops 重建`,
    en: `${view} has ${count} rows, and a service rebuilds at most ${most}, so nothing was changed; use npm run ops`,
  });
}

/** Does the work; the job then stands where the work says, or has failed in words. */
async function doing(job: RebuildJob, work: () => Promise<RebuildJob['state']>): Promise<void> {
  try {
    job.state = await work();
  } catch (error) {
    Object.assign(job, { state: 'failed', why: masked((error as Error).message) });
  }
}

async function building(working: Working, job: RebuildJob): Promise<Rebuilt> {
  const progress = (done: number, total: number | undefined) => void Object.assign(job, { done, total });
  const built = await withWhole(working.logs, () => rebuild({ ...working, progress }, job.view));
  const { events, rows, differences, differing } = built;
  job.built = { events, rows, differences, differing };
  return built;
}

export function rebuildJobs(working: Working) {
  const jobs = new Map<string, RebuildJob>();
  // Held until it is switched or discarded; of its rows nothing is kept then.
  const waiting = new Map<string, Rebuilt>();
  const taken = (view: string): readonly [job: RebuildJob, built: Rebuilt] => {
    const [job, built] = [jobs.get(view), waiting.get(view)];
    waiting.delete(view);
    if (job && built) return [job, built];
    throw new OperationRefused({ zh: `${view} 没有待切换的重建`, en: `nothing of ${view} is built and waiting` });
  };
  return {
    all: (): readonly RebuildJob[] => [...jobs.values()],
    of: (view: string): RebuildJob | undefined => jobs.get(view),
    /** `over` resolves when the work is done, which nobody has to wait for. */
    start(view: string, most = MOST_ROWS): { over: Promise<void> } {
      const logs = logsWith(working, wantedBy(working, view));
      const known = jobs.get(view);
      if (known && isBusy(known)) throw busy();
      const job: RebuildJob = { view, state: 'building', startedAt: working.world.now(), done: 0 };
      jobs.set(view, job);
      waiting.delete(view);
      const over = doing(job, async () => {
        await fits(working, view, most);
        waiting.set(view, await building({ ...working, logs }, job));
        return 'built';
      });
      return { over };
    },
    async switch(view: string): Promise<void> {
      const [job, built] = taken(view);
      job.state = 'switching';
      await doing(job, async () => {
        job.came = await built.switch();
        return 'switched';
      });
    },
    discard: async (view: string): Promise<void> => void (taken(view)[0].state = 'discarded'),
  };
}

/** The neighbours behind a broker of whom everything can be read once more. */
async function wholeNeighbours({ unread, again }: Working): Promise<readonly string[]> {
  const whole: string[] = [];
  for (const from of unread) {
    const log = again?.(from);
    if (log && !(await log.lacks?.())) whole.push(from);
  }
  return whole;
}

export function verifyJobs(working: Working) {
  let last: VerifyJob | undefined;
  const work = async (job: VerifyJob): Promise<VerifyJob['state']> => {
    const whole = await wholeNeighbours(working);
    const heard = logsWith(working, whole);
    job.findings.push(...(await withWhole(heard, () => verifyLog({ ...working, logs: heard }))));
    for (const view of working.agency.views) {
      const wanted = wantedBy(working, view.name);
      if (wanted.some((from) => !whole.includes(from))) {
        job.unread.push(view.name);
        continue;
      }
      const logs = logsWith(working, wanted);
      job.findings.push(...(await withWhole(logs, () => verifyView({ ...working, logs }, view))));
      job.views += 1;
    }
    return 'done';
  };
  return {
    last: () => last,
    start(): { over: Promise<void> } {
      if (last && isBusy(last)) throw busy();
      const job: VerifyJob = { state: 'running', startedAt: working.world.now(), views: 0, findings: [], unread: [] };
      last = job;
      const over = work(job).then(
        (state) => void (job.state = state),
        (error: unknown) => void Object.assign(job, { state: 'failed', why: masked((error as Error).message) }),
      );
      return { over };
    },
  };
}

/** Seconds that are left as far as one can tell from what is done; undefined where one cannot. */
export function secondsLeft({ startedAt, done, total }: RebuildJob, now: string): number | undefined {
  if (done === 0 || total === undefined) return undefined;
  return Math.ceil(((Date.parse(now) - Date.parse(startedAt)) * (total - done)) / done / 1000);
}
