/**
 * The schema of an agency, made ready by its owner for a service that works under a role of its own: the steps that are
 * missing, and the rights of that role. Both are one transaction, so nobody sees a table without its rights.
 */
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { StorageFailure } from './failure.ts';
import { apply, inSchema, schemaFor, standingOf, steps, type Standing } from './postgres-migrate.ts';
import { identifier } from './postgres-store.ts';
import { connect } from './postgres.ts';

export interface PreparedAt {
  readonly agency: string;
  /** As the service sees the database. Only the name of its role counts; nobody logs in with it here. */
  readonly databaseUrl: string;
  /** The same database as the owner of the schema sees it. Left out where both are one role. */
  readonly ownerUrl?: string | undefined;
}

export interface Prepared {
  readonly schema: string;
  readonly owner: string;
  /** The role of the service; where it is the owner itself, nothing keeps it from changing events. */
  readonly role: string;
  /** Names of the steps that were missing. */
  readonly added: readonly string[];
}

const CONNECTIONS = 2;

/** Fails with a `StorageFailure` that says in words what to do, and has changed nothing then. */
export async function prepare({ agency, databaseUrl, ownerUrl }: PreparedAt): Promise<Prepared> {
  const schema = identifier(schemaFor(agency));
  const setting = ownerUrl ? 'DATABASE_OWNER_URL' : 'DATABASE_URL';
  const [all, role] = [await steps(), roleIn(databaseUrl)];
  const database = await connect(ownerUrl ?? databaseUrl, CONNECTIONS, setting);
  try {
    const standing = await standingOf(database.pool, schema);
    if (!standing.owns) throw foreign(schema, standing, setting);
    return await database.inTransaction(async (client) => {
      const added = (await apply(client, schema, all)).map(({ name }) => name);
      if (role !== standing.role) await grant(client, schema, role);
      return { schema, owner: standing.role, role, added };
    });
  } finally {
    await database.close();
  }
}

/** As the driver reads it, with what it takes from elsewhere when the address does not say. */
const roleIn = (databaseUrl: string): string => new pg.Client(databaseUrl).user ?? '';

async function grant(client: pg.PoolClient, schema: string, role: string): Promise<void> {
  const { rows: known } = await client.query('select from pg_roles where rolname = $1', [role]);
  if (known.length === 0) throw unknown(role);
  const sql = await readFile(new URL('./grants.sql', import.meta.url), 'utf8');
  const named = client.escapeIdentifier(role);
  await client.query(inSchema(schema, sql).replaceAll(':"service"', () => named));
  // A superuser, a member of the owner, and whoever has it from a group are not bound by what is granted here.
  const { rows } = await client.query<{ may: boolean }>(
    `select has_table_privilege($1, '${schema}.events', 'update, delete, truncate')
      or pg_has_role($1, current_user, 'member') as may`,
    [role],
  );
  if (rows[0]?.may) throw unbound(schema, role);
}

function foreign(schema: string, { role, owner }: Standing, setting: string): StorageFailure {
  const [zh, en] = owner
    ? [`属于 ${owner}，而 ${setting} 的角色是 ${role}`, `belongs to ${owner}, and the role of ${setting} is ${role}`]
    : [
        `不存在，${setting} 的角色 ${role} 无权建立`,
        `is not there, and ${role}, the role of ${setting}, may not create it`,
      ];
  return new StorageFailure({
    zh: `数据库模式 ${schema} ${zh}。数据与权限均未被改动；请先由管理员运行 infra/postgres/roles.sql，再把 DATABASE_OWNER_URL 设为以其所有者登录的地址，重新运行 --prepare。`,
    en: `Schema ${schema} ${en}. Neither data nor rights were changed; have an administrator run infra/postgres/roles.sql, set DATABASE_OWNER_URL to the address with which its owner logs in, and run --prepare again.`,
  });
}

function unknown(role: string): StorageFailure {
  return new StorageFailure({
    zh: `数据库中没有 DATABASE_URL 的角色 ${role}。数据与权限均未被改动；请先由管理员运行 infra/postgres/roles.sql，再重新运行 --prepare。`,
    en: `The server has no role ${role}, which DATABASE_URL names. Neither data nor rights were changed; have an administrator run infra/postgres/roles.sql, then run --prepare again.`,
  });
}

function unbound(schema: string, role: string): StorageFailure {
  return new StorageFailure({
    zh: `角色 ${role} 仍可改动 ${schema} 的事件：它是超级用户，或属于所有者，或经所属的组得到授权。数据与权限均未被改动；请让 DATABASE_URL 使用 infra/postgres/roles.sql 所建的角色，再重新运行 --prepare。`,
    en: `The role ${role} could still change the events of ${schema}: it is a superuser, a member of the owner, or has it from a group. Neither data nor rights were changed; let DATABASE_URL name the role that infra/postgres/roles.sql makes, then run --prepare again.`,
  });
}
