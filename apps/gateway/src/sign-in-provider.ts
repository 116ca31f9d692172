/**
 * The provider through which people sign in: OpenID Connect, authorization code with PKCE. The gateway alone talks to
 * it. It may be away when the gateway starts: it is looked for again whenever somebody wants to sign in.
 */
import { log } from '@yimen/process';
import * as oidc from 'openid-client';
import { SignInRefused, type Why } from './sign-in-words.ts';

export interface ProviderSettings {
  readonly issuer: string;
  /** Where it describes itself, if not below the issuer: as this machine reaches it. */
  readonly discovery?: string | undefined;
  readonly clientId: string;
  /** None for a public client. */
  readonly clientSecret?: string | undefined;
  readonly scope: string;
  /** Our own, as browsers see it: scheme, host and port. */
  readonly address: string;
}

/** What a browser keeps between the way out and the way back. */
export interface Begun {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** The path that was asked for. */
  readonly to: string;
}

export interface Tokens {
  readonly access: string;
  readonly renewal?: string | undefined;
  readonly identity?: string | undefined;
}

export interface Provider {
  readonly address: string;
  /** Rejects, as the others do, with SignInRefused. `another`: the provider is to ask who it is. */
  begin(to: string, another: boolean): Promise<{ url: URL; begun: Begun }>;
  /** With what came back behind the question mark. */
  finish(search: string, begun: Begun): Promise<Tokens>;
  /** Asked twice at once, or again within a minute, it answers the same: a provider takes such a token once. */
  renew(renewal: string): Promise<Tokens>;
  /** Where the session at the provider is ended, if it has such a page and can be reached. */
  leave(identity: string | undefined): Promise<string | undefined>;
}

/** Seconds that the provider may take to answer. */
const PATIENCE = 10;
const REMEMBERED_MS = 60_000;

export function providerAt(settings: ProviderSettings, complain: (line: string) => void): Provider {
  const { address, scope } = settings;
  const back = `${address}/sign-in/back`;
  const known = discovering(settings);
  known().catch(({ code }: SignInRefused) =>
    complain(`登录服务 ${settings.issuer} 暂不可用，恢复后自动启用 · nobody can sign in yet: ${code}`),
  );
  return {
    address,
    async begin(to, another) {
      const begun = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
        to,
      };
      const asked = {
        ...{ redirect_uri: back, scope, state: begun.state, nonce: begun.nonce, code_challenge_method: 'S256' },
        code_challenge: await oidc.calculatePKCECodeChallenge(begun.verifier),
        ...(another ? { prompt: 'login' } : {}),
      };
      return { url: oidc.buildAuthorizationUrl(await known(), asked), begun };
    },
    async finish(search, { state, nonce, verifier }) {
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
      const config = await known();
      return tokensOf(oidc.authorizationCodeGrant(config, new URL(back + search), checks));
    },
    renew: once(async (renewal) => {
      const config = await known();
      return { renewal, ...(await tokensOf(oidc.refreshTokenGrant(config, renewal))) };
    }),
    async leave(identity) {
      const config = await known().catch(() => undefined);
      if (!config?.serverMetadata().end_session_endpoint) return undefined;
      const hint: Record<string, string> = identity ? { id_token_hint: identity } : {};
      return oidc.buildEndSessionUrl(config, { post_logout_redirect_uri: `${address}/`, ...hint }).href;
    },
  };
}

async function tokensOf(answer: Promise<oidc.TokenEndpointResponse>): Promise<Tokens> {
  const { access_token, refresh_token, id_token } = await answer.catch((error: Trouble) => {
    throw refusalOf(error);
  });
  return {
    access: access_token,
    ...(refresh_token ? { renewal: refresh_token } : {}),
    ...(id_token ? { identity: id_token } : {}),
  };
}

/** Looks for the provider until it is found once; those who wait at the same time wait for one answer. */
function discovering(settings: ProviderSettings): () => Promise<oidc.Configuration> {
  let found: Promise<oidc.Configuration> | undefined;
  return () => {
    found ??= discover(settings).catch((error: unknown) => {
      found = undefined;
      const { cause, message } = error as Error;
      throw new SignInRefused('away', (cause as { code?: string } | undefined)?.code ?? message);
    });
    return found;
  };
}

async function discover({ issuer, discovery, clientId, clientSecret }: ProviderSettings): Promise<oidc.Configuration> {
  const server = new URL(discovery ?? issuer);
  // Whoever names an address without TLS has decided so; tokens are checked by the services in any case.
  const plain = [server, new URL(issuer)].some(({ protocol }) => protocol === 'http:')
    ? [oidc.allowInsecureRequests]
    : [];
  const options = { timeout: PATIENCE, execute: plain };
  const described = (await oidc.discovery(server, clientId, undefined, undefined, options)).serverMetadata();
  if (new URL(described.issuer).href !== new URL(issuer).href)
    throw new Error(`it calls itself ${described.issuer}, not OIDC_ISSUER ${issuer}`);
  const posted = described.token_endpoint_auth_methods_supported?.includes('client_secret_post');
  const secret = (posted ? oidc.ClientSecretPost : oidc.ClientSecretBasic)(clientSecret);
  const config = new oidc.Configuration(described, clientId, {}, clientSecret ? secret : oidc.None());
  config.timeout = PATIENCE;
  plain.forEach((allow) => allow(config));
  oidc.enableNonRepudiationChecks(config);
  return config;
}

/** One question for each token, also for those who come with the same one a little later; a failure is not kept. */
function once(ask: (token: string) => Promise<Tokens>): (token: string) => Promise<Tokens> {
  const asked = new Map<string, Promise<Tokens>>();
  return (token) => {
    const before = asked.get(token);
    if (before) return before;
    const answer = ask(token);
    asked.set(token, answer);
    const forget = () => void asked.delete(token);
    answer.then(() => setTimeout(forget, REMEMBERED_MS).unref(), forget);
    return answer;
  };
}

const whyByCode: Readonly<Record<string, Why>> = {
  access_denied: 'denied',
  invalid_grant: 'spent',
  temporarily_unavailable: 'away',
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED: 'clock',
  OAUTH_JWT_CLAIM_COMPARISON_FAILED: 'mismatched',
  OAUTH_INVALID_RESPONSE: 'mismatched',
  OAUTH_TIMEOUT: 'away',
};

interface Trouble {
  readonly name?: string;
  readonly message?: string;
  /** Of the library. */
  readonly code?: string;
  /** Of the provider. */
  readonly error?: string;
  readonly cause?: Trouble;
}

/** What the library or the provider says, as one of our refusals; what nobody foresaw goes into the log. */
function refusalOf(trouble: Trouble): SignInRefused {
  const { cause, message } = trouble;
  const code = trouble.error ?? trouble.code ?? cause?.code;
  // This is how `fetch` says that nobody is there.
  const silent = !code && [trouble, cause].some((each) => each?.name === 'TypeError');
  const why = silent ? 'away' : (whyByCode[code ?? ''] ?? 'failed');
  if (why === 'failed') log.warn({ code, error: message }, 'sign-in');
  return new SignInRefused(why, code ?? message);
}
