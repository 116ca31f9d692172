/**
 * Whether a service can do its work now. `/healthz` says that the process lives; `/readyz` asks its store, its bus and
 * how far it is behind, and answers within a deadline. Commands need the store alone: a broker that is away for an hour
 * must not keep a desk from working, so whoever routes requests asks `/readyz?only=store`.
 */
import type { Lag } from '@yimen/adapters';
import type { EventStore } from '@yimen/kernel';

export interface Checked {
  readonly ok: boolean;
  readonly ms: number;
  /** What is wrong, in words. */
  readonly why?: string;
}

export interface Readiness {
  readonly ready: boolean;
  readonly draining: boolean;
  readonly checks: Readonly<Record<string, Checked>>;
}

type Behind = Pick<Lag, 'agency' | 'behind'>;

interface Means {
  readonly store: Pick<EventStore, 'read'>;
  readonly bus: { ready(): Promise<void>; lag(): Promise<readonly Behind[]> };
  /** Events behind that are still ready, and the deadline of an answer in ms. */
  readonly limits: { readonly lag: number; readonly within: number };
}

/** No stream has this name; asking for it shows that the store answers. */
const NOBODY = 'readyz';

export function readiness({ store, bus, limits: { lag, within } }: Means) {
  let draining = false;
  const means: Readonly<Record<string, () => Promise<void>>> = {
    store: async () => void (await store.read(NOBODY)),
    bus: () => bus.ready(),
    lag: async () => bounded(await bus.lag(), lag),
  };
  const running = new Map<string, Promise<Checked>>();
  const ask = (name: string): Promise<Checked> => {
    // A check that hangs is asked once, however often somebody knocks.
    const known = running.get(name) ?? checked(means[name]!).finally(() => running.delete(name));
    running.set(name, known);
    return inTime(known, within);
  };
  return {
    drain: () => void (draining = true),
    async answer(only?: string): Promise<Readiness> {
      const names = Object.keys(means).filter((name) => !only || name === only);
      const answers = await Promise.all(names.map(async (name) => [name, await ask(name)] as const));
      const ready = !draining && answers.length > 0 && answers.every(([, { ok }]) => ok);
      return { ready, draining, checks: Object.fromEntries(answers) };
    },
  };
}

function bounded(lags: readonly Behind[], most: number): void {
  const late = lags.filter(({ behind }) => behind > most);
  if (late.length === 0) return;
  const named = late.map(({ agency, behind }) => `${agency} ${behind}`).join(', ');
  throw new Error(`落后过多 too far behind (${most}): ${named}`);
}

async function checked(check: () => Promise<void>): Promise<Checked> {
  const began = performance.now();
  const ms = () => Math.round(performance.now() - began);
  try {
    await check();
    return { ok: true, ms: ms() };
  } catch (error) {
    return { ok: false, ms: ms(), why: ((error as Error).message ?? String(error)).split('\n')[0]! };
  }
}

function inTime(answer: Promise<Checked>, ms: number): Promise<Checked> {
  const late = Promise.withResolvers<Checked>();
  const why = `${ms} 毫秒内没有答复 no answer in ${ms} ms`;
  const timer = setTimeout(() => late.resolve({ ok: false, ms, why }), ms);
  return Promise.race([answer, late.promise]).finally(() => clearTimeout(timer));
}
