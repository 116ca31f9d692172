import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { providerVerifier } from '@yimen/process';
import { browser, CLIENT, openProvider, type Answer, type People } from '@yimen/process/testing';
import express from 'express';
import { besideOf } from './beside.ts';
import { providerAt } from './sign-in-provider.ts';
import { ownPath, signInRoutes } from './sign-in.ts';

const people: People = {
  clerk: { name: '测试甲', agency: 'union', roles: ['union.clerk'] },
  other: { name: '测试乙', agency: 'hr', roles: ['hr.arbitrator'] },
  newcomer: { name: '测试丙' },
  roleless: { name: '测试丁', agency: 'union', roles: [] },
  // As Keycloak has it of whoever was given nothing.
  unassigned: { name: '测试戊', agency: 'union', roles: ['default-roles-yimen', 'offline_access'] },
};

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function listening(): Promise<{ server: Server; address: string; port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => (server.closeAllConnections(), server.close()));
  const { port } = server.address() as AddressInfo;
  return { server, port, address: `http://127.0.0.1:${port}` };
}

type Odd = Partial<Parameters<typeof openProvider>[0]>;

/** A gateway's routes before a provider that may be odd. */
async function gateway(odd: Odd = {}) {
  const { server, address } = await listening();
  const provider = await openProvider({ address, people, ...odd });
  ends.push(() => provider.close());
  const said: string[] = [];
  const app = express();
  besideOf({
    identity: { verify: providerVerifier(provider.issuer, provider.jwks) },
    personas: [],
    provider: providerAt({ ...CLIENT, issuer: provider.issuer, address }, (line) => said.push(line)),
    clock: { now: () => '2026-09-01T00:00:00Z', demonstration: false },
    subgraphs: () => [],
    files: [],
    consoleDir: '/nowhere',
  })(app);
  server.on('request', app);
  return { address, provider, said };
}

const json = ({ text }: Answer) => JSON.parse(text);
/** Follows until somebody would be sent to a path of ours below this one. */
const until = (path: string) => (url: URL) => !url.pathname.startsWith(path);
const post = { method: 'POST' };

async function signedIn(address: string, login = 'clerk', to = '/cases?q=1') {
  const desk = browser();
  const form = await desk.go(`${address}/sign-in?to=${encodeURIComponent(to)}`);
  const back = await desk.fill(form, login, until('/cases'));
  return { ...desk, back };
}

/** As far as the way back, which has not been gone yet; with the cookie of what was begun. */
async function almost(address: string) {
  const desk = browser();
  const form = await desk.go(`${address}/sign-in`);
  const sent = await desk.fill(form, 'clerk', until('/sign-in/back'));
  const begun = `yimen-begun=${desk.value('yimen-begun')}; Path=/sign-in`;
  return { ...desk, back: new URL(sent.headers.get('location')!), begun };
}

describe('signing in through the provider', () => {
  it('comes back to the page that was asked for, known to every service, with no token in reach of a script', async () => {
    const { address } = await gateway();
    const desk = await signedIn(address);
    expect([desk.back.status, desk.back.headers.get('location')]).toEqual([303, `${address}/cases?q=1`]);
    const me = json(await desk.ask(`${address}/me`));
    expect(me.actor).toEqual({ id: 'clerk', name: '测试甲', agency: 'union', roles: ['union.clerk'], reads: 'all' });
    expect(Date.parse(me.expires) - Date.now()).toBeGreaterThan(800_000);
    for (const name of ['yimen', 'yimen-renewal', 'yimen-identity'])
      expect(desk.line(name)).toMatch(/HttpOnly; SameSite=Lax$/);
    expect(desk.value('yimen-begun')).toBeUndefined();
  });

  it('comes back to the first page from one whose address is too long for a browser to keep', async () => {
    const { address } = await gateway();
    const path = (length: number) => `/cases?trail=${'x'.repeat(length - '/cases?trail='.length)}`;
    for (const [length, to] of [
      [2_500, path(2_500)],
      [2_501, '/'],
      [9_000, '/'],
    ] as const) {
      const desk = browser();
      await desk.go(`${address}/sign-in?to=${encodeURIComponent(path(length))}`);
      const begun = desk.value('yimen-begun')!;
      expect(`__Host-yimen-begun${begun}`.length).toBeLessThan(4_000);
      expect(JSON.parse(Buffer.from(begun, 'base64url').toString()).to).toBe(to);
    }
  });

  it('asks with a fresh proof, state and nonce each time, and lets another account in if one wants', async () => {
    const { address } = await gateway();
    const asked = async (path: string) => {
      const { headers } = await browser().ask(address + path);
      return Object.fromEntries(new URL(headers.get('location')!).searchParams);
    };
    const [one, two] = [await asked('/sign-in'), await asked('/sign-in?another=1')];
    expect(one).toMatchObject({ code_challenge_method: 'S256', response_type: 'code', scope: 'openid' });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(one[name]).not.toBe(two[name]);
    expect([one['prompt'], two['prompt']]).toEqual([undefined, 'login']);
  });

  it('marks its cookies as secure where the address is', async () => {
    const { provider } = await gateway();
    const app = express();
    const at = providerAt({ ...CLIENT, issuer: provider.issuer, address: 'https://yimen.example' }, () => undefined);
    signInRoutes(app, { identity: { verify: () => Promise.resolve(undefined) }, personas: [], provider: at });
    const here = await listening();
    here.server.on('request', app);
    const { headers } = await browser().ask(`${here.address}/sign-in`);
    expect(headers.get('set-cookie')).toMatch(/^__Host-yimen-begun=\S+; Max-Age=600; Path=\/; .*; Secure;/);
    expect(headers.get('location')).toContain(encodeURIComponent('https://yimen.example/sign-in/back'));
  });

  it('signs out here and at the provider', async () => {
    const { address, provider } = await gateway();
    const desk = await signedIn(address);
    const { to } = json(await desk.ask(`${address}/sign-out`, post));
    expect(json(await desk.ask(`${address}/me`))).toEqual({ actor: null });
    expect(desk.value('yimen-renewal')).toBeUndefined();
    const asked = new URL(to);
    expect([asked.origin, asked.searchParams.get('post_logout_redirect_uri')]).toEqual([
      provider.issuer,
      `${address}/`,
    ]);
    expect((await desk.go(to)).text).toContain('name="logout"');
  });
});

