/** The logs as they lie in the database, read past every adapter of ours. */
import pg from 'pg';

export interface Entry {
  readonly position: number;
  readonly stream: string;
  readonly version: number;
  readonly id: string;
  readonly type: string;
  readonly commandId: string;
}

/** By agency. */
export type Logs = ReadonlyMap<string, readonly Entry[]>;

interface Listed {
  readonly name: string;
  readonly schema: string;
}

export async function readLogs(databaseUrl: string, listed: readonly Listed[]): Promise<Logs> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const logs = new Map<string, readonly Entry[]>();
    for (const { name, schema } of listed) {
      const { rows } = await client.query<Entry>(
        `select e.position::int as position, s.name as stream, e.version::int as version, e.id, e.type,
                e.meta->>'commandId' as "commandId"
           from ${schema}.events e join ${schema}.streams s on s.id = e.stream order by e.position`,
      );
      logs.set(name, rows);
    }
    return logs;
  } finally {
    await client.end();
  }
}
