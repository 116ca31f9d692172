/** The roles of a district, as they are made, used and mended: on a real server, by the programs that are installed. */
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, embeddedPostgres, openStorage, prepare, type Embedded, type Storage } from '@yimen/adapters';
import { order } from '@yimen/kernel';
import { uuid } from '@yimen/kernel/testing';
import { readAgencies } from '@yimen/process';
import { desks } from '@yimen/hall/desks';
import pg from 'pg';
import { parse } from 'yaml';
import { verify } from '../ops/acts.ts';
import { atSite } from '../ops/site.ts';
import { LIST } from './fleet.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string) => readFileSync(join(root, 'infra', path), 'utf8');
const listed = readAgencies(LIST);
/** Each agency has its own. */
const passwordOf = (agency: string) => `test-password-of-${agency}`;
const OWNER_PASSWORD = 'test-owner-password';
/** One event of the only stream, as an older installation wrote it. */
const BEFORE = { id: uuid(1), type: 'Told', data: { n: 1 }, meta: {} as never };

let folder: string;
let server: Embedded;
let admin: pg.Client;
/** A service of the older kind that nobody has stopped meanwhile. */
let older: Storage;

const urlOf = (username: string, password: string) => Object.assign(new URL(server.url), { username, password }).href;
const asService = (role: string, of = agencyOf(role)) => urlOf(role, passwordOf(of));
const asOwner = (role: string, password = OWNER_PASSWORD) => urlOf(`${role}_owner`, password);
const roleOf = (agency: string) => `yimen_${agency.replaceAll('-', '_')}`;
const agencyOf = (role: string) => role.replace('yimen_', '').replaceAll('_', '-');
const rows = async (sql: string) => (await admin.query(sql)).rows as Record<string, unknown>[];
const applyRoles = (password = OWNER_PASSWORD, agencies = listed) => {
  const passwords = Object.fromEntries(agencies.map(({ name }) => [name, passwordOf(name)]));
  return admin.query(
    read('postgres/roles.sql')
      .replaceAll(`:'passwords'`, `'${JSON.stringify(passwords)}'`)
      .replaceAll(`:'owner_password'`, `'${password}'`),
  );
};
const prepared = (agency: string) =>
  prepare({ agency, databaseUrl: asService(roleOf(agency)), ownerUrl: asOwner(roleOf(agency)) });

/** Everything that is ours in the catalogue: roles, whose each thing is, and who may do what with it. */
const everything = () =>
  rows(`select 'role' as what, rolname as name, null as owner, concat(rolsuper, rolcreaterole, rolcreatedb) as rights
      from pg_roles where rolname like 'yimen\\_%'
    union all select 'database', datname, null, datacl::text from pg_database where datname = current_database()
    union all select 'schema', nspname, nspowner::regrole::text, nspacl::text from pg_namespace where nspname like 'es\\_%'
    union all select 'member', roleid::regrole::text, null, member::regrole::text from pg_auth_members
      where roleid::regrole::text like 'yimen\\_%'
    union all select relkind::text, oid::regclass::text, relowner::regrole::text, relacl::text from pg_class
      where relnamespace in (select oid from pg_namespace where nspname like 'es\\_%')
    union all select 'function', oid::regprocedure::text, proowner::regrole::text, proacl::text from pg_proc
      where pronamespace in (select oid from pg_namespace where nspname like 'es\\_%')
    order by 1, 2, 4`);

async function refused(role: string, sql: string): Promise<void> {
  const client = new pg.Client(asService(role));
  await client.connect();
  await expect(client.query(sql).finally(() => client.end())).rejects.toMatchObject({ code: '42501' });
}

