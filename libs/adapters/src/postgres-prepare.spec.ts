import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StorageFailure } from './failure.ts';
import { openStorage } from './open.ts';
import { prepare } from './postgres-prepare.ts';
import { postgresRows } from './postgres-rows.ts';
import { postgresStore } from './postgres-store.ts';
import { connect, type Database } from './postgres.ts';
import { serverUnderTest, type ServerUnderTest } from './server-under-test.ts';
import { rowsContract, storeContract, stored } from './testing.ts';

const tag = randomBytes(4).toString('hex');
const owner = `owner_${tag}`;
/** No name that a district would choose, so that one which is not quoted does not pass. */
const service = `it's "one" $& of \\ ${tag}`;
const secret = `secret-${tag}`;

let server: ServerUnderTest;
let admin: Database;
let [ownerUrl, databaseUrl] = ['', ''];
const roles: string[] = [];

const run = async (sql: string) => (await admin.pool.query(sql)).rows;
const quoted = (role: string) => `"${role.replaceAll('"', '""')}"`;
async function login(role: string, rights = ''): Promise<string> {
  await run(`create role ${quoted(role)} login password '${secret}' ${rights}`);
  roles.unshift(role);
  const url = new URL(server.url);
  [url.username, url.password] = [encodeURIComponent(role), secret];
  return url.href;
}

beforeAll(async () => {
  server = await serverUnderTest();
  admin = await connect(server.url);
  [ownerUrl, databaseUrl] = [await login(owner), await login(service)];
  await run(`do $$ begin execute format('grant create on database %I to ${owner}', current_database()); end $$`);
});
afterAll(async () => {
  for (const role of roles) await run(`drop owned by ${quoted(role)} cascade; drop role ${quoted(role)}`);
  await admin?.close();
  await server?.close();
});

const ready = (agency: string) => prepare({ agency, databaseUrl, ownerUrl });

/** As the role of the service, with one connection. */
async function asService(sql: string): Promise<void> {
  const database = await connect(databaseUrl, 1);
  await database.pool.query(sql).finally(() => database.close());
}

/** Everything that the catalogue knows of a schema: whose it is, and who may do what. */
const rightsOn = (schema: string) =>
  run(`select relname::text as name, relowner::regrole::text as owner, relacl::text as rights from pg_class
      where relnamespace = '${schema}'::regnamespace
    union all select proname, proowner::regrole::text, proacl::text from pg_proc where pronamespace = '${schema}'::regnamespace
    union all select nspname, nspowner::regrole::text, nspacl::text from pg_namespace where nspname = '${schema}'
    union all select name, checksum, applied_at::text from ${schema}.migrations order by 1, 2`);

storeContract('PostgreSQL under the role of a service', async () => {
  await ready('contract');
  const again = () => postgresStore({ database: databaseUrl, schema: 'es_contract' });
  const store = await again();
  return { store, again, close: () => store.close() };
});
rowsContract('PostgreSQL under the role of a service', async () => {
  await ready('contract');
  const rows = await postgresRows({ database: databaseUrl, schema: 'es_contract' });
  return { rows, close: () => rows.close() };
});

describe('the role of a service', () => {
  beforeAll(async () => {
    await Promise.all([ready('least'), ready('woken')]);
    const storage = await openStorage({ databaseUrl, connections: 2 });
    await (await storage.of('least')).store.append('s', 0, [stored(1)]);
    await storage.close();
  });

  it.each([
    ['change an event', `update es_least.events set data = '2'`],
    ['delete an event', 'delete from es_least.events'],
    ['lock events to change them', 'select from es_least.events for update'],
    ['truncate the log', 'truncate es_least.events'],
    ['drop the log', 'drop table es_least.events'],
    ['disable what guards the log', 'alter table es_least.events disable trigger all'],
    ['let itself change events', 'grant all on es_least.events to current_user; delete from es_least.events'],
    ['become the owner', `set role ${owner}`],
    ['forget a stream', 'delete from es_least.streams'],
    ['set positions back', `select setval('es_least.position', 0)`],
    ['pretend a step', `insert into es_least.migrations (name, checksum) values ('9', '9')`],
    ['truncate rows', 'truncate es_least.rows'],
    ['create a table', 'create table es_least.own (n int)'],
    ['replace a function', 'create or replace function es_least.mark() returns bigint language sql return 1'],
    ['create a schema', 'create schema es_other'],
  ])('may not %s', async (_, sql) => {
    await expect(asService(sql)).rejects.toMatchObject({ code: '42501' });
    expect(await run('select data from es_least.events')).toEqual([{ data: 1 }]);
  });

  it('is woken by another process', async () => {
    const both = await Promise.all([1, 2].map(() => openStorage({ databaseUrl, connections: 2 })));
    const [here, there] = await Promise.all(both.map(async (storage) => (await storage.of('woken')).store));
    await there!.changed(200, new AbortController().signal);
    const began = performance.now();
    const heard = there!.changed(30_000, new AbortController().signal);
    await here!.append('s', 0, [stored(1)]);
    await heard;
    expect(performance.now() - began).toBeLessThan(15_000);
    expect((await there!.follow('', 9)).events).toHaveLength(1);
    await Promise.all(both.map((storage) => storage.close()));
  });
});

