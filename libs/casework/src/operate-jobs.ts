/**
 * What the operator starts and what then takes a while: building a view anew, and verifying a house. It goes on by
 * itself, and whoever asks is told how far it is. A process that ends forgets it; nothing is half done then.
 */
import type { World } from '@yimen/kernel';
import { masked, OperationRefused } from './operate.ts';
import { rebuild, typesOf, viewOf, type Rebuilt } from './operate-rebuild.ts';
import { verifyLog, verifyView, type Finding, type Verifying } from './operate-verify.ts';

export interface RebuildJob {
  readonly view: string;
  state: 'building' | 'built' | 'switching' | 'switched' | 'discarded' | 'failed';
  readonly startedAt: string;
  done: number;
  total: number;
  built?: Rebuilt;
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
  /** Views that could not be folded here, for want of a neighbour's log. */
  readonly unread: string[];
  why?: string;
}

export interface Working extends Verifying {
  readonly world: World;
  /** Neighbours whose logs cannot be read here. */
  readonly unread: readonly string[];
}

const isBusy = ({ state }: { state: string }): boolean => ['building', 'switching', 'running'].includes(state);
const busy = () =>
  new OperationRefused({ zh: '正在进行，未作改动', en: 'It is under way already; nothing was changed' });

/** Whose words a view needs that cannot be read here. */
function missingFor({ agency, unread }: Working, name: string): readonly string[] {
  const types = typesOf(viewOf(agency, name));
  const says = (from: string) => agency.hears.find((heard) => heard.agency === from)?.events ?? [];
  return unread.filter((from) => says(from).some(({ type }) => types.has(type)));
}

function readable(working: Working, view: string): void {
  const missing = missingFor(working, view);
  if (missing.length > 0)
    throw new OperationRefused({
      zh: `此处读不到 ${missing.join('、')} 的日志，不能重建 ${view}，未作改动；请用 npm run ops 在能读到全部日志处重建`,
      en: `The logs of ${missing.join(', ')} cannot be read here, so nothing was changed; use npm run ops where they can`,
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

export function rebuildJobs(working: Working) {
  const jobs = new Map<string, RebuildJob>();
  const ready = (view: string): readonly [job: RebuildJob, built: Rebuilt] => {
    const job = jobs.get(view);
    if (job?.state === 'built' && job.built) return [job, job.built];
    throw new OperationRefused({ zh: `${view} 没有待切换的重建`, en: `nothing of ${view} is built and waiting` });
  };
  return {
    all: (): readonly RebuildJob[] => [...jobs.values()],
    /** `over` resolves when the work is done, which nobody has to wait for. */
    start(view: string): { over: Promise<void> } {
      readable(working, view);
      const known = jobs.get(view);
      if (known && isBusy(known)) throw busy();
      const job: RebuildJob = { view, state: 'building', startedAt: working.world.now(), done: 0, total: 0 };
      jobs.set(view, job);
      const progress = (done: number, total: number) => void Object.assign(job, { done, total });
      const over = doing(job, async () => {
        job.built = await rebuild({ ...working, progress }, view);
        return 'built';
      });
      return { over };
    },
    async switch(view: string): Promise<void> {
      const [job, built] = ready(view);
      job.state = 'switching';
      await doing(job, async () => {
        job.came = await built.switch();
        return 'switched';
      });
    },
    async discard(view: string): Promise<void> {
      const [job, built] = ready(view);
      await doing(job, () => built.discard().then(() => 'discarded'));
    },
  };
}

export function verifyJobs(working: Working) {
  let last: VerifyJob | undefined;
  const work = async (job: VerifyJob): Promise<VerifyJob['state']> => {
    job.findings.push(...(await verifyLog(working)));
    for (const view of working.agency.views) {
      if (missingFor(working, view.name).length > 0) job.unread.push(view.name);
      else {
        job.findings.push(...(await verifyView(working, view)));
        job.views += 1;
      }
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

/** Seconds that are left as far as one can tell from what is done; undefined before anything is. */
export function secondsLeft({ startedAt, done, total }: RebuildJob, now: string): number | undefined {
  if (done === 0) return undefined;
  return Math.ceil(((Date.parse(now) - Date.parse(startedAt)) * (total - done)) / done / 1000);
}
