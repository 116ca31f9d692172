/** What the hall is told by its environment; it needs none of it. */
import { configuration, databaseUrl, file, port } from '@yimen/process';
import { graphFields } from './hall.ts';

const hall = {
  PORT: port.default(3000).describe('port of the gateway on 127.0.0.1'),
  DATABASE_URL: databaseUrl.optional().describe('a PostgreSQL of your own instead of the embedded one'),
  YIMEN_DATA: file.default('.yimen').describe('folder of the embedded database'),
  ...graphFields,
};

export const hallConfiguration = configuration(hall, (told) => ({
  port: told.PORT,
  databaseUrl: told.DATABASE_URL,
  dataDir: told.YIMEN_DATA,
  agencyTimeout: told.AGENCY_TIMEOUT_MS,
  engine: told.GATEWAY_ENGINE,
  production: told.NODE_ENV === 'production',
}));
