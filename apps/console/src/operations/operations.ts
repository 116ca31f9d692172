/** What the IT officer reads of each service, and what it comes to in one line. */
import type { Label } from '../graph/shapes.ts';

export interface ParkedEvent {
  readonly id: string;
  readonly caseId: string;
  readonly listener: string;
  readonly from: string;
  readonly event: Label;
  readonly occurredAt: string;
  readonly why: string;
  /** The same for whatever failed alike. */
  readonly cause: string;
  readonly since: string;
  readonly skip: { readonly by: string; readonly reason: string; readonly at: string; readonly own: boolean } | null;
}

export interface Rebuild {
  readonly view: string;
  readonly state: string;
  readonly startedAt: string;
  readonly done: number;
  readonly total: number | null;
  readonly secondsLeft: number | null;
  readonly rows: number | null;
  readonly differing: number | null;
  readonly differences: readonly { readonly key: string; readonly kind: string; readonly fields: readonly string[] }[];
  readonly came: number | null;
  readonly why: string | null;
}

export interface Verification {
  readonly state: string;
  readonly startedAt: string;
  readonly views: number;
  readonly findings: readonly { readonly where: string; readonly what: string; readonly label: Label }[];
  readonly unread: readonly string[];
  readonly why: string | null;
}

export interface Behind {
  readonly from: string;
  readonly count: number;
  readonly more: boolean;
  readonly since: string | null;
}

export interface Operations {
  readonly agency: string;
  readonly label: Label;
  readonly asOf: string;
  readonly wrong: readonly Label[];
  readonly behind: readonly Behind[];
  readonly silentClocks: number;
  readonly parked: readonly ParkedEvent[];
  readonly views: readonly string[];
  readonly rebuilds: readonly Rebuild[];
  readonly verification: Verification | null;
}

export interface HouseName {
  readonly name: string;
  /** What its fields and acts begin with in the graph. */
  readonly field: string;
}

/** Services of the platform itself, which add no file of their own to a case and are looked after all the same. */
const platform: readonly HouseName[] = [
  { name: 'people', field: 'people' },
  { name: 'insight', field: 'insight' },
];

export const servicesOf = (agencies: readonly HouseName[]): readonly HouseName[] => [...agencies, ...platform];

/** Under whose name a service stands in the one answer. */
export const aliasOf = ({ field }: HouseName): string => `service_${field}`;

const sum = (behind: readonly Behind[], fits: (each: Behind) => boolean) =>
  behind.filter(fits).reduce((total, { count }) => total + count, 0);

/** Events still to be published, to be heard of its own log, and to be heard of others. */
export const lagOf = ({ agency, behind }: Operations) => ({
  bus: sum(behind, ({ from }) => from === 'bus'),
  own: sum(behind, ({ from }) => from === agency),
  others: sum(behind, ({ from }) => from !== 'bus' && from !== agency),
});

/** Work that goes on by itself, so that the page looks again soon. */
export const isBusy = ({ rebuilds, verification }: Operations): boolean =>
  rebuilds.some(({ state }) => state === 'building' || state === 'switching') || verification?.state === 'running';

/** Events of one case at one listener: only the first has failed, the others wait for it. */
export function heaps(parked: readonly ParkedEvent[]): readonly (readonly ParkedEvent[])[] {
  const found = new Map<string, ParkedEvent[]>();
  for (const event of parked) {
    const key = `${event.listener}|${event.caseId}`;
    found.set(key, [...(found.get(key) ?? []), event]);
  }
  return [...found.values()];
}

/** How many of these have failed as it has, itself among them; what waits behind another has not failed. */
export const failedAlike = (heaped: readonly (readonly ParkedEvent[])[], { cause }: ParkedEvent): number =>
  heaped.filter(([first]) => first?.cause === cause).length;

/** `2 分 5 秒` without the words. */
export const minutes = (seconds: number) => ({ minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
