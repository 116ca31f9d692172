/** The settings of a node that is broker and controller at once, made for quick starts and small memory. */

export interface Ports {
  readonly client: number;
  readonly controller: number;
  /** Between the node and itself, where clients must log in. */
  readonly inner: number;
  /** A second door that the node tells clients to find at another port, where a specification may stand between. */
  readonly detour?: { readonly port: number; readonly told: number };
}

/** Of a node that is one of several. */
export interface Member {
  readonly id: number;
  /** Of the cluster, as Kafka writes it. */
  readonly cluster: string;
  /** Where the controllers are by the numbers of their nodes. */
  readonly controllers: readonly number[];
}

interface Node {
  readonly ports: Ports;
  readonly member?: Member | undefined;
  readonly dataDir: string;
}

export interface Secrets {
  /** Of the broker's own account, of the account `admin` and of the key store. */
  readonly password: string;
  readonly keyStore: string;
}

/** What is acknowledged is on every node of a pair and on two of three. */
function replicated(nodes: number) {
  const insync = Math.min(2, nodes);
  return {
    'offsets.topic.replication.factor': nodes,
    'transaction.state.log.replication.factor': nodes,
    'transaction.state.log.min.isr': insync,
    'share.coordinator.state.topic.replication.factor': nodes,
    'share.coordinator.state.topic.min.isr': insync,
    'default.replication.factor': nodes,
    'min.insync.replicas': insync,
  };
}

/** Internal topics have few partitions here; by default there would be fifty of each. */
const SMALL = {
  'offsets.topic.num.partitions': 4,
  'transaction.state.log.num.partitions': 4,
  'share.coordinator.state.topic.num.partitions': 2,
  'num.network.threads': 2,
  'num.io.threads': 4,
  'num.recovery.threads.per.data.dir': 1,
  // 128 MiB by default, taken at once.
  'log.cleaner.dedupe.buffer.size': 8_388_608,
  'log.segment.bytes': 67_108_864,
  'log.index.size.max.bytes': 2_097_152,
};

const QUICK = {
  'group.initial.rebalance.delay.ms': 0,
  'group.min.session.timeout.ms': 1_000,
  'group.consumer.min.session.timeout.ms': 1_000,
  'group.consumer.min.heartbeat.interval.ms': 200,
  'group.consumer.session.timeout.ms': 6_000,
  'group.consumer.heartbeat.interval.ms': 1_000,
  // After kill -9 the controller refuses the next life until the session of the last one ends: 9 s by default.
  'broker.session.timeout.ms': 2_000,
  'broker.heartbeat.interval.ms': 500,
};

const text = (settings: Readonly<Record<string, string | number | boolean>>) =>
  Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');

export function serverSettings(node: Node, secrets?: Secrets): string {
  const { ports, member, dataDir } = node;
  return text({
    'process.roles': 'broker,controller',
    ...(member ? quorum(member) : alone(ports)),
    'controller.listener.names': 'CONTROLLER',
    'log.dirs': dataDir,
    'log.retention.ms': -1,
    'auto.create.topics.enable': false,
    ...replicated(member?.controllers.length ?? 1),
    ...SMALL,
    ...QUICK,
    ...(secrets ? guarded(ports, secrets) : open(ports)),
  });
}

const alone = ({ controller }: Ports) => ({
  'node.id': 1,
  'controller.quorum.bootstrap.servers': `127.0.0.1:${controller}`,
});

const quorum = ({ id, controllers }: Member) => ({
  'node.id': id,
  'controller.quorum.voters': controllers.map((port, at) => `${at + 1}@127.0.0.1:${port}`).join(),
});

function open({ client, controller, detour }: Ports) {
  const doors = [`CLIENT://127.0.0.1:${client}`, ...(detour ? [`DETOUR://127.0.0.1:${detour.port}`] : [])];
  const told = [`CLIENT://127.0.0.1:${client}`, ...(detour ? [`DETOUR://127.0.0.1:${detour.told}`] : [])];
  return {
    listeners: [...doors, `CONTROLLER://127.0.0.1:${controller}`].join(),
    'advertised.listeners': told.join(),
    'listener.security.protocol.map': 'CLIENT:PLAINTEXT,DETOUR:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'CLIENT',
  };
}

/**
 * Clients log in by SCRAM over TLS. The verifiers of SCRAM lie in the metadata log, so the controller itself cannot ask
 * for it: on this one machine the node talks to itself by password, between machines it would be mutual TLS.
 */
function guarded({ client, controller, inner }: Ports, { password, keyStore }: Secrets) {
  const plain = `org.apache.kafka.common.security.plain.PlainLoginModule required username="broker" password="${password}" user_broker="${password}";`;
  return {
    listeners: `CLIENT://127.0.0.1:${client},CONTROLLER://127.0.0.1:${controller},INNER://127.0.0.1:${inner}`,
    'advertised.listeners': `CLIENT://127.0.0.1:${client},INNER://127.0.0.1:${inner}`,
    'listener.security.protocol.map': 'CLIENT:SASL_SSL,CONTROLLER:SASL_PLAINTEXT,INNER:SASL_PLAINTEXT',
    'inter.broker.listener.name': 'INNER',
    'sasl.mechanism.controller.protocol': 'PLAIN',
    'sasl.mechanism.inter.broker.protocol': 'PLAIN',
    'listener.name.controller.sasl.enabled.mechanisms': 'PLAIN',
    'listener.name.controller.plain.sasl.jaas.config': plain,
    'listener.name.inner.sasl.enabled.mechanisms': 'PLAIN',
    'listener.name.inner.plain.sasl.jaas.config': plain,
    'listener.name.client.sasl.enabled.mechanisms': 'SCRAM-SHA-512',
    'listener.name.client.scram-sha-512.sasl.jaas.config':
      'org.apache.kafka.common.security.scram.ScramLoginModule required;',
    'listener.name.client.ssl.keystore.type': 'PKCS12',
    'listener.name.client.ssl.keystore.location': keyStore,
    'listener.name.client.ssl.keystore.password': password,
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'super.users': 'User:broker;User:admin',
    'allow.everyone.if.no.acl.found': false,
  };
}

/** How the account `admin` logs in, for the command-line tools. */
export const adminSettings = ({ password }: Secrets, certificate: string): string =>
  text({
    'security.protocol': 'SASL_SSL',
    'sasl.mechanism': 'SCRAM-SHA-512',
    'sasl.jaas.config': `org.apache.kafka.common.security.scram.ScramLoginModule required username="admin" password="${password}";`,
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.location': certificate,
  });

export const brokerLog = `Configuration:
  status: warn
  Appenders: { Console: { name: STDOUT, PatternLayout: { pattern: "[%d] %p %m (%c)%n" } } }
  Loggers:
    Root: { level: INFO, AppenderRef: [ { ref: STDOUT } ] }
    Logger:
      - { name: org.apache.kafka.common.config.AbstractConfig, level: WARN }
      - { name: kafka.server.KafkaConfig, level: WARN }
`;
