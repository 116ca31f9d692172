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

const noAddress =
  '请设为浏览器所见的地址，如 https://yimen.example · set it to our address as browsers see it, without a path';

/** What the gateway needs so that people sign in with a browser; services need none of it. */
const browsers = {
  OIDC_CLIENT_ID: z
    .string()
    .min(1)
    .optional()
    .describe('as whom the provider knows us; without it no browser signs in'),
  OIDC_CLIENT_SECRET: z.string().min(1).optional().describe('its secret; none for a public client'),
  OIDC_DISCOVERY: z.url().optional().describe('where the provider describes itself, if not below OIDC_ISSUER'),
  OIDC_SCOPE: z.string().min(1).default('openid').describe('what is asked of the provider, separated by blanks'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: noAddress })
    .refine((given) => URL.canParse(given) && new URL(given).href === `${new URL(given).origin}/`, noAddress)
    .transform((given) => new URL(given).origin)
    .optional()
    .describe('our own address as browsers see it, such as https://yimen.example'),
};

/** A client without an address to come back to is none. */
const complete = z
  .object(browsers)
  .refine((told) => !told.OIDC_CLIENT_ID || told.PUBLIC_URL, { path: ['PUBLIC_URL'], error: noAddress });

const gateway = {
  PORT: port.default(3000).describe('port to listen on'),
  AGENCY_URL: z
    .string()
    .regex(/^https?:\/\/[^\s/]+$/, '请设为不含路径的地址 · set it without a path')
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
  ...browsers,
};

type Client = z.output<z.ZodObject<typeof browsers>> & { OIDC_ISSUER?: string | undefined; YIMEN_DEV_ISSUER: string };

/** Through whom browsers sign in; nobody where personas do, or where the provider does not know us. */
const providerOf = (told: Client) =>
  told.YIMEN_DEV_ISSUER === '0' && told.OIDC_ISSUER && told.OIDC_CLIENT_ID && told.PUBLIC_URL
    ? {
        ...{ issuer: told.OIDC_ISSUER, discovery: told.OIDC_DISCOVERY, scope: told.OIDC_SCOPE },
        ...{ clientId: told.OIDC_CLIENT_ID, clientSecret: told.OIDC_CLIENT_SECRET, address: told.PUBLIC_URL },
      }
    : undefined;

export const gatewayConfiguration = processConfiguration(
  gateway,
  (told) => ({
    port: told.PORT,
    agencyUrl: told.AGENCY_URL,
    agencyTimeout: told.AGENCY_TIMEOUT_MS,
    engine: told.GATEWAY_ENGINE,
    schemas: { dir: told.SCHEMA_DIR, every: told.SCHEMA_POLL_MS },
    trusted: (told.DOCUMENTS ?? (told.NODE_ENV === 'production' ? 'trusted' : 'any')) === 'trusted',
    consoleDir: told.CONSOLE_DIR,
    personas: told.YIMEN_PERSONAS,
    provider: providerOf(told),
  }),
  complete,
);
export type GatewayConfig = ReturnType<typeof gatewayConfiguration.read>;
