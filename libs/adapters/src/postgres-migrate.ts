/** The schema of one agency, step by step: steps are only ever added, and what was applied is known by its checksum. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type pg from 'pg';
import { reachable, StorageFailure } from './failure.ts';
import type { Database } from './postgres.ts';

interface Step {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** The steps as they stand in `sql/`, with `es` for the schema. */
async function steps(): Promise<readonly Step[]> {
  const folder = new URL('./sql/', import.meta.url);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const sql = (await readFile(new URL(name, folder), 'utf8')).replaceAll('\r\n', '\n');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** Brings one agency's schema up to date; starts of several processes at once wait for each other. */
export async function migrate(database: Database, schema: string, wanted?: readonly Step[]): Promise<void> {
  const all = wanted ?? (await steps());
  if (missing(schema, all, await done(database.pool, schema)).length === 0) return;
  await database.inTransaction(async (client) => {
    await client.query(`set local statement_timeout = 0; select pg_advisory_xact_lock(hashtext('yimen migrations'))`);
    await client.query(`create schema if not exists ${schema}`);
    await client.query(`create table if not exists ${schema}.migrations (
      name text primary key, checksum text not null, applied_at timestamptz not null default now())`);
    for (const { name, sql, checksum } of missing(schema, all, await done(client, schema))) {
      await client.query(sql.replaceAll(/\bes\./g, `${schema}.`).replaceAll(`'es'`, `'${schema}'`));
      await client.query(`insert into ${schema}.migrations (name, checksum) values ($1, $2)`, [name, checksum]);
    }
  });
}

type Done = readonly { name: string; checksum: string }[];

async function done(on: Pick<pg.Pool, 'query'>, schema: string): Promise<Done> {
  const known = await reachable(() => on.query(`select to_regclass('${schema}.migrations') is not null as there`));
  if (!known.rows[0].there) return [];
  return (await reachable(() => on.query(`select name, checksum from ${schema}.migrations`))).rows;
}

function missing(schema: string, all: readonly Step[], applied: Done): readonly Step[] {
  for (const { name, checksum } of applied) {
    if (all.find((step) => step.name === name)?.checksum !== checksum) throw changed(schema, name);
  }
  return all.filter(({ name }) => !applied.some((step) => step.name === name));
}

function changed(schema: string, step: string): StorageFailure {
  return new StorageFailure({
    zh: `数据库模式 ${schema} 的迁移步骤 ${step} 与本程序所带的不一致。数据未被改动；请安装写入它的版本或更新的版本，已发布的步骤不可修改，只能新增。`,
    en: `Step ${step} of schema ${schema} differs from the one in this build. Nothing was changed; install the build that wrote it or a newer one. Released steps are never edited, only added.`,
  });
}
