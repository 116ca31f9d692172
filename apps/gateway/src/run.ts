/** Runs the gateway as a process of its own, before services that come, go and change as they like. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  arrived,
  begin,
  endOnSignal,
  gatewayHelp,
  identityOf,
  readAgencies,
  readGatewayConfig,
  realClock,
  type GatewayConfig,
} from '@yimen/edge';
import { besideOf } from './beside.ts';
import { openGateway } from './gateway.ts';
import { liveSchemas } from './live-schemas.ts';

export const run = (): Promise<void> =>
  begin(
    () => `一门 Yimen gateway\n\nEnvironment:\n${gatewayHelp()}`,
    () => start(readGatewayConfig()),
  );

const complain = (line: string): void => void process.stderr.write(`${line}\n`);

async function start(config: GatewayConfig): Promise<void> {
  const { agencyUrl, agencyTimeout, schemas, personas, ending } = config;
  const listed = readAgencies(config.agencies);
  const at = (name: string, port: number) => agencyUrl.replaceAll('{name}', name).replaceAll('{port}', String(port));
  const services = listed.map(({ name, port }) => ({ name, url: at(name, port) }));
  const live = liveSchemas({ services, ...schemas, complain });
  let subgraphs = await live.first();
  let draining = false;
  const known = await identityOf(config.identity);
  const beside = besideOf({
    identity: known,
    personas: known.issuer && personas ? JSON.parse(readFileSync(personas, 'utf8')) : [],
    clock: realClock,
    subgraphs: () => subgraphs,
    files: listed.flatMap(({ name, port, files }) => (files ? [{ under: files, url: at(name, port) }] : [])),
    consoleDir: resolve(config.consoleDir),
  });
  const gateway = await openGateway({
    host: config.host,
    port: config.port,
    timeout: agencyTimeout,
    engine: config.engine,
    introspection: !config.production,
    subgraphs,
    follow: (take) =>
      live.follow((now) => {
        take(now);
        subgraphs = now;
      }),
    routes: (app) => {
      app.get('/readyz', (_, response) => {
        const agencies = live.answering();
        response.status(draining ? 503 : 200).json({ ready: !draining, draining, agencies });
      });
      beside(app);
    },
  });
  endOnSignal(ending, () => (draining = true), [() => gateway.close()]);
  arrived('gateway', gateway.url);
}
