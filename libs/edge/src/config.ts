/** Configuration: read once, by one schema, and refused at the start with the names of what is wrong. */
import { z } from 'zod';

type Environment = Readonly<Record<string, string | undefined>>;

const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const port = whole(0, 65_535);
const file = z.string().min(1);
const databaseUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: '请设为 postgres://用户:密码@主机:5432/库 · set it to postgres://user:password@host:5432/database',
});
const noKurrent =
  '请设为 kurrentdb://用户:密码@主机:2113 · set it to kurrentdb://user:password@host:2113, or leave it out';
const kurrentUrl = z.string().regex(/^(kurrentdb|kurrent|kdb|esdb)(\+discover)?:\/\/[^\s/]+/, noKurrent);
const noBrokers =
  '请设为 主机:端口，以逗号分隔 · set it to host:port of one or more Kafka brokers, separated by commas';
const brokers = z
  .string({ error: noBrokers })
  .transform((list) => list.split(',').map((each) => each.trim()))
  .pipe(z.array(z.string().regex(/^[^\s:]+:\d+$/, noBrokers)).min(1));

const logLevel = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']);
const everywhere = {
  LOG_LEVEL: logLevel.default('warn').describe('what is logged'),
  NODE_ENV: z
    .enum(['development', 'production', 'test'])
    .default('development')
    .describe('production refuses personas'),
};
const patience = whole(50, 60_000).default(4000).describe('how long one agency may take, in ms');

const engine = z
  .enum(['native', 'apollo'], '请设为 native 或 apollo · set it to native or apollo')
  .optional()
  .describe('native or apollo; if not set native, and apollo where that cannot run');

const hall = {
  PORT: port.default(3000).describe('port of the gateway on 127.0.0.1'),
  DATABASE_URL: databaseUrl.optional().describe('a PostgreSQL of your own instead of the embedded one'),
  YIMEN_DATA: file.default('.yimen').describe('folder of the embedded database'),
  AGENCY_TIMEOUT_MS: patience,
  GATEWAY_ENGINE: engine,
  ...everywhere,
};

const identity = {
  OIDC_ISSUER: z.url().optional().describe('whose tokens are believed'),
  OIDC_JWKS: z.url().optional().describe('where the keys of that provider are'),
  YIMEN_DEV_ISSUER: z.enum(['0', '1']).default('0').describe('1: sign in personas instead; refused in production'),
  GATEWAY_SECRET: z
    .string()
    .min(32, '至少 32 个字符 · at least 32 characters')
    .optional()
    .describe('known to gateway and services alone; without it pages learn of news once a minute'),
  YIMEN_DEV_KEY: file.default('.yimen/development-key.json').describe('key that gateway and services then share'),
};

const process_ = {
  ...identity,
  HOST: z.string().min(1).default('127.0.0.1').describe('address to listen on; 0.0.0.0 in a container'),
  AGENCIES: file.default('infra/agencies.yaml').describe('the list of services'),
  DRAIN_DELAY_MS: whole(0, 60_000).default(0).describe('after a signal: unready for so long, then no more requests'),
  DRAIN_MS: whole(100, 300_000).default(20_000).describe('after a signal: how long the work under way may take'),
  ...everywhere,
};

const service = {
  DATABASE_URL: databaseUrl.describe('PostgreSQL of this service'),
  KURRENTDB_URL: kurrentUrl.optional().describe('KurrentDB or EventStoreDB for the log; the rows stay on PostgreSQL'),
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
  ...process_,
};

const gateway = {
  PORT: port.default(3000).describe('port to listen on'),
  AGENCY_URL: z
    .string()
    .regex(/^https?:\/\/\S+$/)
    .default('http://127.0.0.1:{port}')
    .describe('where a service is, with {name} and {port} of the list'),
  AGENCY_TIMEOUT_MS: patience,
  GATEWAY_ENGINE: engine,
  SCHEMA_DIR: file.default('schema').describe('schemas to begin with while services are away'),
  DOCUMENTS: z
    .enum(['trusted', 'any'])
    .optional()
    .describe('trusted: only documents.json of that folder is answered; if not set trusted in production, else any'),
  SCHEMA_POLL_MS: whole(100, 600_000).default(5000).describe('how often services are asked for theirs'),
  CONSOLE_DIR: file.default('apps/console/dist').describe('files of the console'),
  YIMEN_PERSONAS: file.optional().describe('who may sign in with the development issuer'),
  ...process_,
};

interface Identity {
  readonly OIDC_ISSUER?: string | undefined;
  readonly OIDC_JWKS?: string | undefined;
  readonly YIMEN_DEV_ISSUER: string;
  readonly YIMEN_DEV_KEY: string;
  readonly GATEWAY_SECRET?: string | undefined;
  readonly NODE_ENV: string;
}

/** Exactly one way of knowing who asks; a half of one is none. */
function known(given: Identity, context: z.RefinementCtx): void {
  const wrong = (name: keyof Identity, message: string) => context.addIssue({ code: 'custom', path: [name], message });
  const personas = given.YIMEN_DEV_ISSUER === '1';
  if (personas && given.NODE_ENV === 'production')
    wrong('YIMEN_DEV_ISSUER', '生产环境不能使用演示身份 · personas are refused in production');
  if (personas) return;
  if (!given.OIDC_ISSUER) wrong('OIDC_ISSUER', '请设为身份提供方，演示请设 YIMEN_DEV_ISSUER=1 · name the provider');
  if (!given.OIDC_JWKS) wrong('OIDC_JWKS', '请设为其公钥地址 · set it to where the keys of the provider are');
}