describe('a sign-in that does not come about says why, and who can help', () => {
  it.each(['newcomer', 'roleless', 'unassigned'])(
    'when nobody has assigned an agency and roles to the account: %s',
    async (login) => {
      const { address } = await gateway();
      const { back, value } = await signedIn(address, login);
      expect([back.status, value('yimen')]).toEqual([403, undefined]);
      expect(back.text).toContain('您的账号还没有分配机构和岗位，请联系区信息员');
      expect(back.text).toContain('href="/sign-in?to=%2Fcases%3Fq%3D1&#38;another=1"');
    },
  );

  it('when it is cancelled at the provider', async () => {
    const { address } = await gateway();
    const desk = browser();
    const form = await desk.go(`${address}/sign-in`);
    const back = await desk.go(`${form.url}/abort`);
    expect([back.status, back.text]).toEqual([403, expect.stringContaining('access_denied')]);
  });

  it('when nothing was begun in this browser, and when what comes back belongs to another beginning', async () => {
    const { address } = await gateway();
    const stranger = await browser().ask(`${address}/sign-in/back?code=1&state=1`);
    expect([stranger.status, stranger.text]).toEqual([400, expect.stringContaining('不是从本浏览器开始的')]);
    const desk = await almost(address);
    desk.back.searchParams.set('state', 'another');
    const answer = await desk.ask(desk.back.href);
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('与开始时不符')]);
    expect(desk.value('yimen')).toBeUndefined();
  });

  it('when a nonce is not the one that was sent', async () => {
    const { address } = await gateway();
    const desk = await almost(address);
    const begun = JSON.parse(Buffer.from(desk.value('yimen-begun')!, 'base64url').toString());
    const forged = Buffer.from(JSON.stringify({ ...begun, nonce: 'another' })).toString('base64url');
    desk.keep(address, `yimen-begun=${forged}; Path=/sign-in`);
    expect((await desk.ask(desk.back.href)).text).toContain('与开始时不符');
  });

  it('when the way back is gone a second time, also by somebody who kept the cookie of the first', async () => {
    const { address } = await gateway();
    const desk = await almost(address);
    expect((await desk.ask(desk.back.href)).status).toBe(303);
    expect((await desk.ask(desk.back.href)).text).toContain('已经用过');
    const thief = browser();
    thief.keep(address, desk.begun);
    const replayed = await thief.ask(desk.back.href);
    expect([replayed.status, replayed.text]).toEqual([400, expect.stringContaining('登录凭证已用过')]);
    expect(thief.value('yimen')).toBeUndefined();
  });

  it.each([
    'yimen-begun=%E0%A4%A; Path=/sign-in',
    'yimen-begun=bm9uZQ; Path=/sign-in',
    'yimen-begun=e30; Path=/sign-in',
  ])('when the cookie is none of ours: %s', async (cookie) => {
    const { address } = await gateway();
    const desk = browser();
    desk.keep(address, cookie);
    expect((await desk.ask(`${address}/sign-in/back?code=1&state=1`)).status).toBe(400);
  });

  it('when the clocks differ too much', async () => {
    const { address } = await gateway({ behind: 3600 });
    const { back } = await signedIn(address);
    expect([back.status, back.text]).toEqual([502, expect.stringContaining('时钟相差过大')]);
  });

  it('when the token is meant for somebody else, or too large for a browser', async () => {
    const elsewhere = await gateway({ audience: 'others' });
    expect((await signedIn(elsewhere.address)).back.text).toContain('不被各机关接受');
    const large = { clerk: { ...people['clerk'], roles: Array.from({ length: 400 }, (_, at) => `union.role-${at}`) } };
    const { address } = await gateway({ people: large });
    const { back, value } = await signedIn(address);
    expect([back.text, value('yimen')]).toEqual([expect.stringContaining('登录凭证过大'), undefined]);
  });
});

