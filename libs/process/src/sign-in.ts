/**
 * Who asks: a token is checked at every service, never only at the gateway. The development issuer is for
 * demonstrations.
 */
import { Unavailable, type Actor } from '@yimen/kernel';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  exportJWK,
  generateKeyPair,
  importJWK,
  jwtVerify,
  SignJWT,
  type JWK,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose';
import { LRUCache } from 'lru-cache';
import { readsOf, type Reads } from './reads.ts';

const AUDIENCE = 'yimen';
/** Seconds that the clocks of provider and services may differ. */
const SKEW = 30;
const DEVELOPMENT = 'yimen-development';
/** A token that was checked is not checked again for so long, in ms, because each page asks many questions with it. */
const BELIEVED_MS = 60_000;
/** Tokens that are remembered as checked. */
const BELIEVED = 1_000;

type Person = Actor & {
  readonly name: string;
  readonly reads: Reads;
  /** For whom a party acts: the id that the register of parties gave it. */
  readonly organisation?: string;
};

/**
 * Reads a token; undefined when it is missing, forged, expired or meant for somebody else. Rejects with Unavailable
 * where the provider must be asked for its keys and does not answer: that says nothing about the token.
 */
export type Verify = (token: string | undefined) => Promise<Person | undefined>;

function verifier(keys: JWTVerifyGetKey, issuer: string): Verify {
  const known = { issuer, audience: AUDIENCE, algorithms: ['ES256', 'RS256'] };
  const asked = { ...known, requiredClaims: ['exp'], clockTolerance: SKEW };
  const believed = new LRUCache<string, Person>({ max: BELIEVED });
  const check = async (token: string): Promise<Person | undefined> => {
    const { payload } = await jwtVerify(token, keys, asked);
    const person = personIn(payload);
    const left = (payload.exp! + SKEW) * 1_000 - Date.now();
    if (person && left >= 1) believed.set(token, person, { ttl: Math.min(BELIEVED_MS, left) });
    return person;
  };
  const nobody = (error: unknown) => (error instanceof Unavailable ? Promise.reject(error) : undefined);
  return async (token) => (token ? (believed.get(token) ?? check(token).catch(nobody)) : undefined);
}

function personIn(payload: JWTPayload): Person | undefined {
  const { sub, name, agency, roles, organisation } = payload as JWTPayload & Partial<Claims>;
  if (!sub || !agency || !Array.isArray(roles)) return undefined;
  const ours = roles.filter(isOurs);
  const person = { id: sub, name: name ?? sub, agency, roles: ours, reads: readsOf(agency, ours) };
  return typeof organisation === 'string' && organisation ? { ...person, organisation } : person;
}

interface Claims {
  name: string;
  agency: string;
  roles: string[];
  organisation: string;
}

/**
 * Ours is `<agency>.<role>`. Providers put roles of their own beside them, which everybody has (Keycloak
 * `offline_access`), and who has no other is not assigned yet.
 */
const isOurs = (role: unknown): boolean => typeof role === 'string' && /^[a-z\d-]+\.[a-z\d-]+$/.test(role);

/** Any OpenID provider whose tokens carry `agency` and `roles`, and for a party `organisation`. */
export const providerVerifier = (issuer: string, jwks: string, renewedMs = RENEWED_MS): Verify =>
  verifier(keysAt(new URL(jwks), renewedMs), issuer);

/** Keys are asked for again after so long, in ms, and at once where a token names one that is not known. */
const RENEWED_MS = 600_000;

export class KeysAway extends Unavailable {
  readonly zh = '登录服务暂无响应，无法核对身份；请稍后用同一编号重试';
  readonly en = 'The sign-in provider does not answer, so nobody can be known: try again later with the same id';
}

/** The keys that are known hold as long as the provider does not answer: who is signed in goes on working. */
function keysAt(address: URL, renewedMs: number): JWTVerifyGetKey {
  const remote = createRemoteJWKSet(address, { cacheMaxAge: Infinity });
  let asked = Date.now();
  return async (header, token) => {
    if (remote.jwks() && Date.now() - asked > renewedMs) {
      asked = Date.now();
      remote.reload().catch(() => undefined);
    }
    return remote(header, token).catch((error: unknown) => {
      throw error instanceof errors.JOSEError && OF_THE_TOKEN.has(error.code)
        ? error
        : new KeysAway(String(error), { cause: error });
    });
  };
}

const OF_THE_TOKEN: ReadonlySet<string> = new Set([
  errors.JWKSNoMatchingKey.code,
  errors.JWKSMultipleMatchingKeys.code,
  errors.JOSENotSupported.code,
]);

export interface DevelopmentIssuer {
  readonly verify: Verify;
  issue(actor: Actor & { name: string; organisation?: string | undefined }): Promise<string>;
}

/** Signs for personas, with a key that lives as long as the process unless a private one is given. */
export async function developmentIssuer(shared?: JWK): Promise<DevelopmentIssuer> {
  const secret = shared ?? (await exportJWK((await generateKeyPair('ES256', { extractable: true })).privateKey));
  const { d: _, ...open } = secret;
  const privateKey = await importJWK(secret, 'ES256');
  const keys = createLocalJWKSet({ keys: [{ ...open, alg: 'ES256', kid: 'development' }] });
  return {
    verify: verifier(keys, DEVELOPMENT),
    issue: ({ id, name, agency, roles, organisation }) =>
      new SignJWT({ name, agency, roles, ...(organisation && { organisation }) })
        .setProtectedHeader({ alg: 'ES256', kid: 'development' })
        .setSubject(id)
        .setIssuer(DEVELOPMENT)
        .setAudience(AUDIENCE)
        .setIssuedAt()
        .setExpirationTime('12h')
        .sign(privateKey),
  };
}

/** The token of a request: a bearer, or the console's cookie, which has a longer name where there is TLS. */
export function tokenOf(headers: Record<string, string | string[] | undefined>): string | undefined {
  const bearer = /^Bearer (.+)$/.exec(String(headers.authorization ?? ''))?.[1];
  return bearer ?? /(?:^|;\s*)(?:__Host-)?yimen=([^;]+)/.exec(String(headers.cookie ?? ''))?.[1];
}
