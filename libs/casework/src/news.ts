/** Notes what a house reads, so that whoever looks at a case can be told that there is news of it. */
import type { Ear, Recorded } from '@yimen/kernel';

export type Told = (caseIds: ReadonlySet<string>) => void;

/** The same ear, and a function that tells the cases of what it has read since it was last called. */
export function noticing(ear: Ear, wanted: (event: Recorded) => boolean, told: Told): readonly [Ear, () => void] {
  const read = new Set<string>();
  const follow: Ear['source']['follow'] = async (from, limit, kept) => {
    const batch = await ear.source.follow(from, limit, kept);
    for (const event of batch.events) if (event.meta.caseId && wanted(event)) read.add(event.meta.caseId);
    return batch;
  };
  const tell = (): void => {
    if (read.size === 0) return;
    told(new Set(read));
    read.clear();
  };
  return [{ ...ear, source: { ...ear.source, follow } }, tell];
}
