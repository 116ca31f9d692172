/** What stands in infra says the same as the list of services and the code. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { readAgencies, readsOf, type Reads } from '@yimen/process';
import { desks } from '@yimen/hall/desks';
import { parse } from 'yaml';
import { composed, needed } from './composed.ts';
import { LIST } from './fleet.ts';

const infra = (path: string) => readFileSync(fileURLToPath(new URL(`../../infra/${path}`, import.meta.url)), 'utf8');
const listed = readAgencies(LIST);
const services = composed();

interface Client {
  readonly redirectUris: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
  readonly protocolMappers: readonly { readonly config: Readonly<Record<string, string>> }[];
}

describe('infra', () => {
  it('has a list that any reader of YAML reads alike', () =>
    expect(parse(infra('agencies.yaml')).agencies).toEqual(listed));

  it('composes every agency at its port and with its own role, and pins every image', () => {
    for (const { name, port, schema } of listed) {
      expect(services[name]?.command).toEqual([`apps/${name}/src/main.ts`]);
      expect(services[name]?.environment['PORT']).toBe(port);
      expect(services[name]?.environment['DATABASE_URL']).toContain(`//${schema.replace('es_', 'yimen_')}:`);
    }
    for (const { image } of Object.values(services)) expect(image).toMatch(/:\d+\.\d+(\.\d+)?$/);
  });

  it('composes the broker that is tried here, and tells each agency its own password and no other', () => {
    const [, version] = /VERSION = '(.*)'/.exec(readFileSync(new URL('../kafka/jars.ts', import.meta.url), 'utf8'))!;
    expect(services['kafka']?.image).toBe(`apache/kafka:${version}`);
    const secrets = Object.fromEntries(needed().map((name) => [name, `of ${name}`]));
    const filled = composed(secrets);
    const accounts = JSON.parse(`${filled['topics']?.environment['ACCOUNTS']}`) as Record<string, string>;
    const told = new Map([...listed.map(({ name }) => [name, name] as const), ['operator', 'ops']]);
    expect(Object.keys(accounts)).toEqual([...told.keys()]);
    expect(new Set(Object.values(accounts)).size).toBe(told.size);
    for (const [account, name] of told) {
      const own = { KAFKA_USERNAME: `yimen-${account}`, KAFKA_PASSWORD: accounts[account] };
      expect(filled[name]?.environment).toMatchObject(own);
      const passwords = JSON.stringify(filled[name]?.environment).match(/of \w+_PASSWORD/g);
      // An agency has it for its role in the database too; the operator reads every schema as its administrator.
      const database = account === 'operator' ? 'of POSTGRES_PASSWORD' : accounts[account];
      expect(passwords).toEqual([database, accounts[account]]);
    }
  });

  it('names everything in env.example that compose must be told', () => {
    const named = [...infra('compose/env.example').matchAll(/^([A-Z_]+)=$/gm)].map(([, name]) => name);
    expect(needed().filter((name) => !named.includes(name))).toEqual([]);
  });

  it('tells the gateway all that it needs so that browsers sign in', () => {
    const needed = ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_DISCOVERY', 'OIDC_SCOPE', 'PUBLIC_URL'];
    expect(Object.keys(services['gateway']?.environment ?? {})).toEqual(expect.arrayContaining(needed));
    const chart = infra('helm/yimen/templates/gateway.yaml');
    expect(needed.filter((name) => !chart.includes(`name: ${name}`))).toEqual([]);
    expect(services['keycloak']?.environment).toMatchObject({ OIDC_CLIENT_SECRET: expect.anything() });
  });

  it('has a realm that sends people back to us alone, with a proof, and tells them apart in the token of access only', () => {
    const { clients } = JSON.parse(infra('keycloak/realm.json')) as { clients: readonly Client[] };
    const [client] = clients;
    expect(client).toMatchObject({ publicClient: false, directAccessGrantsEnabled: false });
    expect(client?.redirectUris).toEqual(['${PUBLIC_URL}/sign-in/back']);
    expect(client?.attributes).toEqual({
      'pkce.code.challenge.method': 'S256',
      'post.logout.redirect.uris': '${PUBLIC_URL}/',
    });
    const mapped = client?.protocolMappers.map(({ config }) => [
      config['claim.name'] ?? config['included.custom.audience'],
      config['access.token.claim'],
    ]);
    for (const claim of ['yimen', 'agency', 'organisation', 'roles']) expect(mapped).toContainEqual([claim, 'true']);
    expect(client?.protocolMappers.filter(({ config }) => config['id.token.claim'] === 'true')).toEqual([]);
  });

  it('has a realm with every role that a command asks for', () => {
    const { roles } = JSON.parse(infra('keycloak/realm.json')) as { roles: { realm: { name: string }[] } };
    const known = new Set(roles.realm.map(({ name }) => name));
    const asked = desks.flatMap(({ agency }) =>
      agency.deciders.flatMap(({ commands }) => commands.flatMap(({ by }) => by)),
    );
    expect([...new Set(asked)].filter((role) => !known.has(role))).toEqual([]);
  });

  it('has a realm in which it was thought of how much of the cases each role reads', () => {
    const { roles } = JSON.parse(infra('keycloak/realm.json')) as { roles: { realm: { name: string }[] } };
    const reading = (reads: Reads) =>
      roles.realm.map(({ name }) => name).filter((name) => readsOf(name.split('.')[0]!, [name]) === reads);
    expect(reading('own').toSorted()).toEqual(['departments.bank', 'departments.contractor']);
    expect(reading('none').every((name) => /\.(operator|developer)$/.test(name))).toBe(true);
    // Whoever adds a role is to say here that it belongs to an office which handles cases.
    expect(reading('all').toSorted()).toEqual([
      ...['court.enforcement', 'court.filing', 'court.judge', 'departments.officer'],
      ...['hr.arbitrator', 'hr.inspector', 'insight.analyst', 'joint-centre.coordinator'],
      ...['justice.aid', 'justice.mediator', 'petition.clerk', 'union.clerk', 'union.mediator'],
    ]);
  });
});
