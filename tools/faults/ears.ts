/** Whether what one house says is heard in another: by the places that listeners keep with what they wrote. */
import { setTimeout as pause } from 'node:timers/promises';
import { openStorage } from '@yimen/adapters';
import { PLACE } from '@yimen/kernel';

export interface Ears {
  /** Whether somebody hears a neighbour from now on, before so many milliseconds are over. */
  hearAgain(patience: number): Promise<boolean>;
  close(): Promise<void>;
}

const LOOK_MS = 100;

export async function earsOf(databaseUrl: string, agencies: readonly string[]): Promise<Ears> {
  const storage = await openStorage({ databaseUrl, connections: 2 });
  const heardBy = async (agency: string): Promise<readonly string[]> => {
    const { rows } = await storage.of(agency);
    const places = await rows.rows<string>(PLACE);
    return places.filter(({ key }) => key !== agency).map(({ key, data }) => `${agency} ${key} ${data}`);
  };
  /** Nothing where the database is away just now. */
  const heard = () => Promise.all(agencies.map(heardBy)).then(String, () => undefined);
  return {
    async hearAgain(patience) {
      let before: string | undefined;
      for (const end = performance.now() + patience; performance.now() < end; await pause(LOOK_MS)) {
        const now = await heard();
        before ??= now;
        if (now !== undefined && now !== before) return true;
      }
      return false;
    },
    close: () => storage.close(),
  };
}
