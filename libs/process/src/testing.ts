/** A real OpenID provider in this process, and a browser of plain HTTP that signs in at it. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider, type Configuration } from 'oidc-provider';

/** What the provider knows of somebody, by the name that is typed. */
export type People = Readonly<Record<string, { name?: string; agency?: string; roles?: readonly string[] }>>;

interface Wanted {
  /** Where it may send people back to: our address. */
  readonly address: string;
  readonly people: People;
  /** Seconds that an access token holds. */
  readonly holds?: number;
  /** For whom its access tokens are. */
  readonly audience?: string;
  /** Seconds that its clock is late when it issues tokens. */
  readonly behind?: number;
  /** Where it is to stand; on a free port if left out. */
  readonly port?: number;
}

export const CLIENT = { clientId: 'yimen', clientSecret: 'a-secret-of-the-test', scope: 'openid' };

export async function openProvider(wanted: Wanted) {
  const http = createServer();
  await new Promise<void>((resolve) => http.listen(wanted.port ?? 0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const answer = (await quietly(issuer, wanted)).callback();
  http.on('request', (request, response) => {
    if (wanted.behind && request.url === '/token') turnBack(wanted.behind, response);
    void answer(request, response);
  });
  return {
    issuer,
    jwks: `${issuer}/jwks`,
    async close(): Promise<void> {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

/** It warns of what makes it fit for tests: that it forgets, and that it believes every password. */
async function quietly(issuer: string, wanted: Wanted): Promise<Provider> {
  const configuration = await configurationOf(wanted);
  const { warn } = console;
  console.warn = () => undefined;
  try {
    return new Provider(issuer, configuration);
  } finally {
    console.warn = warn;
  }
}

const logoutSource = (ctx: { body: unknown }, form: string): void =>
  void (ctx.body = `<!doctype html>${form}<button form="op.logoutForm" name="logout" value="yes">Yes</button>`);

function turnBack(seconds: number, until: ServerResponse): void {
  const { now } = Date;
  Date.now = () => now() - seconds * 1000;
  until.once('finish', () => (Date.now = now));
}

async function configurationOf({ address, people, audience = 'yimen', holds = 900 }: Wanted): Promise<Configuration> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const resource = { scope: '', audience, accessTokenFormat: 'jwt', accessTokenTTL: holds } as const;
  return {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: [`${address}/sign-in/back`],
        post_logout_redirect_uris: [`${address}/`],
        grant_types: ['authorization_code', 'refresh_token'],
        id_token_signed_response_alg: 'ES256',
        scope: 'openid',
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: 'one' }] },
    cookies: { keys: ['of the test'] },
    pkce: { required: () => true },
    ttl: { AccessToken: holds, IdToken: 300, RefreshToken: 3600, Session: 3600, Interaction: 600, Grant: 3600 },
    findAccount: (_, id) => (id in people ? { accountId: id, claims: () => Promise.resolve({ sub: id }) } : undefined),
    extraTokenClaims: (_, token) => ({ ...people['accountId' in token ? String(token.accountId) : ''] }),
    issueRefreshToken: () => Promise.resolve(true),
    // A token is taken once, and everything of its sign-in is over when it comes again.
    rotateRefreshToken: true,
    // Nobody is asked whether he consents to working for his own office.
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ accountId: oidc.session!.accountId!, clientId: oidc.client!.clientId });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
    features: {
      devInteractions: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => Promise.resolve('urn:yimen'),
        getResourceServerInfo: () => ({ ...resource, jwt: { sign: { alg: 'ES256' } } }),
        useGrantedResource: () => Promise.resolve(true),
      },
    },
  };
}

export interface Answer {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Keeps cookies as a browser does, by origin and path, and follows redirects one by one. */
export function browser() {
  const kept = new Map<string, { origin: string; path: string; name: string; value: string; line: string }>();
  const keep = (url: URL, line: string) => {
    const [pair = '', ...rest] = line.split('; ');
    const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    const path = /^path=(.*)$/i.exec(rest.find((each) => /^path=/i.test(each)) ?? '')?.[1] ?? '/';
    const gone = rest.some((each) => /^expires=Thu, 01 Jan 1970/i.test(each));
    const key = `${url.origin} ${path} ${name}`;
    if (gone) kept.delete(key);
    else kept.set(key, { origin: url.origin, path, name, value, line });
  };
  const cookies = (url: URL) =>
    [...kept.values()].filter(({ origin, path }) => origin === url.origin && url.pathname.startsWith(path));

  async function ask(address: string, init: RequestInit = {}): Promise<Answer> {
    const url = new URL(address);
    const cookie = cookies(url).map(({ name, value }) => `${name}=${value}`);
    const headers = { ...init.headers, ...(cookie.length ? { cookie: cookie.join('; ') } : {}) };
    const answer = await fetch(url, { redirect: 'manual', ...init, headers });
    answer.headers.getSetCookie().forEach((line) => keep(url, line));
    return { url: url.href, status: answer.status, headers: answer.headers, text: await answer.text() };
  }

  /** Goes there, as far as it is sent on within one place or to one that `enters`. */
  async function go(address: string, enters: (url: URL) => boolean = () => true): Promise<Answer> {
    let answer = await ask(address);
    for (let to = answer.headers.get('location'); to; to = answer.headers.get('location')) {
      const next = new URL(to, answer.url);
      if (!enters(next)) return answer;
      answer = await ask(next.href);
    }
    return answer;
  }

  /** Fills in the provider's form, and goes where it sends us. */
  async function fill(form: Answer, login: string, enters?: (url: URL) => boolean): Promise<Answer> {
    const action = /action="([^"]+)"/.exec(form.text)![1]!;
    const body = new URLSearchParams({ prompt: 'login', login, password: 'any' });
    const sent = await ask(new URL(action, form.url).href, { method: 'POST', body });
    return go(new URL(sent.headers.get('location')!, form.url).href, enters);
  }

  const value = (name: string) => [...kept.values()].find((each) => each.name === name)?.value;
  const line = (name: string) => [...kept.values()].find((each) => each.name === name)?.line;
  return { ask, go, fill, value, line, keep: (address: string, cookie: string) => keep(new URL(address), cookie) };
}
