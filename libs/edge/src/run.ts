/** Runs one agency as a process of its own, on PostgreSQL and Kafka, as its configuration says. */
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { kafkaBus, openStorage, prepare, realClock, worldOf } from '@yimen/adapters';
import { countByLaw } from '@yimen/law';
import { arrived, begin, ConfigRefused, endOnSignal, graceOf, identityOf, readAgencies } from '@yimen/process';
import { schemaOf } from '@yimen/weave';
import type { Request, Response } from 'express';
import { kafkaAt, preparing, serviceConfiguration, type AgencyConfig } from './config.ts';
import { serve, type Desk } from './serve.ts';
import { readiness } from './run-ready.ts';

const PREPARE = '--prepare';

/** Resolves once the service takes requests, and the process ends by itself after a signal; or once all is prepared. */
export const run = (desk: Desk): Promise<void> =>
  begin(
    () => helpOf(desk),
    () => (process.argv.includes(PREPARE) ? prepared(desk) : start(desk, serviceConfiguration.read())),
    [PREPARE],
  );

const helpOf = ({ agency: { label } }: Desk) => `${label.zh} ${label.en}

Arguments:
  ${PREPARE}             brings the schema up to date as its owner, grants the role of DATABASE_URL what it needs, and ends
  --help                prints this

Environment:
${serviceConfiguration.help()}`;

/** For whoever installs: nothing is served, and nobody but this step is told how the owner logs in. */
async function prepared({ agency }: Desk): Promise<void> {
  const { schema, owner, role, added } = await prepare({ agency: agency.name, ...preparing.read() });
  const steps = added.join(', ');
  const granted =
    role === owner
      ? `${role} 既是所有者又是服务账号，仍可改动事件 · ${role} is owner and service in one, and could change events`
      : `${role} 只能追加事件 · ${role} can append events and not change them`;
  process.stdout.write(`${schema}  已就绪 is ready${steps && `, ${steps}`}; ${granted}\n`);
}

async function start(desk: Desk, config: AgencyConfig): Promise<void> {
  const { name } = desk.agency;
  const listed = readAgencies(config.agencies).find((each) => each.name === name);
  if (!listed) throw new ConfigRefused(`${name} 不在机关清单中 is not in the list of services ${config.agencies}`);
  const brokers = kafkaAt(config);
  const { verify, secret } = await identityOf(config.identity);
  const storage = await openStorage(config.database);
  const { store, rows } = await storage.of(name);
  const at = { host: config.host, port: config.port ?? listed.port };
  const bus = await kafkaBus({ ...brokers, instance: instanceAt(at.port) });
  const ready = readiness({ store, bus, limits: config.ready });
  const beside: Parameters<typeof serve>[2]['beside'] = (http) => {
    http.get('/readyz', async ({ query }: Request, response: Response) => {
      const said = await ready.answer(typeof query['only'] === 'string' ? query['only'] : undefined);
      response.status(said.ready ? 200 : 503).json({ agency: name, ...said });
    });
    http.get('/sdl', (_: Request, response: Response) =>
      response.type('text/plain').send(schemaOf(desk.agency, desk.graphql)),
    );
  };
  const ports = { store, rows, bus, world: worldOf(realClock), count: countByLaw };
  // A broker that is away must not keep the operator from seeing so.
  const brokerLag = () => Promise.race([bus.lag(), pause(config.ready.within, [], { ref: false })]);
  const ends = { hush: () => bus.close(), grace: graceOf(config.ending) };
  const served = await serve(desk, ports, { ...at, verify, secret, beside, brokerLag, ...ends });
  endOnSignal(config.ending, ready.drain, [() => served.close(), () => storage.close()]);
  arrived(name, served.url);
}

/** No two processes of a machine have one port, and who is started again has the same, unless any port will do. */
export const instanceAt = (port: number): string | undefined => (port > 0 ? `${hostname()}-${port}` : undefined);
