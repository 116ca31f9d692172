/** The topics that a district needs: one for each agency, and one for whatever a listener cannot read of it. */
import { Admin } from '@platformatic/kafka';

export interface Cluster {
  readonly brokers: string;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  /** The certificate that the brokers show, as PEM. */
  readonly ca?: string | undefined;
}

/** Who is heard by whom, by names of topics and listeners. */
export interface Heard {
  readonly topic: string;
  readonly by: readonly string[];
}

/** Cases are spread over so many. The order of a case is lost when they grow, so a large city begins with more. */
const PARTITIONS = 3;

/** Makes what is missing; what is there stays as it is. How many were made. */
export async function makeTopics(cluster: Cluster, heard: readonly Heard[]): Promise<number> {
  const { brokers, username, password, ca } = cluster;
  const access =
    username && password
      ? { tls: ca ? { ca } : {}, sasl: { mechanism: 'SCRAM-SHA-512' as const, username, password } }
      : {};
  const bootstrapBrokers = brokers.split(',');
  const admin = new Admin({ clientId: 'yimen-topics', bootstrapBrokers, retries: 20, retryDelay: 200, ...access });
  try {
    const there = new Set(await admin.listTopics());
    const missing = (names: readonly string[]) => names.filter((name) => !there.has(name));
    const topics = missing(heard.map(({ topic }) => topic));
    const letters = missing(heard.flatMap(({ topic, by }) => by.map((listener) => `${topic}.${listener}.dlq.v1`)));
    if (topics.length > 0) await admin.createTopics({ topics, partitions: PARTITIONS, replicas: -1 });
    if (letters.length > 0) await admin.createTopics({ topics: letters, partitions: 1, replicas: -1 });
    return topics.length + letters.length;
  } finally {
    await admin.close();
  }
}