const ofIdentity = z.object({ ...identity, NODE_ENV: everywhere.NODE_ENV }).superRefine(known);
type Believed = ({ readonly keyFile: string } | { readonly issuer: string; readonly jwks: string }) & {
  readonly secret?: string | undefined;
};
const identityOf = (env: Identity): Believed => ({
  ...(env.YIMEN_DEV_ISSUER === '1'
    ? { keyFile: env.YIMEN_DEV_KEY }
    : { issuer: env.OIDC_ISSUER!, jwks: env.OIDC_JWKS! }),
  secret: env.GATEWAY_SECRET,
});

const ofHall = z.object(hall).transform((env) => ({
  port: env.PORT,
  databaseUrl: env.DATABASE_URL,
  dataDir: env.YIMEN_DATA,
  agencyTimeout: env.AGENCY_TIMEOUT_MS,
  engine: env.GATEWAY_ENGINE,
  logLevel: env.LOG_LEVEL,
  production: env.NODE_ENV === 'production',
}));

const endingOf = (env: { DRAIN_DELAY_MS: number; DRAIN_MS: number }) => ({
  delay: env.DRAIN_DELAY_MS,
  patience: env.DRAIN_MS,
});

const ofService = z.object(service).transform((env) => ({
  host: env.HOST,
  port: env.PORT,
  agencies: env.AGENCIES,
  database: {
    databaseUrl: env.DATABASE_URL,
    connections: env.DATABASE_CONNECTIONS,
    kurrentUrl: env.KURRENTDB_URL,
  },
  kafka: { brokers: env.KAFKA_BROKERS, driver: env.KAFKA_CLIENT, prefix: env.KAFKA_PREFIX },
  login: { username: env.KAFKA_USERNAME, password: env.KAFKA_PASSWORD, ca: env.KAFKA_CA },
  identity: identityOf(env),
  ready: { lag: env.READY_LAG, within: env.READY_MS },
  ending: endingOf(env),
}));

const ofGateway = z.object(gateway).transform((env) => ({
  host: env.HOST,
  port: env.PORT,
  agencies: env.AGENCIES,
  agencyUrl: env.AGENCY_URL,
  agencyTimeout: env.AGENCY_TIMEOUT_MS,
  engine: env.GATEWAY_ENGINE,
  schemas: { dir: env.SCHEMA_DIR, every: env.SCHEMA_POLL_MS },
  trusted: (env.DOCUMENTS ?? (env.NODE_ENV === 'production' ? 'trusted' : 'any')) === 'trusted',
  consoleDir: env.CONSOLE_DIR,
  personas: env.YIMEN_PERSONAS,
  identity: identityOf(env),
  ending: endingOf(env),
  production: env.NODE_ENV === 'production',
}));

export type Config = z.output<typeof ofHall>;
export type AgencyConfig = z.output<typeof ofService>;
export type GatewayConfig = z.output<typeof ofGateway>;

/** What is wrong with the configuration, one line for each name. */
export class ConfigRefused extends Error {}

/** Deployment files pass what is not set as an empty text. */
const given = (env: Environment) => Object.fromEntries(Object.entries(env).filter(([, value]) => value));

/** Everything that is wrong is said at once, also what depends on several names. */
const reading =
  <T>(schema: z.ZodType<T>, ...besides: readonly z.ZodType[]) =>
  (env: Environment = process.env): T => {
    const read = schema.safeParse(given(env));
    const others = besides.map((each) => each.safeParse(given(env)));
    const issues = [read, ...others].flatMap(({ error }) => error?.issues ?? []);
    if (read.success && issues.length === 0) return read.data;
    const lines = new Set(issues.map(({ path, message }) => `  ${String(path[0])}: ${message}`));
    throw new ConfigRefused(`配置有误，没有启动 configuration, nothing was started:\n${[...lines].join('\n')}`);
  };

export const readConfig = reading(ofHall);
export const readServiceConfig = reading(ofService, ofIdentity);
export const readGatewayConfig = reading(ofGateway, ofIdentity);

/** For the log, which is there before the rest is read and must not be what fails. */
export const readLogLevel = (env: Environment = process.env) => logLevel.catch('warn').parse(env['LOG_LEVEL']);

const described = (shape: Readonly<Record<string, z.ZodType>>): string =>
  Object.entries(shape)
    .map(([name, field]) => `  ${name.padEnd(21)} ${field.description ?? ''}${preset(field)}`)
    .join('\n');

function preset(field: z.ZodType): string {
  const { success, data } = field.safeParse(undefined);
  if (!success) return ' (required)';
  return data === undefined ? '' : ` (${String(data)})`;
}

/** The names, what they mean and what they are without being set, for `--help`. */
export const configHelp = (): string => described(hall);
export const serviceHelp = (): string => described(service);
export const gatewayHelp = (): string => described(gateway);
