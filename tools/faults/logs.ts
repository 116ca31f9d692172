/** The logs as they lie in the database, read past every adapter of ours. */
import { createHash } from 'node:crypto';
import { contentOf, type Entry as Compared } from '@yimen/casework';
import pg from 'pg';

export interface Entry extends Compared {
  readonly position: number;
  readonly id: string;
  readonly type: string;
  readonly commandId: string;
}

/** By agency. */
export type Logs = ReadonlyMap<string, readonly Entry[]>;

/** Of what an event says; who said it when is left to the operator's own verification. */
export const digestOf = (event: { readonly id: string; readonly type: string; readonly data: unknown }): string =>
  createHash('sha256').update(contentOf(event)).digest('base64url');

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
      const { rows } = await client.query<Omit<Entry, 'digest'> & { readonly data: unknown }>(
        `select e.position::int as position, s.name as stream, e.version::int as version, e.id, e.type, e.data,
                e.meta->>'commandId' as "commandId"
           from ${schema}.events e join ${schema}.streams s on s.id = e.stream order by e.position`,
      );
      logs.set(
        name,
        rows.map(({ data, ...entry }) => ({ ...entry, digest: digestOf({ ...entry, data }) })),
      );
    }
    return logs;
  } finally {
    await client.end();
  }
}