describe('preparing a schema', () => {
  it('names what it has added, and changes nothing the second time', async () => {
    const first = await ready('twice');
    expect(first).toMatchObject({ schema: 'es_twice', owner, role: service });
    expect(first.added).toContain('0001-log.sql');
    const before = await rightsOn('es_twice');
    expect(await ready('twice')).toEqual({ ...first, added: [] });
    expect(await rightsOn('es_twice')).toEqual(before);
  });

  it('waits for others that prepare the same', async () => {
    const all = await Promise.all([1, 2, 3].map(() => ready('together')));
    expect(all.filter(({ added }) => added.length > 0)).toHaveLength(1);
  });

  it('takes away what was granted by mistake, and grants what came after it', async () => {
    await ready('mistaken');
    const before = await rightsOn('es_mistaken');
    await run(`grant all on schema es_mistaken to ${quoted(service)}, public;
      grant all on all tables in schema es_mistaken to ${quoted(service)}, public;
      grant update (data) on es_mistaken.events to ${quoted(service)}`);
    await asService('delete from es_mistaken.events');
    await ready('mistaken');
    expect(await rightsOn('es_mistaken')).toEqual(before);
    await expect(asService(`update es_mistaken.events set data = '2'`)).rejects.toMatchObject({ code: '42501' });
    await run(`set role ${owner}; create view es_mistaken.seen as select * from es_mistaken.events;
      create function es_mistaken.one() returns int language sql return 1; reset role`);
    await ready('mistaken');
    await asService('select es_mistaken.one() from es_mistaken.seen');
  });

  it('is left alone, in words, where events could be changed all the same', async () => {
    const word = /could still change the events of es_loose.*Neither data nor rights were changed/;
    const at = { agency: 'loose', ownerUrl };
    await expect(prepare({ ...at, databaseUrl: server.url })).rejects.toThrow(word);
    const member = await login(`member_${tag}`, `in role ${owner} noinherit`);
    await expect(prepare({ ...at, databaseUrl: member })).rejects.toThrow(word);
    expect(await run(`select to_regnamespace('es_loose') as there`)).toEqual([{ there: null }]);
  });

  it('says what to do where a role is not there, or is not the owner', async () => {
    const nobody = new URL(databaseUrl);
    nobody.username = `nobody_${tag}`;
    const asNobody = prepare({ agency: 'strange', databaseUrl: nobody.href, ownerUrl });
    await expect(asNobody).rejects.toThrow(/no role nobody_.*infra\/postgres\/roles\.sql/);
    await expect(prepare({ agency: 'strange', databaseUrl })).rejects.toThrow(/is not there, and .* may not create it/);
    await ready('strange');
    const other = prepare({ agency: 'strange', databaseUrl, ownerUrl: server.url });
    await expect(other).rejects.toThrow(new RegExp(`belongs to ${owner}, and the role of DATABASE_OWNER_URL is`));
    await expect(other).rejects.toThrow(StorageFailure);
  });

  it('names the setting whose address is wrong, and keeps the password out of it', async () => {
    const wrong = new URL(ownerUrl);
    wrong.password = `wrong-${tag}`;
    const refused: StorageFailure = await prepare({ agency: 'wrong', databaseUrl, ownerUrl: wrong.href }).catch(
      (e) => e,
    );
    expect(refused).toBeInstanceOf(StorageFailure);
    for (const words of [refused.zh, refused.en]) expect(words).toContain('DATABASE_OWNER_URL');
    expect(refused.message).not.toContain(wrong.password);
  });

  it('is for one role, too, which then is the owner', async () => {
    const alone = await prepare({ agency: 'alone', databaseUrl: ownerUrl });
    expect(alone).toMatchObject({ owner, role: owner });
    const storage = await openStorage({ databaseUrl: ownerUrl, connections: 2 });
    await (await storage.of('alone')).store.append('s', 0, [stored(1)]);
    await storage.close();
  });
});

describe('a service whose schema is not its own', () => {
  const opened = async (agency: string) => {
    const storage = await openStorage({ databaseUrl, connections: 2 });
    await storage.of(agency).finally(() => storage.close());
  };
  const refusal = (agency: string): Promise<StorageFailure> =>
    opened(agency).then(
      () => Promise.reject(new Error('was not refused')),
      (error) => error,
    );

  it('does not start while a step is missing, and says which, and what to do', async () => {
    await ready('joint-test');
    await opened('joint-test');
    await run(`delete from es_joint_test.migrations where name = '0004-many.sql'`);
    const before = await rightsOn('es_joint_test');
    const refused = await refusal('joint-test');
    expect(refused).toBeInstanceOf(StorageFailure);
    for (const words of [refused.zh, refused.en])
      for (const named of ['es_joint_test', '0004-many.sql', service, owner, 'DATABASE_OWNER_URL'])
        expect(words).toContain(named);
    expect(refused.zh).toContain('数据未被改动');
    expect(refused.en).toContain('Nothing was changed');
    expect(refused.message.split('node apps/joint-test/src/main.ts --prepare')).toHaveLength(3);
    expect(await rightsOn('es_joint_test')).toEqual(before);
    expect((await ready('joint-test')).added).toEqual(['0004-many.sql']);
    await opened('joint-test');
  });

  it('does not start before anything was prepared', async () => {
    expect((await refusal('missing')).en).toMatch(
      /es_missing lacks 0001-log\.sql, .* apps\/missing\/src\/main\.ts --prepare/,
    );
    await run(`create schema es_empty authorization ${owner}`);
    const closed = await refusal('empty');
    expect(closed.en).toMatch(/permission denied.* apps\/empty\/src\/main\.ts --prepare/);
    expect(closed.zh).toContain('数据未被改动');
  });
});
