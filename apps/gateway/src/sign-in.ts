/**
 * Signing in and out, and who is signed in. In earnest through the provider, with the gateway in between, so that no
 * script ever holds a token; in a demonstration as one of the personas.
 */
import { KeysAway, log, tokenOf, type Identity } from '@yimen/process';
import express, { type Express, type Request, type Response } from 'express';
import { decodeJwt, type JWTPayload } from 'jose';
import { organisationOf } from './persona-organisation.ts';
import { cookiesOf } from './sign-in-cookies.ts';
import { refusalPage } from './sign-in-page.ts';
import type { Provider, Tokens } from './sign-in-provider.ts';
import { SignInRefused } from './sign-in-words.ts';

export interface Persona {
  readonly id: string;
  readonly name: string;
  readonly agency: string;
  readonly roles: readonly string[];
  /** The credit code (统一社会信用代码) of the organisation for which a party acts. */
  readonly uscc?: string;
}

export interface Door {
  readonly identity: Identity;
  /** Who may sign in with the development issuer. */
  readonly personas: readonly Persona[];
  /** Through whom everybody else signs in; nobody can if left out. */
  readonly provider?: Provider | undefined;
}

const HALF_A_DAY = 12 * 3_600_000;
/** A token that holds for longer than this, in ms, need not be renewed: another page has just done so. */
const FRESH = 120_000;

export function signInRoutes(app: Express, door: Door): void {
  const { identity, personas, provider } = door;
  app.use(['/sign-in', '/sign-out', '/me'], (_, response, next) => {
    response.set({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    next();
  });
  app.get('/personas', (_, response) => void response.json(personas));
  app.get('/me', async (request, response) => void response.json(await whoIs(identity, tokenOf(request.headers))));
  if (provider) return throughProvider(app, identity, provider);
  asPersona(app, door);
}

/** Who the token speaks of and until when; nobody if it does not hold. */
async function whoIs({ verify }: Identity, token: string | undefined) {
  const actor = await verify(token);
  return actor ? { actor, expires: new Date(Number(decodeJwt(token!).exp) * 1000).toISOString() } : { actor: null };
}

function asPersona(app: Express, { identity, personas }: Door): void {
  const { issuer } = identity;
  const cookie = { httpOnly: true, sameSite: 'lax', path: '/' } as const;
  app.get('/sign-in', (request, response) => {
    const to = ownPath(request.query['to']);
    if (issuer) response.redirect(303, to);
    else refusalPage(response, new SignInRefused('unconfigured'), to);
  });
  app.post('/sign-in', express.json(), async (request, response) => {
    const persona = personas.find(({ id }) => id === request.body?.persona);
    if (!persona || !issuer)
      return void response.status(404).json({ error: { zh: '没有这个演示人员', en: 'No such persona' } });
    const graph = `http://127.0.0.1:${request.socket.localPort}/graphql`;
    const organisation = persona.uscc && (await organisationOf(issuer, persona.uscc, graph));
    const token = await issuer.issue({ ...persona, organisation });
    response.cookie('yimen', token, { ...cookie, maxAge: HALF_A_DAY });
    response.json({ ...(await whoIs(identity, token)), token });
  });
  app.post('/sign-in/renew', (_, response) => void response.json({ actor: null }));
  app.post('/sign-out', (_, response) => void response.clearCookie('yimen', cookie).json({}));
}

function throughProvider(app: Express, identity: Identity, provider: Provider): void {
  const cookies = cookiesOf(provider.address.startsWith('https:'));
  app.get('/sign-in', async (request, response) => {
    const to = ownPath(request.query['to']);
    await orRefused(response, to, async () => {
      const { url, begun } = await provider.begin(to, request.query['another'] !== undefined);
      cookies.begin(response, begun);
      response.redirect(302, url.href);
    });
  });
  app.get('/sign-in/back', async (request, response) => {
    const begun = cookies.begun(request, response);
    await orRefused(response, begun?.to ?? '/', async () => {
      if (!begun) throw new SignInRefused('unbegun');
      const tokens = await provider.finish(new URL(request.originalUrl, provider.address).search, begun);
      await believed(identity, tokens);
      cookies.keep(response, tokens);
      response.redirect(303, provider.address + ownPath(begun.to));
    });
  });
  app.post('/sign-in/renew', (request, response) => renewed({ identity, provider, cookies }, request, response));
  app.post('/sign-out', async (request, response) => {
    const to = await provider.leave(cookies.identity(request));
    cookies.forget(response);
    response.json({ ...(to ? { to } : {}) });
  });
}

type Means = { identity: Identity; provider: Provider; cookies: ReturnType<typeof cookiesOf> };

/** A fresh token for the one that ends; whose renewal the provider refuses is signed out. */
async function renewed({ identity, provider, cookies }: Means, request: Request, response: Response): Promise<void> {
  const now = await whoIs(identity, tokenOf(request.headers));
  const renewal = cookies.renewal(request);
  if (!renewal || (now.expires && Date.parse(now.expires) - Date.now() > FRESH)) return void response.json(now);
  try {
    const tokens = await provider.renew(renewal);
    await believed(identity, tokens);
    const next = await whoIs(identity, tokens.access);
    // What renews a sign-in might have been set by a neighbour under the same domain.
    if (now.actor && next.actor?.id !== now.actor.id) throw new SignInRefused('mismatched');
    cookies.keep(response, tokens);
    response.json(next);
  } catch (error) {
    if (!(error instanceof SignInRefused)) throw error;
    // A provider that stumbles has said nothing about the person.
    if (error.why === 'away' || error.why === 'failed') return void response.status(503).json({ error: error.words });
    cookies.forget(response);
    response.json({ actor: null });
  }
}

/** Rejects tokens that the services would not take, and says what is missing. */
async function believed({ verify }: Identity, { access }: Tokens): Promise<void> {
  const actor = await verify(access).catch((error: unknown) => {
    throw error instanceof KeysAway ? new SignInRefused('away') : error;
  });
  if (actor && actor.roles.length > 0) return;
  const { agency, roles, ...claims } = claimsOf(access);
  if (claims.exp !== undefined && claims.exp * 1000 < Date.now()) throw new SignInRefused('clock');
  const isMeant = claims.aud && [claims.aud].flat().includes('yimen');
  if (actor || (isMeant && !(agency && Array.isArray(roles) && roles.length > 0)))
    throw new SignInRefused('unassigned');
  throw new SignInRefused('unfit', `issuer ${claims.iss}, audience ${claims.aud}`);
}

function claimsOf(token: string): JWTPayload & { agency?: unknown; roles?: unknown } {
  try {
    return decodeJwt(token);
  } catch {
    return {};
  }
}

async function orRefused(response: Response, to: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof SignInRefused)) throw error;
    log.warn({ why: error.why, code: error.code }, 'sign-in');
    refusalPage(response, error, to);
  }
}

/** With more a browser drops the cookie of what was begun, and the sign-in would end in a refusal each time. */
const LONGEST = 2_500;

/** A path of our own pages, whatever was asked for: never another place, and never the sign-in itself again. */
export function ownPath(asked: unknown): string {
  const here = 'http://own.invalid';
  if (typeof asked !== 'string' || !asked.startsWith('/') || !URL.canParse(asked, here)) return '/';
  const { origin, pathname, search, hash } = new URL(asked, here);
  if (origin !== here || pathname.startsWith('//') || /^\/sign-(in|out)(\/|$)/.test(pathname)) return '/';
  const path = pathname + search + hash;
  return path.length > LONGEST ? '/' : path;
}
