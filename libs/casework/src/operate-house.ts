/** A running house as its operator works with it (运行): case ids, types and causes, and never what is in a case. */
import type { Bus, Label } from '@yimen/kernel';
import { wordsOf, type Agency } from './agency.ts';
import { heldAs } from './editions.ts';
import type { House, Ports } from './house.ts';
import { masked, OperationRefused, parkedIn } from './operate.ts';
import { rebuildJobs, secondsLeft, verifyJobs, type RebuildJob, type VerifyJob, type Working } from './operate-jobs.ts';
import { logOf, type Log } from './operate-logs.ts';
import { atBroker, behindOf, healthOf, type Behind, type BehindAtBroker, type Health } from './operate-look.ts';
import { renew, type NotRenewed } from './operate-renew.ts';
import {
  agreeToSkip,
  askToSkip,
  recordSkips,
  waitingIn,
  type AgreeToSkip,
  type AskToSkip,
  type Waiting,
} from './operate-skip.ts';

export interface Operated extends Health {
  readonly label: Label;
  readonly asOf: string;
  readonly waiting: readonly Waiting[];
  readonly views: readonly string[];
  readonly rebuilds: readonly (RebuildJob & { readonly secondsLeft?: number | undefined })[];
  readonly verification?: VerifyJob | undefined;
}

/** How far the listeners of a house are behind at a broker. */
export type BrokerLag = () => Promise<readonly BehindAtBroker[]>;

export interface Operations {
  look(): Promise<Operated>;
  /** Takes the parked events of a case again; what it came to, in words. */
  retry(caseId: string): Promise<Label>;
  askToSkip(asked: AskToSkip): Promise<void>;
  agreeToSkip(agreed: AgreeToSkip): Promise<void>;
  /**
   * Makes anew what another build has left otherwise, and writes the records that a crash has cut off; to be awaited
   * before the house listens. What could not be.
   */
  renew(): Promise<readonly NotRenewed[]>;
  rebuild(view: string): { over: Promise<void> };
  switch(view: string): Promise<void>;
  discard(view: string): Promise<void>;
  verify(): { over: Promise<void> };
}

type Means = Pick<Ports, 'store' | 'bus' | 'world'> & { readonly brokerLag?: BrokerLag | undefined };

export function operations(house: House, means: Means): Operations {
  const { agency } = house;
  const rows = heldAs(agency, agency.name, house.rows);
  const { world } = means;
  const working = { agency, rows, store: means.store, world, ...logsOf(agency, means) };
  const rebuilds = rebuildJobs(working);
  const check = verifyJobs(working);
  return {
    look: () => look({ ...working, means, rebuilds: rebuilds.all(), verification: check.last() }),
    retry: (caseId) => retried(house, caseId),
    askToSkip: (asked) => askToSkip(working, asked),
    agreeToSkip: (agreed) => agreeToSkip(agency, working, agreed),
    renew: async () => {
      await recordSkips(agency, working);
      return renew({ agency, rows: house.rows, jobs: rebuilds });
    },
    rebuild: (view) => rebuilds.start(view),
    switch: rebuilds.switch,
    discard: rebuilds.discard,
    verify: check.start,
  };
}

type Readable = Pick<Working, 'logs' | 'unread' | 'again'>;

/**
 * Where a broker stands between, the logs of neighbours are theirs alone, and what they published is read once more
 * from the broker; without one the bus reads the logs.
 */
function logsOf(made: Agency, { store, bus }: Means): Readable {
  const { name, hears } = made;
  const others = [...new Set(hears.map(({ agency }) => agency))].filter((from) => from !== name);
  const own = logOf(name, store);
  if (bus.publish) return { logs: [own], unread: others, again: againFrom(bus, made) };
  const direct = others.map((from) => logOf(from, bus.source(from, name)));
  return { logs: [own, ...direct], unread: [] };
}

const againFrom =
  (bus: Bus, made: Agency) =>
  (from: string): Log | undefined => {
    const again = bus.again?.(from, made.name);
    if (!again) return undefined;
    return {
      ...{ from, isFromBroker: true, words: wordsOf(made, from) },
      follow: (after, limit) => again.follow(after, limit),
      count: async () => again.count?.(),
      lacks: () => again.lacks(),
      close: () => again.close(),
    };
  };

interface Looked extends Working {
  readonly means: Means;
  readonly rebuilds: readonly RebuildJob[];
  readonly verification: VerifyJob | undefined;
}

async function look({ means, rebuilds, verification, ...working }: Looked): Promise<Operated> {
  const { agency, rows, world } = working;
  const now = world.now();
  const [behind, waiting] = await Promise.all([behindWhom(working, means), waitingIn(agency, rows)]);
  return {
    ...(await healthOf(working, behind, now)),
    ...{ label: agency.label, asOf: now, waiting, verification },
    views: agency.views.map(({ name }) => name),
    rebuilds: rebuilds.map((job) => ({ ...job, secondsLeft: secondsLeft(job, now) })),
  };
}

/** A broker that does not answer hides nothing of what the own log says. */
async function behindWhom(working: Working, { bus, brokerLag }: Means): Promise<readonly Behind[]> {
  const own = behindOf({ ...working, relays: Boolean(bus.publish) });
  const told = (await brokerLag?.().catch(() => undefined)) ?? [];
  return [...(await own), ...told.map((each) => atBroker(working.agency.name, each))];
}

async function retried({ agency, rows, retry }: House, caseId: string): Promise<Label> {
  const waits = async () => (await parkedIn(agency, rows)).filter((each) => each.caseId === caseId).length;
  const before = await waits();
  if (before === 0)
    throw new OperationRefused({ zh: `案件 ${caseId} 没有被隔离的事件`, en: `Nothing of case ${caseId} is parked` });
  try {
    const through = await retry(caseId);
    return { zh: `${through} 个全部通过`, en: `All ${through} went through` };
  } catch (error) {
    const [through, why] = [before - (await waits()), masked((error as Error).message)];
    return {
      zh: `${through} 个通过，其余仍隔离：${why}`,
      en: `${through} went through, the rest stays parked: ${why}`,
    };
  }
}
