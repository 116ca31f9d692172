/** What the gateway is told by its environment. */
import { file, port, processConfiguration, whole } from '@yimen/process';
import { z } from 'zod';

/** What also the hall is told of its gateway. */
export const graphFields = {
  AGENCY_TIMEOUT_MS: whole(50, 60_000).default(4000).describe('how long one agency may take, in ms'),
  GATEWAY_ENGINE: z
    .enum(['native', 'apollo'], '请设为 native 或 apollo · set it to native or apollo')
    .optional()
    .describe('native or apollo; if not set native, and apollo where that cannot run'),
};

const gateway = {
  PORT: port.default(3000).describe('port to listen on'),
  AGENCY_URL: z
    .string()
    .regex(/^https?:\/\/\S+$/)
    .default('http://127.0.0.1:{port}')
    .describe('where a service is, with {name} and {port} of the list'),
  ...graphFields,
  SCHEMA_DIR: file.default('schema').describe('schemas to begin with while services are away'),
  DOCUMENTS: z
    .enum(['trusted', 'any'])
    .optional()
    .describe('trusted: only documents.json of that folder is answered; if not set trusted in production, else any'),
  SCHEMA_POLL_MS: whole(100, 600_000).default(5000).describe('how often services are asked for theirs'),
  CONSOLE_DIR: file.default('apps/console/dist').describe('files of the console'),
  YIMEN_PERSONAS: file.optional().describe('who may sign in with the development issuer'),
};

export const gatewayConfiguration = processConfiguration(gateway, (told) => ({
  port: told.PORT,
  agencyUrl: told.AGENCY_URL,
  agencyTimeout: told.AGENCY_TIMEOUT_MS,
  engine: told.GATEWAY_ENGINE,
  schemas: { dir: told.SCHEMA_DIR, every: told.SCHEMA_POLL_MS },
  trusted: (told.DOCUMENTS ?? (told.NODE_ENV === 'production' ? 'trusted' : 'any')) === 'trusted',
  consoleDir: told.CONSOLE_DIR,
  personas: told.YIMEN_PERSONAS,
}));
export type GatewayConfig = ReturnType<typeof gatewayConfiguration.read>;
