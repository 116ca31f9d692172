/**
 * Renews (更新) at the start what another build has left otherwise: rows of a view of another edition are made anew
 * before anybody listens or reads, and those of a view that is declared no longer are dropped. That build, if it still
 * runs, hears nothing from then on.
 */
import { PLACE, type Rows } from '@yimen/kernel';
import type { Agency } from './agency.ts';
import { EDITIONS, editionOf, takeOver } from './editions.ts';
import { masked } from './operate.ts';
import type { rebuildJobs } from './operate-jobs.ts';

/** A view that could not be made anew, and why; its rows are as they were. */
export interface NotRenewed {
  readonly view: string;
  readonly why: string;
}

interface Renewing {
  readonly agency: Agency;
  readonly rows: Rows;
  readonly jobs: ReturnType<typeof rebuildJobs>;
}

export async function renew({ agency, rows, jobs }: Renewing): Promise<readonly NotRenewed[]> {
  const { views } = agency;
  const kept = new Map((await rows.rows<number>(EDITIONS)).map(({ key, data }) => [key, data]));
  const others = views.filter((view) => kept.get(view.name) !== editionOf(view));
  const gone = [...kept.keys()].filter((name) => !views.some((view) => view.name === name));
  const hasListened = (await rows.rows(PLACE, { limit: 1 })).length > 0;
  await rows.transaction(async (tx) => {
    await takeOver(agency, tx);
    for (const name of gone) {
      await tx.clear(name);
      await tx.drop(EDITIONS, name);
    }
    // Nothing was folded yet, so every row that will be there is of this build.
    if (!hasListened) for (const view of others) await tx.put(EDITIONS, { key: view.name, data: editionOf(view) });
  });
  const failed: NotRenewed[] = [];
  for (const { name } of hasListened ? others : []) {
    const why = await renewed(jobs, name);
    if (why !== undefined) failed.push({ view: name, why });
  }
  return failed;
}

async function renewed(jobs: Renewing['jobs'], view: string): Promise<string | undefined> {
  try {
    // Nobody is served beside it, so it may be as large as it likes.
    await jobs.start(view, Infinity).over;
    if (jobs.of(view)?.state === 'built') await jobs.switch(view);
  } catch (error) {
    return masked((error as Error).message);
  }
  const job = jobs.of(view);
  return job?.state === 'switched' ? undefined : (job?.why ?? '');
}
