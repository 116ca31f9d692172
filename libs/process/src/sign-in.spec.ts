import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';
import { Unavailable } from '@yimen/kernel';
import { until } from '@yimen/kernel/testing';
import { providerVerifier, tokenOf, type Verify } from './sign-in.ts';

const ISSUER = 'https://id.example';
const clerk = { sub: 'clerk', name: '测试甲', agency: 'union', roles: ['union.clerk'] };

let keys: Server;
let own: CryptoKey;
let verify: Verify;
let shown: JWK[];
let isAway = false;
let address: string;

const keyOf = async (kid: string) => {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  return { privateKey, shown: { ...(await exportJWK(publicKey)), alg: 'ES256', kid } };
};

beforeAll(async () => {
  const first = await keyOf('one');
  own = first.privateKey;
  shown = [first.shown];
  keys = createServer((_, response) => {
    if (isAway) return void response.writeHead(503).end();
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: shown }));
  });
  await new Promise<void>((resolve) => keys.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(keys.address() as AddressInfo).port}/`;
  verify = providerVerifier(ISSUER, address);
});
afterAll(() => {
  keys.closeAllConnections();
  keys.close();
});

const now = () => Math.floor(Date.now() / 1000);
const whole = () => ({ ...clerk, iss: ISSUER, aud: ['account', 'yimen'], exp: now() + 60 });
const signed = (claims: JWTPayload, key = own, kid = 'one') =>
  new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid }).sign(key);

describe('a token of the provider', () => {
  it('says who asks, for whose agency and in which roles', async () => {
    expect(await verify(await signed(whole()))).toEqual({
      ...{ id: 'clerk', name: '测试甲', agency: 'union', roles: ['union.clerk'], reads: 'all' },
    });
    const nameless = { ...whole(), name: undefined };
    expect(await verify(await signed(nameless))).toMatchObject({ name: 'clerk' });
  });

  it('says for which organisation a party acts, if it says so in words', async () => {
    const bank = { ...whole(), agency: 'departments', roles: ['departments.bank'] };
    expect(await verify(await signed({ ...bank, organisation: 'b' }))).toMatchObject({ organisation: 'b' });
    for (const organisation of [undefined, '', 7, ['b']])
      expect(await verify(await signed({ ...bank, organisation }))).not.toHaveProperty('organisation');
  });

  it('says nothing by the roles that a provider gives to everybody', async () => {
    const beside = ['default-roles-yimen', 'offline_access', 'uma_authorization', 7, 'union.clerk'];
    expect(await verify(await signed({ ...whole(), roles: beside }))).toMatchObject({ roles: ['union.clerk'] });
    expect(await verify(await signed({ ...whole(), roles: beside.slice(0, 4) }))).toMatchObject({ roles: [] });
  });

  it('may come from a clock that differs by half a minute', async () => {
    expect(await verify(await signed({ ...whole(), exp: now() - 20 }))).toBeDefined();
    expect(await verify(await signed({ ...whole(), nbf: now() + 20 }))).toBeDefined();
  });

  it.each([
    ['has run out', { exp: now() - 40 }],
    ['holds for ever', { exp: undefined }],
    ['does not hold yet', { nbf: now() + 300 }],
    ['comes from another provider', { iss: 'https://other.example' }],
    ['is meant for somebody else', { aud: 'account' }],
    ['names no agency', { agency: undefined }],
    ['names no roles', { roles: undefined }],
    ['names roles as a text', { roles: 'union.clerk' }],
    ['is nobody', { sub: undefined }],
  ])('is refused if it %s', async (_, wrong) => {
    expect(await verify(await signed({ ...whole(), ...wrong } as JWTPayload))).toBeUndefined();
  });

  it('is refused once it has run out, also if it was believed a moment before', async () => {
    const short = await signed({ ...whole(), exp: now() - 28 });
    expect(await verify(short)).toMatchObject({ id: 'clerk' });
    expect(await verify(short)).toMatchObject({ id: 'clerk' });
    await pause(2_100);
    expect(await verify(short)).toBeUndefined();
  });

  it('is refused if it is forged, not signed, no token or missing', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    expect(await verify(await signed(whole(), privateKey))).toBeUndefined();
    expect(await verify(new UnsecuredJWT(whole()).encode())).toBeUndefined();
    expect([await verify('none'), await verify(''), await verify(undefined)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('while the provider does not answer', () => {
  afterEach(() => void (isAway = false));

  it('the keys that are known hold, and are renewed once it is there again', async () => {
    const renewing = providerVerifier(ISSUER, address, 20);
    const numbered = (n: number, key = own, kid = 'one') => signed({ ...whole(), jti: String(n) }, key, kid);
    expect(await renewing(await numbered(1))).toBeDefined();
    isAway = true;
    for (let n = 2; n < 5; n += 1) {
      await pause(30);
      expect(await renewing(await numbered(n))).toBeDefined();
    }
    const next = await keyOf('two');
    shown = [...shown, next.shown];
    isAway = false;
    let n = 5;
    await until(async () => (await renewing(await numbered((n += 1), next.privateKey, 'two'))) !== undefined);
  });

  it('and has never answered, nobody can be known, which says nothing about the token', async () => {
    isAway = true;
    const renewing = providerVerifier(ISSUER, address);
    await expect(renewing(await signed(whole()))).rejects.toThrow(Unavailable);
    isAway = false;
    expect(await renewing(await signed(whole()))).toBeDefined();
  });
});

it('a token is taken from the bearer before the cookie, and from no other cookie', () => {
  expect(tokenOf({ authorization: 'Bearer a', cookie: 'yimen=b' })).toBe('a');
  expect(tokenOf({ cookie: 'yimen-renewal=r; yimen=b; other=c' })).toBe('b');
  expect(tokenOf({ cookie: 'other=c; __Host-yimen=b' })).toBe('b');
  expect(tokenOf({ cookie: 'not-yimen=b; yimen-identity=c; __Host-yimen-begun=d' })).toBeUndefined();
});
