/** How far a listener is behind an agency at a broker, by what its group has confirmed there. */
import type { KafkaClient } from './kafka-client.ts';

export interface Lag {
  readonly agency: string;
  readonly consumer: string;
  /** Messages that it has not confirmed. */
  readonly behind: number;
  /** Of these so many have been at the broker for more than a minute. */
  readonly late: number;
  /** Of these so many were deleted before it heard them; it does not go on by itself. */
  readonly lost: number;
}

const LATE_MS = 60_000;

interface Listening extends Pick<Lag, 'agency' | 'consumer'> {
  readonly topic: string;
  readonly group: string;
}

export async function lagOf(
  client: Pick<KafkaClient, 'extent' | 'committed' | 'since'>,
  { agency, consumer, topic, group }: Listening,
): Promise<Lag> {
  const [extents, committed] = await Promise.all([client.extent(topic), client.committed(group, topic)]);
  // A place beyond the end is one in a topic that was there before this one, and all of this one is still to be heard.
  const partitions = [...extents].map(([partition, { low, high }]) => {
    const kept = committed.get(partition) ?? low;
    return { partition, low, high, at: kept > high ? low : kept };
  });
  const sum = (of: (each: (typeof partitions)[number]) => bigint) =>
    Number(partitions.map(of).reduce((total, each) => (each > 0n ? total + each : total), 0n));
  const behind = sum(({ high, at }) => high - at);
  const lost = sum(({ low, at }) => low - at);
  if (behind === 0) return { agency, consumer, behind, late: 0, lost };
  const recent = await client.since(topic, Date.now() - LATE_MS);
  const late = sum(({ partition, low, high, at }) => (recent.get(partition) ?? high) - (at > low ? at : low));
  return { agency, consumer, behind, late, lost };
}
