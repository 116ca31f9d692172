/** Knows which agencies have spoken since everybody was seen to have heard them: waiting for calm costs little. */
import type { House } from '@yimen/casework';
import type { EventStore } from '@yimen/kernel';

export interface Settling {
  /** The same store, whose appends are noticed. */
  watched(agency: string, store: EventStore): EventStore;
  /** Resolves once everything that was said has been heard and every due clock has rung. */
  settle(houses: readonly House[]): Promise<void>;
}

const total = (counts: readonly number[]): number => counts.reduce((sum, each) => sum + each, 0);

export function settling(): Settling {
  const spoke = new Set<string>();
  return {
    watched(agency, store) {
      spoke.add(agency);
      return {
        ...store,
        async append(stream, expected, events) {
          const appended = await store.append(stream, expected, events);
          spoke.add(agency);
          return appended;
        },
      };
    },
    async settle(houses) {
      for (let moved = 1; moved > 0 || spoke.size > 0;) {
        const now = new Set(spoke);
        spoke.clear();
        moved = total(await Promise.all(houses.map((house) => house.pump((agency) => now.has(agency)))));
        // A pass that still read something may have left more of the same unread.
        if (moved > 0) for (const agency of now) spoke.add(agency);
        else if (spoke.size === 0) moved = total(await Promise.all(houses.map((house) => house.ring())));
      }
    },
  };
}
