/** The same promises on whatever other PostgreSQL the machine has; the embedded one is of one version only. */
import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { postgresLogContract } from './postgres-log.contract.ts';
import { postgresRows } from './postgres-rows.ts';
import { postgresStore } from './postgres-store.ts';
import { connect, type Database } from './postgres.ts';
import { installed, serverOf, type ServerUnderTest } from './server-under-test.ts';
import { rowsContract, storeContract } from './testing.ts';

const found = installed();

if (found.length === 0)
  describe.skip('another PostgreSQL — there is none in /usr/lib/postgresql, and no pg_config tells of one', () =>
    it('is not here', () => {}));

for (const each of found)
  describe(`with ${each.version}`, () => {
    let server: ServerUnderTest;
    let database: Database;
    beforeAll(async () => {
      server = await serverOf(each);
      database = await connect(server.url);
    });
    afterAll(async () => {
      await database?.close();
      await server?.close();
    });

    storeContract(each.version, async () => {
      const again = () => postgresStore({ database: server.url, schema: 'es_contract' });
      const store = await postgresStore({ database, schema: 'es_contract' });
      return { store, again, close: () => store.close() };
    });
    rowsContract(each.version, async () => {
      const rows = await postgresRows({ database, schema: 'es_contract' });
      return { rows, close: () => rows.close() };
    });
    postgresLogContract(each.version, () => ({ database, url: server.url }));
  });
