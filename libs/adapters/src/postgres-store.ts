/** The log on PostgreSQL, one schema for each service. The promises are kept by `sql/0001-log.sql`. */
import type { EventStore } from '@yimen/kernel';
import { reachable } from './failure.ts';
import { appending } from './postgres-append.ts';
import { migrate } from './postgres-migrate.ts';
import { reading } from './postgres-pages.ts';
import { connect, type Database } from './postgres.ts';

export interface PostgresAt {
  /** A database that is open already, or the address of one; what is opened here is closed here. */
  readonly database: Database | string;
  /** A plain identifier such as `es_union`. */
  readonly schema: string;
}

export async function postgresStore({ database: at, schema }: PostgresAt): Promise<EventStore> {
  const database = typeof at === 'string' ? await connect(at) : at;
  await migrate(database, identifier(schema));
  const news = database.wakeUps.of(schema);
  return {
    append: appending(database, schema),
    ...reading(database, schema),
    async count() {
      const text = `select count(*) as n from ${schema}.events`;
      return (await reachable(() => database.pool.query<{ n: number }>(text))).rows[0]!.n;
    },
    changed: news.wait,
    close: async () => (typeof at === 'string' ? database.close() : undefined),
  };
}

export function identifier(schema: string): string {
  if (!/^[a-z][a-z0-9_]{0,50}$/.test(schema)) throw new TypeError(`"${schema}" is no plain name for a schema`);
  return schema;
}
