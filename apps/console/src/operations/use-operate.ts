import { useRef, useState } from 'react';
import { useClient, type CombinedError } from 'urql';
import type { HouseName } from './operations.ts';
import { actMutation, type Act, type Given, type Operated } from './operations-query.ts';

export interface Outcome {
  readonly operated?: Operated | undefined;
  readonly error?: CombinedError | undefined;
}

export interface Operate {
  readonly outcome: Outcome;
  readonly busy: boolean;
  readonly run: (act: Act, given?: Given) => Promise<void>;
}

/** One act at a time at one service; what came of it stays until the next one. */
export function useOperate(service: HouseName, again: () => void): Operate {
  const client = useClient();
  const running = useRef(false);
  const [state, setState] = useState<{ outcome: Outcome; busy: boolean }>({ outcome: {}, busy: false });
  const run = async (act: Act, given: Given = {}) => {
    if (running.current) return;
    running.current = true;
    setState({ outcome: {}, busy: true });
    const { data, error } = await client.mutation(actMutation(service, act), given).toPromise();
    running.current = false;
    setState({ outcome: { operated: data?.operated, error }, busy: false });
    again();
  };
  return { ...state, run };
}
