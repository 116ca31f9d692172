/** The engine behind the graph: it plans a query over the agencies, asks them, and puts the answer together. */
import { log } from '@yimen/process';
import type { Agencies, Engine } from './engine-agencies.ts';

export type EngineName = 'native' | 'apollo';

/**
 * Loads only the engine that is wanted. The planner of the native one is a binary that is not there for every platform,
 * and not every feature of federation is proven with it: who asked for it by name is told; who did not gets the other.
 */
export async function engineOf(agencies: Agencies, name?: EngineName): Promise<Engine> {
  if (name === 'apollo') return apollo(agencies);
  try {
    return (await import('./native.ts')).nativeEngine(agencies);
  } catch (error) {
    if (name === 'native') throw error;
    log.warn({ error: String(error) }, 'the native engine cannot run this graph here; the other one is tried');
    return apollo(agencies);
  }
}

const apollo = async (agencies: Agencies) => (await import('./engine-apollo.ts')).apolloEngine(agencies);
