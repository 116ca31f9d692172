/** Runs the gateway as a process of its own, before services that come, go and change as they like. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { arrived, begin, endOnSignal, graceOf, identityOf, readAgencies, type Identity } from '@yimen/process';
import { besideOf } from './beside.ts';
import { gatewayConfiguration, type GatewayConfig } from './config.ts';
import { openGateway } from './gateway.ts';
import { readDocuments } from './trusted.ts';
import { liveSchemas } from './live-schemas.ts';
import { providerAt } from './sign-in-provider.ts';

export const run = (): Promise<void> =>
  begin(
    () => `一门 Yimen gateway\n\nEnvironment:\n${gatewayConfiguration.help()}`,
    () => start(gatewayConfiguration.read()),
  );

const complain = (line: string): void => void process.stderr.write(`${line}\n`);

const personasIn = (file: string | undefined) => (file ? JSON.parse(readFileSync(file, 'utf8')) : []);

function providerBy({ provider, identity, production }: GatewayConfig) {
  if (!provider && 'issuer' in identity)
    complain(
      '没有设置 OIDC_CLIENT_ID：不能在浏览器登录 · OIDC_CLIENT_ID is not set: nobody can sign in with a browser',
    );
  if (production && provider?.address.startsWith('http:'))
    complain(`PUBLIC_URL ${provider.address} 没有加密，登录凭证可被窃听 · is not https: tokens can be read on the way`);
  return provider && providerAt(provider, complain);
}

const trustedBy = ({ trusted, schemas }: GatewayConfig, { verify }: Identity) =>
  trusted ? { verify, documents: readDocuments(join(schemas.dir, 'documents.json')) } : undefined;

async function start(config: GatewayConfig): Promise<void> {
  const { host, port, engine, agencyUrl, schemas, personas, ending } = config;
  const listed = readAgencies(config.agencies);
  const at = (name: string, own: number) => agencyUrl.replaceAll('{name}', name).replaceAll('{port}', String(own));
  const services = listed.map((each) => ({ name: each.name, url: at(each.name, each.port) }));
  const live = liveSchemas({ services, ...schemas, complain });
  let subgraphs = await live.first();
  let draining = false;
  const known = await identityOf(config.identity);
  const beside = besideOf({
    identity: known,
    personas: personasIn(known.issuer && personas),
    provider: providerBy(config),
    clock: { now: () => new Date().toISOString(), demonstration: false },
    subgraphs: () => subgraphs,
    files: listed.flatMap(({ name, files, ...own }) => (files ? [{ under: files, url: at(name, own.port) }] : [])),
    consoleDir: resolve(config.consoleDir),
  });
  const gateway = await openGateway({
    ...{ host, port, engine, address: config.provider?.address },
    ...{ timeout: config.agencyTimeout, grace: graceOf(ending), introspection: !config.production },
    subgraphs,
    live: known,
    trusted: trustedBy(config, known),
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
