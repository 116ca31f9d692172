/** The bus of one process: nothing is published, because listeners read the producers' own logs. */
import type { Batch, Bus, EventStore, Source } from '@yimen/kernel';
import { bell } from './bell.ts';

/** One agency's log, and which of its events are for others. */
export interface Log {
  readonly store: EventStore;
  readonly speaks: (type: string) => boolean;
}

/** `logs` is asked at every call, so agencies may come later; one that is not there has said nothing yet. */
export function embeddedBus(logs: (agency: string) => Log | undefined): Bus {
  const silence = bell();
  return {
    source(agency): Source {
      return {
        async follow(after, limit) {
          const log = logs(agency);
          return log ? spoken(log, after, limit) : { events: [], position: after };
        },
        count: async () => logs(agency)?.store.count?.(),
        changed: (ms, signal) => logs(agency)?.store.changed(ms, signal) ?? silence.wait(ms, signal),
      };
    },
  };
}

/** Goes on over what stays inside the agency, since an empty batch means that the log has ended. */
async function spoken({ store, speaks }: Log, after: string, limit: number): Promise<Batch> {
  let position = after;
  for (;;) {
    const batch = await store.follow(position, limit);
    const events = batch.events.filter(({ type }) => speaks(type));
    position = batch.position;
    if (events.length > 0 || batch.events.length === 0) return { events, position };
  }
}