describe('a provider that is away', () => {
  it('is said once at the start and to whoever wants to sign in, until it is there', async () => {
    const { port, ...place } = await listening();
    await new Promise((resolve) => place.server.close(resolve));
    const { server, address } = await listening();
    const said: string[] = [];
    const settings = { ...CLIENT, issuer: `http://127.0.0.1:${port}`, address };
    const app = express();
    const provider = providerAt(settings, (line) => said.push(line));
    signInRoutes(app, { identity: { verify: () => Promise.resolve(undefined) }, personas: [], provider });
    server.on('request', app);
    const away = await browser().ask(`${address}/sign-in`);
    expect([away.status, away.text]).toEqual([503, expect.stringContaining('登录服务暂无响应')]);
    expect(json(await browser().ask(`${address}/sign-out`, post))).toEqual({});
    expect(said).toEqual([expect.stringContaining(`${settings.issuer} 暂不可用`)]);
    const come = await openProvider({ address, people, port });
    ends.push(() => come.close());
    expect((await browser().go(`${address}/sign-in`)).text).toContain('name="login"');
  });

  it('is not mistaken for another one', async () => {
    const { provider, address } = await gateway();
    const said: string[] = [];
    const issuer = provider.issuer.replace('127.0.0.1', 'localhost');
    const discovery = `${provider.issuer}/.well-known/openid-configuration`;
    const wrong = providerAt({ ...CLIENT, issuer, discovery, address }, (line) => said.push(line));
    await expect(wrong.begin('/', false)).rejects.toMatchObject({ why: 'away' });
    expect(said).toEqual([expect.stringContaining(`it calls itself ${provider.issuer}, not OIDC_ISSUER ${issuer}`)]);
  });
});

describe('renewing', () => {
  it('makes nobody somebody else, whatever a neighbour has set', async () => {
    const { address } = await gateway({ holds: 60 });
    const [desk, other] = [await signedIn(address), await signedIn(address, 'other')];
    desk.keep(address, `yimen-renewal=${other.value('yimen-renewal')}; Path=/sign-in`);
    expect(json(await desk.ask(`${address}/sign-in/renew`, post))).toEqual({ actor: null });
    expect([desk.value('yimen'), desk.value('yimen-renewal')]).toEqual([undefined, undefined]);
  });

  it('gives one new token to all who ask at once, and the next one again', async () => {
    const { address } = await gateway({ holds: 60 });
    const desk = await signedIn(address);
    const old = desk.value('yimen');
    const renewal = desk.value('yimen-renewal');
    const ask = () => desk.ask(`${address}/sign-in/renew`, post);
    const answers = await Promise.all([ask(), ask(), ask()]);
    for (const answer of answers) expect(json(answer).actor.id).toBe('clerk');
    const tokens = answers.map(({ headers }) => headers.getSetCookie().find((line) => line.startsWith('yimen=')));
    expect(new Set(tokens).size).toBe(1);
    expect([desk.value('yimen') === old, desk.value('yimen-renewal') === renewal]).toEqual([false, false]);
    // Had the provider seen the old one twice, all of them would be void by now.
    expect(json(await ask()).actor.id).toBe('clerk');
  });

  it('is left alone while the token holds', async () => {
    const { address } = await gateway();
    const desk = await signedIn(address);
    const { headers, text } = await desk.ask(`${address}/sign-in/renew`, post);
    expect([headers.getSetCookie(), JSON.parse(text).actor.id]).toEqual([[], 'clerk']);
  });

  it('ends where the provider says no, and waits where it says nothing', async () => {
    const { address, provider } = await gateway({ holds: 60 });
    const desk = await signedIn(address);
    const ask = () => desk.ask(`${address}/sign-in/renew`, post);
    const renewal = desk.value('yimen-renewal');
    await provider.close();
    const silent = await ask();
    expect([silent.status, desk.value('yimen-renewal')]).toEqual([503, renewal]);
    const { port } = new URL(provider.issuer);
    const forgetful = await openProvider({ address, people, port: Number(port) });
    ends.push(() => forgetful.close());
    expect([json(await ask()), desk.value('yimen')]).toEqual([{ actor: null }, undefined]);
    expect(json(await ask())).toEqual({ actor: null });
  });
});

it.each([
  ['/cases/1?tab=money#top', '/cases/1?tab=money#top'],
  ['https://elsewhere.example/', '/'],
  ['//elsewhere.example', '/'],
  ['/\\elsewhere.example', '/'],
  ['/\t/elsewhere.example', '/'],
  ['/.//elsewhere.example', '/'],
  ['/sign-in?to=/', '/'],
  ['/./sign-in/back', '/'],
  ['/sign-out', '/'],
  ['javascript:alert(1)', '/'],
  [['/a', '/b'], '/'],
  [undefined, '/'],
])('after signing in %j leads to %s', (asked, to) => expect(ownPath(asked)).toBe(to));
