/** Configuration: read once, by one schema, and refused at the start with the names of what is wrong. */
import { z } from 'zod';

type Environment = Readonly<Record<string, string | undefined>>;
type Shape = Readonly<Record<string, z.ZodType>>;
type Told<S extends Shape> = z.output<z.ZodObject<S>>;

export const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
export const port = whole(0, 65_535);
export const file = z.string().min(1);
export const databaseUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: '请设为 postgres://用户:密码@主机:5432/库 · set it to postgres://user:password@host:5432/database',
});

const logLevel = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']);
const everywhere = {
  LOG_LEVEL: logLevel.default('warn').describe('what is logged'),
  NODE_ENV: z
    .enum(['development', 'production', 'test'])
    .default('development')
    .describe('production refuses personas'),
};

const identity = {
  OIDC_ISSUER: z.url().optional().describe('whose tokens are believed'),
  OIDC_JWKS: z.url().optional().describe('where the keys of that provider are'),
  YIMEN_DEV_ISSUER: z.enum(['0', '1']).default('0').describe('1: sign in personas instead; refused in production'),
  GATEWAY_SECRET: z
    .string()
    .min(32, '至少 32 个字符 · at least 32 characters')
    .optional()
    .describe('known to gateway and services alone; without it pages learn of news once a minute'),
  YIMEN_DEV_KEY: file.default('.yimen/development-key.json').describe('key that gateway and services then share'),
};

const everyProcess = {
  ...identity,
  HOST: z.string().min(1).default('127.0.0.1').describe('address to listen on; 0.0.0.0 in a container'),
  AGENCIES: file.default('infra/agencies.yaml').describe('the list of services'),
  DRAIN_DELAY_MS: whole(0, 60_000).default(0).describe('after a signal: unready for so long, then no more requests'),
  DRAIN_MS: whole(100, 300_000).default(20_000).describe('after a signal: how long the work under way may take'),
  ...everywhere,
};

/** Exactly one way of knowing who asks; a half of one is none. */
const known = z.object({ ...identity, NODE_ENV: everywhere.NODE_ENV }).superRefine((told, context) => {
  const wrong = (name: keyof typeof told, message: string) =>
    context.addIssue({ code: 'custom', path: [name], message });
  const personas = told.YIMEN_DEV_ISSUER === '1';
  if (personas && told.NODE_ENV === 'production')
    wrong('YIMEN_DEV_ISSUER', '生产环境不能使用演示身份 · personas are refused in production');
  if (personas) return;
  if (!told.OIDC_ISSUER) wrong('OIDC_ISSUER', '请设为身份提供方，演示请设 YIMEN_DEV_ISSUER=1 · name the provider');
  if (!told.OIDC_JWKS) wrong('OIDC_JWKS', '请设为其公钥地址 · set it to where the keys of the provider are');
});

/** Whose tokens a process believes, and what gateway and services alone know. */
export type Believed = ({ readonly keyFile: string } | { readonly issuer: string; readonly jwks: string }) & {
  readonly secret?: string | undefined;
};

const believed = (env: Told<typeof identity>): Believed => ({
  ...(env.YIMEN_DEV_ISSUER === '1'
    ? { keyFile: env.YIMEN_DEV_KEY }
    : { issuer: env.OIDC_ISSUER!, jwks: env.OIDC_JWKS! }),
  secret: env.GATEWAY_SECRET,
});

/** What is wrong with the configuration, one line for each name. */
export class ConfigRefused extends Error {}

/** What one program can be told by its environment. */
export interface Configuration<T> {
  /** Throws `ConfigRefused`; everything that is wrong is said at once, also what depends on several names. */
  read(env?: Environment): T;
  /** The names, what they mean and what they are without being set, for `--help`. */
  help(): string;
}

interface Reading<S extends Shape, T> {
  readonly shape: S;
  readonly of: (told: Told<S>) => T;
  readonly besides: readonly z.ZodType[];
}

const reading = <S extends Shape, T>({ shape, of, besides }: Reading<S, T>): Configuration<T> => ({
  help: () => described(shape),
  read: (env = process.env) => {
    // Deployment files pass what is not set as an empty text.
    const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value));
    const read = z.object(shape).safeParse(given);
    const others = besides.map((each) => each.safeParse(given));
    const issues = [read, ...others].flatMap(({ error }) => error?.issues ?? []);
    if (read.success && issues.length === 0) return of(read.data);
    const lines = new Set(issues.map(({ path, message }) => `  ${String(path[0])}: ${message}`));
    throw new ConfigRefused(`配置有误，没有启动 configuration, nothing was started:\n${[...lines].join('\n')}`);
  },
});

/** For a program that needs nobody beside it. */
export const configuration = <S extends Shape, T>(own: S, of: (told: Told<S & typeof everywhere>) => T) =>
  reading({ shape: { ...own, ...everywhere }, of, besides: [] });

/**
 * For one process of several: besides its own it is told whom it believes, where it listens and how it ends. `besides`
 * refuses what does not go together.
 */
export const processConfiguration = <S extends Shape, T>(
  own: S,
  of: (told: Told<S & typeof everyProcess>) => T,
  ...besides: readonly z.ZodType[]
) =>
  reading({
    shape: { ...own, ...everyProcess },
    of: (told: Told<S & typeof everyProcess>) => ({ ...of(told), ...ofEvery(told as Told<typeof everyProcess>) }),
    besides: [known, ...besides],
  });

const ofEvery = (told: Told<typeof everyProcess>) => ({
  host: told.HOST,
  agencies: told.AGENCIES,
  identity: believed(told),
  ending: { delay: told.DRAIN_DELAY_MS, patience: told.DRAIN_MS },
  production: told.NODE_ENV === 'production',
});

/** For the log, which is there before the rest is read and must not be what fails. */
export const readLogLevel = (env: Environment = process.env) => logLevel.catch('warn').parse(env['LOG_LEVEL']);

const described = (shape: Shape): string =>
  Object.entries(shape)
    .map(([name, field]) => `  ${name.padEnd(21)} ${field.description ?? ''}${preset(field)}`)
    .join('\n');

function preset(field: z.ZodType): string {
  const { success, data } = field.safeParse(undefined);
  if (!success) return ' (required)';
  return data === undefined ? '' : ` (${String(data)})`;
}
