/**
 * What the browser keeps of a sign-in, out of reach of any script: the provider's access token, which every service
 * checks for itself; beside it, each sent only where it is used, what renews it and what ends the session at the
 * provider; and for ten minutes a sign-in that was begun.
 */
import type { CookieOptions, Request, Response } from 'express';
import type { Begun, Tokens } from './sign-in-provider.ts';
import { SignInRefused } from './sign-in-words.ts';

const ACCESS = { name: 'yimen', path: '/' };
const RENEWAL = { name: 'yimen-renewal', path: '/sign-in' };
const IDENTITY = { name: 'yimen-identity', path: '/sign-out' };
const BEGUN = { name: 'yimen-begun', path: '/sign-in' };
const TEN_MINUTES = 600_000;
/** A browser drops a larger cookie without a word; name and attributes count. */
const LARGEST = 4000;

type Place = typeof ACCESS;
/**
 * Where there is TLS, who one is and whom one was about to be has a name under which browsers keep nothing that a
 * neighbour under the same domain has set.
 */
const HOST = '__Host-';
const hosted = ({ name }: Place): Place => ({ name: HOST + name, path: '/' });

export function cookiesOf(secure: boolean) {
  const [access, begun] = secure ? [hosted(ACCESS), hosted(BEGUN)] : [ACCESS, BEGUN];
  const put = (response: Response, { name, path }: Place, { value, maxAge }: { value?: string; maxAge?: number }) => {
    const options: CookieOptions = { path, httpOnly: true, sameSite: 'lax', secure };
    if (value === undefined) return void response.clearCookie(name, options);
    response.cookie(name, value, { ...options, ...(maxAge ? { maxAge } : {}) });
  };
  const fitting = (value: string | undefined) => (value && value.length <= LARGEST ? { value } : {});
  return {
    /** Kept until the browser is closed; the tokens themselves say how long they hold. */
    keep(response: Response, tokens: Tokens): void {
      if (tokens.access.length > LARGEST) throw new SignInRefused('oversized');
      put(response, access, { value: tokens.access });
      put(response, RENEWAL, fitting(tokens.renewal));
      if (tokens.identity) put(response, IDENTITY, fitting(tokens.identity));
    },
    forget: (response: Response): void => [access, RENEWAL, IDENTITY].forEach((place) => put(response, place, {})),
    begin: (response: Response, told: Begun): void =>
      put(response, begun, { value: Buffer.from(JSON.stringify(told)).toString('base64url'), maxAge: TEN_MINUTES }),
    /** The sign-in that this browser began; it is given once. */
    begun(request: Request, response: Response): Begun | undefined {
      const value = read(request, begun);
      if (value) put(response, begun, {});
      return value ? unpacked(value) : undefined;
    },
    renewal: (request: Request): string | undefined => read(request, RENEWAL),
    identity: (request: Request): string | undefined => read(request, IDENTITY),
  };
}

export type Cookies = ReturnType<typeof cookiesOf>;

function read(request: Request, { name }: Place): string | undefined {
  const all = (request.headers.cookie ?? '').split(/;\s*/).map((each) => each.split('='));
  const value = all
    .find(([key]) => key === name)
    ?.slice(1)
    .join('=');
  return value ? decoded(value) : undefined;
}

function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

function unpacked(value: string): Begun | undefined {
  try {
    const begun = JSON.parse(Buffer.from(value, 'base64url').toString()) as Partial<Record<keyof Begun, unknown>>;
    const whole = [begun.state, begun.nonce, begun.verifier, begun.to].every((each) => typeof each === 'string');
    return whole ? (begun as Begun) : undefined;
  } catch {
    return undefined;
  }
}
