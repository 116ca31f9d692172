/** Configuration: read once, by one schema, and refused at the start with the names of what is wrong. */
import { z } from 'zod';

const schema = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65_535).default(3000).describe('port of the gateway on 127.0.0.1'),
    DATABASE_URL: z
      .url({ protocol: /^postgres(ql)?$/ })
      .optional()
      .describe('a PostgreSQL of your own instead of the embedded one'),
    YIMEN_DATA: z.string().min(1).default('.yimen').describe('folder of the embedded database'),
    AGENCY_TIMEOUT_MS: z.coerce
      .number()
      .int()
      .min(50)
      .max(60_000)
      .default(4000)
      .describe('how long one agency may take'),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('warn').describe('what is logged'),
    NODE_ENV: z
      .enum(['development', 'production', 'test'])
      .default('development')
      .describe('production refuses personas'),
  })
  .transform((env) => ({
    port: env.PORT,
    databaseUrl: env.DATABASE_URL,
    dataDir: env.YIMEN_DATA,
    agencyTimeout: env.AGENCY_TIMEOUT_MS,
    logLevel: env.LOG_LEVEL,
    production: env.NODE_ENV === 'production',
  }));

export type Config = z.output<typeof schema>;

/** What is wrong with the configuration, one line for each name. */
export class ConfigRefused extends Error {}

export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const read = schema.safeParse(env);
  if (read.success) return read.data;
  const lines = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigRefused(`configuration: ${lines.join('; ')}`);
}

/** The names, what they mean and what they are without being set, for `--help`. */
export const configHelp = (): string =>
  Object.entries(schema.in.shape)
    .map(([name, field]) => `  ${name.padEnd(18)} ${(field as z.ZodType).description ?? ''}`)
    .join('\n');
