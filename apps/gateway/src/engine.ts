/** The engine behind the graph: it plans a query over the agencies, asks them, and puts the answer together. */
import { log } from '@yimen/edge';
import type { Agencies, Engine } from './engine-agencies.ts';

export type EngineName = 'native' | 'apollo';

/**
 * Loads only the engine that is wanted. The planner of the native one is a binary, and not there for every platform:
 * who asked for it by name is told; who did not gets the other one.
 */
export async function engineOf(agencies: Agencies, name?: EngineName): Promise<Engine> {
  const native = name === 'apollo' ? undefined : await import('./native.ts').catch(unless(name === 'native'));
  if (native) return native.nativeEngine(agencies);
  return (await import('./engine-apollo.ts')).apolloEngine(agencies);
}

const unless = (wanted: boolean) => (error: unknown) => {
  if (wanted) throw error;
  log.warn({ error: String(error) }, 'no native engine for this platform; the graph runs on the other one');
};