/** As roles.sql made it once: the service owned its schema and brought it up to date itself. */
async function olderInstallation(agency: string): Promise<void> {
  const role = roleOf(agency);
  await admin.query(`create role ${role} login password '${passwordOf(agency)}';
    create schema es_${agency} authorization ${role}; grant connect, create on database yimen to ${role}`);
  older = await openStorage({ databaseUrl: asService(role), connections: 2 });
  const { store, rows: kept } = await older.of(agency);
  await store.append('told', 0, [BEFORE]);
  await kept.transaction((tx) => tx.put('view', { key: 'k', data: 1 }));
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yimen-roles-'));
  chmodSync(folder, 0o755);
  server = await embeddedPostgres({ dataDir: join(folder, 'data') });
  await (await connect(server.url, 2)).close();
  admin = new pg.Client(server.url);
  await admin.connect();
  await olderInstallation('court');
  await applyRoles();
});
afterAll(async () => {
  await older?.close();
  await admin?.end();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the roles of the database', () => {
  it('are two for each agency of the list, and the schema is the owner’s', async () => {
    const schemas = await rows(`select nspname as schema, nspowner::regrole::text as owner,
      has_database_privilege(nspowner, current_database(), 'create') as creates
      from pg_namespace where nspname like 'es\\_%' order by 1`);
    expect(schemas).toEqual(
      listed
        .map(({ name, schema }) => ({ schema, owner: `${roleOf(name)}_owner`, creates: true }))
        .toSorted((a, b) => (a.schema < b.schema ? -1 : 1)),
    );
    const services = listed.map(({ name }) => `'${roleOf(name)}'`).join();
    expect(
      await rows(`select rolname from pg_roles r where rolname in (${services}) and rolcanlogin and not rolsuper
        and has_database_privilege(rolname, current_database(), 'connect')
        and not has_database_privilege(rolname, current_database(), 'create, temporary')
        and not exists (select from pg_shdepend d where d.refobjid = r.oid and d.deptype = 'o')
        and not exists (select from pg_auth_members m where m.member = r.oid)`),
    ).toHaveLength(listed.length);
  });

  it('are not made with one password for both, nor with none', async () => {
    const shared = applyRoles(passwordOf('insight'));
    await expect(shared).rejects.toThrow('the owners need another password than the services');
    const forgotten = applyRoles(OWNER_PASSWORD, listed.slice(0, -1));
    await expect(forgotten).rejects.toThrow(`${listed.at(-1)!.name} 没有口令，未作改动 · has no password`);
  });

  it('let nobody in with the password of another agency', async () => {
    const client = new pg.Client(asService('yimen_hr', 'union'));
    await expect(client.connect()).rejects.toMatchObject({ code: '28P01' });
  });

  it('let no service in before its schema is prepared, and say so', async () => {
    const storage = await openStorage({ databaseUrl: asService('yimen_hr'), connections: 2 });
    await expect(storage.of('hr')).rejects.toThrow('node apps/hr/src/main.ts --prepare');
    await storage.close();
  });

  it('let every service into its own schema and into no other, to append and not to change', async () => {
    for (const { name } of listed) expect((await prepared(name)).role).toBe(roleOf(name));
    const storage = await openStorage({ databaseUrl: asService('yimen_hr'), connections: 4 });
    const { store } = await storage.of('hr');
    expect(await store.append('told', 0, [BEFORE])).toMatchObject({ outcome: 'appended' });
    await expect(storage.of('union')).rejects.toThrow(/permission denied/);
    await storage.close();
    for (const other of listed.filter(({ name }) => name !== 'hr'))
      for (const table of ['events', 'rows', 'migrations'])
        await refused('yimen_hr', `select from ${other.schema}.${table}`);
    for (const { name, schema } of listed)
      for (const change of [`update ${schema}.events set data = '2'`, `delete from ${schema}.events`])
        await refused(roleOf(name), change);
  });

  it('keep the events of an older installation, whose service can change them no more', async () => {
    const foreign = await rows(`select oid::regclass::text as name from pg_class
        where relnamespace = 'es_court'::regnamespace and relowner <> 'yimen_court_owner'::regrole
      union all select oid::regprocedure::text from pg_proc
        where pronamespace = 'es_court'::regnamespace and proowner <> 'yimen_court_owner'::regrole`);
    expect(foreign).toEqual([]);
    const schema = 'es_court';
    for (const change of ['truncate es_court.events', 'drop table es_court.events', 'drop schema es_court cascade'])
      await refused('yimen_court', change);
    expect(await rows(`select id, data from ${schema}.events`)).toEqual([{ id: BEFORE.id, data: BEFORE.data }]);
    const storage = await openStorage({ databaseUrl: asService('yimen_court'), connections: 2 });
    const { store, rows: kept } = await storage.of('court');
    expect(await kept.row('view', 'k')).toMatchObject({ data: 1 });
    await store.append('told', 1, [{ ...BEFORE, id: uuid(2) }]);
    expect((await store.follow('', 10)).events.map(({ id }) => id)).toEqual([uuid(1), uuid(2)]);
    await storage.close();
    const before = await older.of('court');
    expect(await before.store.append('told', 2, [{ ...BEFORE, id: uuid(3) }])).toMatchObject({ outcome: 'appended' });
    await before.rows.transaction((tx) => tx.clear('view'));
  });

  it('are as they were when everything is run again', async () => {
    const before = await everything();
    await applyRoles();
    for (const { name } of listed) expect((await prepared(name)).added).toEqual([]);
    expect(await everything()).toEqual(before);
  });

  it('let a house work: it decides, hears itself, rings, and its logs and views hold together', async () => {
    const databaseUrl = asService('yimen_union');
    await atSite({ databaseUrl, dataDir: folder, desks }, async (site) => {
      expect([...site.places.keys()]).toEqual(['union']);
      const { agency, house } = site.places.get('union')!;
      const decider = agency.deciders.find(({ name }) => name === 'union.dossier')!;
      const open = decider.commands.find(({ type }) => type === 'OpenDossier')!;
      const item = { id: uuid(5), person: uuid(6), kind: 'wages', from: '2025-06', to: '2025-08', fen: 1_800_000 };
      const asked = open({ caseId: uuid(3), door: 'window', employer: uuid(4), claimItems: [item] });
      const actor = { id: 'test-clerk', name: '测试人员', agency: 'union', roles: ['union.clerk'] };
      const receipt = await house.execute(order(decider, uuid(7), asked), { actor, commandId: uuid(8) });
      expect(receipt).toEqual({ id: uuid(7), version: 1 });
      expect(await house.pump()).toBeGreaterThan(0);
      await house.ring();
      expect((await verify(site, () => undefined)).findings).toEqual([]);
    });
  });
});

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program of its own, told nothing but this. */
async function program(file: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> {
  const PATH = process.env['PATH'] ?? '';
  const ended = promisify(execFile)(file, args, { cwd: root, env: { PATH, ...env } });
  return ended.then(
    (said) => ({ code: 0, ...said }),
    (error) => error,
  );
}

describe('--prepare', () => {
  const main = (env: Readonly<Record<string, string>>, ...args: string[]) =>
    program(process.execPath, ['--no-warnings', 'apps/union/src/main.ts', ...args], env);
  const DATABASE_URL = () => asService('yimen_union');

  it('brings the schema up to date, says so and ends, with neither a broker nor a provider', async () => {
    await admin.query(`delete from es_union.migrations where name = '0004-many.sql'`);
    const refusal = await main({
      DATABASE_URL: DATABASE_URL(),
      KAFKA_BROKERS: '127.0.0.1:1',
      YIMEN_DEV_ISSUER: '1',
      YIMEN_DEV_KEY: join(folder, 'k'),
    });
    expect(refusal).toMatchObject({ code: 1, stderr: expect.stringContaining('main.ts --prepare') });
    expect(refusal.stderr).toContain('0004-many.sql');

    const env = { DATABASE_URL: DATABASE_URL(), DATABASE_OWNER_URL: asOwner('yimen_union') };
    const done = await main(env, '--prepare');
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(done.stdout).toMatch(/^es_union .*0004-many\.sql; yimen_union .* can append events and not change them\n$/);
    expect((await main(env, '--prepare')).stdout).not.toContain('0004');
  });

  it('ends with what to do when the owner’s password is wrong, and does not say it', async () => {
    const env = { DATABASE_URL: DATABASE_URL(), DATABASE_OWNER_URL: asOwner('yimen_union', 'wrong-password') };
    const { code, stdout, stderr } = await main(env, '--prepare');
    expect(code).toBe(1);
    expect(stderr).toContain('check DATABASE_OWNER_URL');
    expect(stderr).toContain('请检查 DATABASE_OWNER_URL');
    expect(stdout + stderr).not.toContain('wrong-password');
    expect(stdout + stderr).not.toContain(passwordOf('union'));
  });

  it('is refused where the owner was left out, and where no database was named', async () => {
    const alone = await main({ DATABASE_URL: DATABASE_URL() }, '--prepare');
    expect(alone).toMatchObject({ code: 1, stderr: expect.stringContaining('set DATABASE_OWNER_URL') });
    expect(await main({}, '--prepare')).toMatchObject({ code: 78, stderr: expect.stringContaining('DATABASE_URL: ') });
  });

  it('is not begun, and nothing else is, where it was written wrong', async () => {
    const { code, stderr } = await main({}, '--prepre');
    expect([code, stderr]).toEqual([78, expect.stringMatching(/^--prepre 不是可用的参数.*see --help\n$/)]);
  });

  it('is told of by --help', async () => {
    const { stdout } = await main({}, '--help');
    expect(stdout).toMatch(/ {2}--prepare +brings the schema up to date/);
    expect(stdout).toMatch(/ {2}DATABASE_OWNER_URL +with --prepare alone/);
  });
});

describe('who is told the owners’ password', () => {
  interface Composed {
    readonly entrypoint?: readonly string[];
    readonly command?: readonly string[];
    readonly environment: Readonly<Record<string, string>>;
    readonly depends_on?: Readonly<Record<string, object>>;
  }
  const { services } = parse(read('compose/compose.yaml'), { merge: true }) as { services: Record<string, Composed> };

  it('is, of the containers, whoever makes the roles and whoever prepares the schemas, before the services', () => {
    const told = Object.entries(services).filter(([, each]) => JSON.stringify(each).includes('OWNER'));
    expect(told.map(([name]) => name)).toEqual(['roles', 'schemas']);
    const after = { condition: 'service_completed_successfully' };
    expect(services['schemas']?.depends_on).toEqual({ roles: after });
    for (const { name } of listed) expect(services[name]?.depends_on?.['schemas']).toEqual(after);
  });

  it('is, in the script of the container, every agency once, in the name of its two roles', async () => {
    const node = join(folder, 'node');
    writeFileSync(node, '#!/bin/sh\necho "$DATABASE_URL $DATABASE_OWNER_URL $*"\n', { mode: 0o755 });
    const [shell, ...options] = services['schemas']!.entrypoint!;
    const script = services['schemas']!.command!.map((line) => line.replaceAll('$$', '$'));
    const PATH = `${folder}${delimiter}${process.env['PATH']}`;
    const said = await program(shell!, [...options, ...script], { PATH, OWNER_PASSWORD });
    const at = 'database:5432/yimen';
    expect(said.stdout.trim().split('\n')).toEqual(
      listed.map(
        ({ name }) =>
          `postgres://${roleOf(name)}@${at} postgres://${roleOf(name)}_owner:${OWNER_PASSWORD}@${at} ` +
          `apps/${name}/src/main.ts --prepare`,
      ),
    );
    writeFileSync(node, '#!/bin/sh\necho once; exit 3\n');
    expect(await program(shell!, [...options, ...script], { PATH })).toMatchObject({ code: 3, stdout: 'once\n' });
  });

  it('is, of a pod, the step before the service and nobody else', () => {
    const [before, service = '', ...more] = read('helm/yimen/templates/agencies.yaml').split(/^ {6}containers:$/m);
    const [, step = ''] = before!.split(/^ {6}initContainers:$/m);
    expect(step).toContain('args: ["apps/{{ .name }}/src/main.ts", "--prepare"]');
    expect(step).toMatch(/DATABASE_OWNER_URL\n +valueFrom: \{ secretKeyRef: \{ name: \{\{ \$name \}\}-owner,/);
    expect([service, ...more].join()).not.toMatch(/OWNER|-owner/);
    expect(read('helm/yimen/templates/_parts.tpl')).not.toContain('OWNER');
  });
});
