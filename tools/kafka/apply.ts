/** Brings a cluster to the plan: makes what is missing, sets what differs, takes nothing away. */
import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  AclOperations,
  AclPermissionTypes,
  Admin,
  alterUserScramCredentialsV0,
  ConfigResourceTypes,
  IncrementalAlterConfigOperationTypes,
  ResourcePatternTypes,
  ResourceTypes,
  ScramMechanisms,
} from '@platformatic/kafka';
import type { Address } from './broker.ts';
import { Missing } from './machine.ts';
import type { Grant, Plan, Topic } from './plan.ts';

const ITERATIONS = 8_192;

/** What was done, one line each. Without a log-in there is nobody to grant anything to. */
export async function apply(plan: Plan, at: Address, passwords: Readonly<Record<string, string>>): Promise<string[]> {
  const admin = new Admin({
    clientId: 'yimen-plan',
    bootstrapBrokers: at.brokers.split(','),
    retries: 3,
    ...login(at),
  });
  admin.on('error', () => {});
  try {
    const topics = await makeTopics(admin, plan.topics);
    const grants = at.username ? await grantAll(admin, plan.grants) : [];
    const users = await setUsers(admin, plan, passwords);
    const last = Object.entries(passwords).at(-1);
    if (at.username && last) await untilKnown(admin, { ...at, username: plan.users[last[0]], password: last[1] });
    return [...topics, ...users, ...grants];
  } finally {
    await admin.close();
  }
}

export const login = ({ username, password, ca }: Address) =>
  username ? { tls: ca ? { ca } : {}, sasl: { mechanism: 'SCRAM-SHA-512' as const, username, password } } : {};

async function makeTopics(admin: Admin, topics: readonly Topic[]): Promise<string[]> {
  const there = new Set(await admin.listTopics());
  const missing = topics.filter(({ name }) => !there.has(name));
  for (const alike of Map.groupBy(missing, ({ partitions, replicas }) => `${partitions} ${replicas}`).values()) {
    const { partitions, replicas } = alike[0]!;
    const topics = alike.map(({ name }) => name);
    await admin
      .createTopics({ topics, partitions, replicas })
      .catch((error: unknown) => tooFew(admin, replicas, error));
  }
  await refuseOtherCounts(
    admin,
    topics.filter(({ name }) => there.has(name)),
  );
  const resources = topics.map(({ name, settings }) => ({
    resourceType: ConfigResourceTypes.TOPIC,
    resourceName: name,
    configs: Object.entries(settings).map(([setting, value]) => ({
      ...{ name: setting, value, configOperation: IncrementalAlterConfigOperationTypes.SET },
    })),
  }));
  await admin.incrementalAlterConfigs({ resources });
  return [...missing.map(({ name }) => `topic ${name}`), `settings of ${topics.length} topics`];
}

const INVALID_REPLICATION_FACTOR = 38;

/** Errors of the client nest. */
const codesIn = (error: unknown): unknown[] => {
  const { apiCode, errors = [], cause } = (error ?? {}) as { apiCode?: unknown; errors?: unknown[]; cause?: unknown };
  return [apiCode, ...[...errors, ...(cause ? [cause] : [])].flatMap(codesIn)];
};

async function tooFew(admin: Admin, replicas: number, error: unknown): Promise<never> {
  if (!codesIn(error).includes(INVALID_REPLICATION_FACTOR)) throw error;
  const count = (await admin.metadata({ topics: [] })).brokers.size;
  throw new Missing(
    `这里只有 ${count} 个 Kafka 节点，计划要 ${replicas} 份副本，未建立主题；请加 --replicas ${count} 重新运行。There are only ${count} brokers here and the plan wants ${replicas} replicas, so no topic was made: run it again with --replicas ${count}.`,
  );
}

/** More partitions would put a case's next event beside, not behind, its last. */
async function refuseOtherCounts(admin: Admin, topics: readonly Topic[]): Promise<void> {
  if (topics.length === 0) return;
  const { topics: found } = await admin.metadata({ topics: topics.map(({ name }) => name) });
  const other = topics.filter(({ name, partitions }) => found.get(name)?.partitionsCount !== partitions);
  if (other.length === 0) return;
  const named = other
    .map(({ name, partitions }) => `${name} ${found.get(name)?.partitionsCount} ≠ ${partitions}`)
    .join(', ');
  throw new Missing(
    `分区数与计划不符，未改动（改动会打乱同一案件的顺序）：${named}。The number of partitions is not that of the plan and was left alone, since the order within a case would break: set partitionsOf in infra/kafka/topics.json to what is there.`,
  );
}

async function setUsers(admin: Admin, { users }: Plan, passwords: Readonly<Record<string, string>>): Promise<string[]> {
  const named = Object.entries(passwords);
  if (named.length === 0) return [];
  const stranger = named.find(([agency]) => !(agency in users));
  if (stranger)
    throw new Missing(`机关清单中没有 ${stranger[0]}，未设置口令。${stranger[0]} is not in the list of agencies.`);
  const accounts = named.map(([agency, password]) => {
    const salt = randomBytes(24);
    const saltedPassword = pbkdf2Sync(password, salt, ITERATIONS, 64, 'sha512');
    return {
      name: users[agency]!,
      mechanism: ScramMechanisms.SCRAM_SHA_512,
      iterations: ITERATIONS,
      salt,
      saltedPassword,
    };
  });
  const [connection] = (await admin.connectToBrokers()).values();
  await alterUserScramCredentialsV0.api.async(connection!, [], accounts);
  return accounts.map(({ name }) => `user ${name}`);
}

const KNOWN_MS = 30_000;
const LOOK_MS = 50;

/**
 * Brokers learn of all this in the order in which it was done, each a moment after it was acknowledged. Whoever can log
 * in under the account that was made last finds everything there.
 */
async function untilKnown(admin: Admin, at: Address): Promise<void> {
  const { brokers } = await admin.metadata({ topics: [] });
  const end = performance.now() + KNOWN_MS;
  for (const { host, port } of brokers.values())
    while (!(await isKnown({ ...at, brokers: `${host}:${port}` }))) {
      if (performance.now() > end)
        throw new Missing(
          `已设置账号，但 ${host}:${port} 在 ${KNOWN_MS / 1000} 秒内仍不认识 ${at.username}，请稍后重新运行。The accounts are set, but ${host}:${port} does not know ${at.username} yet: run this again in a moment.`,
        );
      await pause(LOOK_MS);
    }
}

async function isKnown(at: Address): Promise<boolean> {
  const admin = new Admin({ clientId: 'yimen-plan', bootstrapBrokers: [at.brokers], retries: 0, ...login(at) });
  admin.on('error', () => {});
  try {
    await admin.metadata({ topics: [] });
    return true;
  } catch {
    return false;
  } finally {
    await admin.close();
  }
}

async function grantAll(admin: Admin, grants: readonly Grant[]): Promise<string[]> {
  await admin.createAcls({
    creations: grants.map(({ user, may, on, name, prefixed }) => ({
      principal: `User:${user}`,
      host: '*',
      permissionType: AclPermissionTypes.ALLOW,
      operation: AclOperations[may],
      resourceType: ResourceTypes[on],
      resourceName: name,
      resourcePatternType: prefixed ? ResourcePatternTypes.PREFIXED : ResourcePatternTypes.LITERAL,
    })),
  });
  return [`${grants.length} grants`];
}
