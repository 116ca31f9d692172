/** What must stand on a cluster for these agencies: their topics, and who may write and read which. Nothing is done. */

/** As `infra/kafka/topics.json` says it. */
export interface Settings {
  readonly prefix: string;
  readonly partitions: number;
  /** Agencies that differ. The number can never be changed: keys would move to other partitions. */
  readonly partitionsOf: Readonly<Record<string, number>>;
  readonly replicas: number;
  readonly events: Readonly<Record<string, string>>;
  readonly deadLetters: Readonly<Record<string, string>>;
}

export interface Topic {
  readonly name: string;
  readonly partitions: number;
  readonly replicas: number;
  readonly settings: Readonly<Record<string, string>>;
}

export interface Grant {
  readonly user: string;
  readonly may: 'READ' | 'WRITE' | 'DESCRIBE';
  readonly on: 'TOPIC' | 'GROUP';
  readonly name: string;
  /** The name is only what it begins with. */
  readonly prefixed: boolean;
}

export interface Plan {
  readonly topics: readonly Topic[];
  readonly grants: readonly Grant[];
  /** The account of each agency, and of the operator (运维). */
  readonly users: Readonly<Record<string, string>>;
}

/** Who looks after the district with `npm run ops`. */
const OPERATOR = 'operator';

/**
 * Every agency writes its own topic, reads those of the others, and puts aside what it cannot read. The operator reads
 * what was published and sees how far everybody is; it writes nothing and hears in nobody's name.
 */
export function planFor(agencies: readonly string[], settings: Settings): Plan {
  const { prefix } = settings;
  const events = (agency: string) => `${prefix}.${agency}.v1`;
  const letters = (agency: string, listener: string) => `${events(agency)}.${listener}.dlq.v1`;
  const user = (agency: string) => `${prefix}-${agency}`;
  const others = (agency: string) => agencies.filter((each) => each !== agency);
  const grant = (agency: string, may: Grant['may'], name: string): Grant => ({
    ...{ user: user(agency), may, on: 'TOPIC', name, prefixed: false },
  });
  const groups = (who: string, may: Grant['may'], name: string): Grant => ({
    ...{ user: user(who), may, on: 'GROUP', name, prefixed: true },
  });
  return {
    topics: agencies.flatMap((agency) => [
      topic(events(agency), settings.partitionsOf[agency] ?? settings.partitions, [settings, settings.events]),
      ...others(agency).map((listener) => topic(letters(agency, listener), 1, [settings, settings.deadLetters])),
    ]),
    grants: [
      ...agencies.flatMap((agency) => [
        grant(agency, 'WRITE', events(agency)),
        groups(agency, 'READ', `${prefix}.${agency}.`),
        ...others(agency).flatMap((other) => [
          grant(agency, 'READ', events(other)),
          grant(agency, 'WRITE', letters(other, agency)),
          grant(agency, 'READ', letters(other, agency)),
        ]),
      ]),
      ...agencies.map((agency) => grant(OPERATOR, 'READ', events(agency))),
      groups(OPERATOR, 'DESCRIBE', `${prefix}.`),
      groups(OPERATOR, 'READ', `${prefix}.${OPERATOR}.`),
    ],
    users: Object.fromEntries([...agencies, OPERATOR].map((each) => [each, user(each)])),
  };
}

type Kept = readonly [Settings, Readonly<Record<string, string>>];

/**
 * A cluster of one cannot have two replicas in step. Kafka leaves it to the others to remember what a power cut takes
 * from the memory of one machine; where there are no others, all is on disk before it is acknowledged.
 */
function topic(name: string, partitions: number, [{ replicas }, settings]: Kept): Topic {
  const insync = Math.min(replicas, Number(settings['min.insync.replicas'] ?? 1));
  const alone = replicas === 1 && { 'flush.messages': '1' };
  return { name, partitions, replicas, settings: { ...settings, ...alone, 'min.insync.replicas': String(insync) } };
}

/** The names in the list of agencies, in its order. */
export const namesIn = (list: string): string[] =>
  [...list.matchAll(/^ {2}- name: *([a-z][a-z-]*) *(?:#.*)?$/gm)].map(([, name = '']) => name);
