/** What a service is told by its environment. */
import { readFileSync } from 'node:fs';
import type { KafkaBusAt } from '@yimen/adapters';
import { ConfigRefused, configuration, databaseUrl, file, port, processConfiguration, whole } from '@yimen/process';
import { z } from 'zod';

const noKurrent =
  '请设为 kurrentdb://用户:密码@主机:2113 · set it to kurrentdb://user:password@host:2113, or leave it out';
const kurrentUrl = z.string().regex(/^(kurrentdb|kurrent|kdb|esdb)(\+discover)?:\/\/[^\s/]+/, noKurrent);
const noBrokers =
  '请设为 主机:端口，以逗号分隔 · set it to host:port of one or more Kafka brokers, separated by commas';
const brokers = z
  .string({ error: noBrokers })
  .transform((list) => list.split(',').map((each) => each.trim()))
  .pipe(z.array(z.string().regex(/^[^\s:]+:\d+$/, noBrokers)).min(1));

const database = {
  DATABASE_URL: databaseUrl.describe('PostgreSQL of this service'),
  DATABASE_OWNER_URL: databaseUrl
    .optional()
    .describe('with --prepare alone: the same database, as the owner of its schema logs in'),
};

/** What is told to whoever prepares the schema, which needs neither brokers nor a provider. */
export const preparing = configuration(database, (told) => ({
  databaseUrl: told.DATABASE_URL,
  ownerUrl: told.DATABASE_OWNER_URL,
}));

const service = {
  ...database,
  KURRENTDB_URL: kurrentUrl
    .optional()
    .describe('KurrentDB or EventStoreDB for the log, with MaxAppendSize=4194304; the rows stay on PostgreSQL'),
  DATABASE_CONNECTIONS: whole(4, 200).default(8).describe('connections of this process'),
  KAFKA_BROKERS: brokers.describe('host:port of the brokers, separated by commas'),
  KAFKA_CLIENT: z.enum(['platformatic', 'kafkajs']).default('platformatic').describe('client that talks to them'),
  KAFKA_PREFIX: z
    .string()
    .regex(/^[a-zA-Z0-9._-]+$/)
    .default('yimen')
    .describe('what topics and groups begin with'),
  KAFKA_USERNAME: z.string().optional().describe('log-in by SCRAM-SHA-512 over TLS'),
  KAFKA_PASSWORD: z.string().optional().describe('its password'),
  KAFKA_CA: file.optional().describe('file with the certificate of the brokers, as PEM'),
  PORT: port.optional().describe('port to listen on, instead of the one in the list'),
  READY_LAG: whole(1, 100_000_000).default(10_000).describe('events behind after which the service is not ready'),
  READY_MS: whole(50, 60_000).default(2000).describe('how long the answer to /readyz may take'),
};

type Told = z.output<z.ZodObject<typeof service>>;

/** Where the bus is, and as whom one logs in there. */
const busOf = (told: Pick<Told, Extract<keyof Told, `KAFKA_${string}`>>) => ({
  kafka: { brokers: told.KAFKA_BROKERS, driver: told.KAFKA_CLIENT, prefix: told.KAFKA_PREFIX },
  login: { username: told.KAFKA_USERNAME, password: told.KAFKA_PASSWORD, ca: told.KAFKA_CA },
});

export const serviceConfiguration = processConfiguration(service, (told) => ({
  port: told.PORT,
  database: {
    databaseUrl: told.DATABASE_URL,
    connections: told.DATABASE_CONNECTIONS,
    kurrentUrl: told.KURRENTDB_URL,
  },
  ...busOf(told),
  ready: { lag: told.READY_LAG, within: told.READY_MS },
}));
export type AgencyConfig = ReturnType<typeof serviceConfiguration.read>;

const { KURRENTDB_URL, KAFKA_BROKERS, KAFKA_CLIENT, KAFKA_PREFIX, KAFKA_USERNAME, KAFKA_PASSWORD, KAFKA_CA } = service;

/** For whoever looks after services and is none: under the same names, where their data and their bus are. */
export const operatorConfiguration = configuration(
  {
    DATABASE_URL: databaseUrl.optional().describe('PostgreSQL of the services, instead of a folder'),
    KURRENTDB_URL,
    KAFKA_BROKERS: KAFKA_BROKERS.optional().describe('host:port of their brokers, so that lag is measured there'),
    ...{ KAFKA_CLIENT, KAFKA_PREFIX, KAFKA_USERNAME, KAFKA_PASSWORD, KAFKA_CA },
  },
  ({ DATABASE_URL: databaseUrl, KURRENTDB_URL: kurrentUrl, KAFKA_BROKERS: brokers, ...told }) => ({
    ...{ databaseUrl, kurrentUrl },
    bus: brokers && busOf({ ...told, KAFKA_BROKERS: brokers }),
  }),
);

/** Where the bus is. A log-in is whole or there is none. */
export function kafkaAt({ kafka, login }: Pick<AgencyConfig, 'kafka' | 'login'>): KafkaBusAt {
  const { username, password, ca } = login;
  if (ca && !username && !password)
    throw new ConfigRefused(
      'KAFKA_CA 须与 KAFKA_USERNAME、KAFKA_PASSWORD 同时设置：不登录的连接不加密，没有启动 · KAFKA_CA goes with KAFKA_USERNAME and KAFKA_PASSWORD: without a log-in nothing is encrypted; nothing was started',
    );
  if (!username && !password) return kafka;
  if (!username || !password)
    throw new ConfigRefused('KAFKA_USERNAME 与 KAFKA_PASSWORD 须同时设置 · set both or neither; nothing was started');
  return { ...kafka, login: { username, password, ...(ca ? { ca: certificateIn(ca) } : {}) } };
}

function certificateIn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigRefused(
      `KAFKA_CA: 无法读取证书，没有启动 · the certificate cannot be read, nothing was started: ${(error as Error).message}`,
    );
  }
}
