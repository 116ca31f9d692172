/** What another site can make a signed-in browser send, sent to a whole gateway. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { developmentIssuer } from '@yimen/process';
import { openGateway, besideOf, type Gateway } from './gateway.ts';
import { agency, cases, people, rows, type Straw } from './testing.ts';

let gateway: Gateway;
let straw: Straw;
let cookie: string;
let neighbour: string;
const ADDRESS = 'https://yimen.example';
const clerk = { id: 'clerk', name: '测试甲', agency: 'union', roles: ['union.clerk'] };

beforeEach(async () => {
  const issuer = await developmentIssuer();
  cookie = `__Host-yimen=${await issuer.issue(clerk)}`;
  neighbour = `yimen=${await issuer.issue({ ...clerk, id: 'neighbour' })}`;
  straw = await agency('cases', cases, () => ({ data: { open: 1, rows } }));
  gateway = await openGateway({
    subgraphs: [straw, await agency('people', people, () => ({ data: {} }))],
    ...{ port: 0, introspection: false, address: ADDRESS },
    routes: besideOf({
      identity: { issuer, verify: issuer.verify },
      personas: [clerk],
      clock: { now: () => '', demonstration: false },
      ...{ subgraphs: () => [], files: [{ under: '/files', url: straw.url }], consoleDir: '/nowhere' },
    }),
  });
});
afterEach(() => gateway.close());

const OPEN = JSON.stringify({ query: 'mutation { open }' });
const JSON_TYPE = { 'content-type': 'application/json' };

/** `to` with the cookie of the clerk, as a browser sends it along. */
async function sent(to: string, headers: Record<string, string>, init: RequestInit = { method: 'POST', body: OPEN }) {
  const answer = await fetch(gateway.url + to, { ...init, headers: { cookie, ...headers } });
  return { status: answer.status, reached: straw.heard.length, text: await answer.text() };
}

describe('a page of ours', () => {
  it.each([
    ['in a browser that says so', { 'sec-fetch-site': 'same-origin', origin: ADDRESS }],
    ['in a browser without TLS, behind a proxy', { origin: ADDRESS }],
    ['and whoever is no browser', {}],
  ])('%s writes', async (_, headers) => {
    expect(await sent('/graphql', { ...JSON_TYPE, ...headers })).toMatchObject({ status: 200, reached: 1 });
  });

  it('in a browser without TLS and without a proxy writes', async () => {
    expect(await sent('/graphql', { ...JSON_TYPE, origin: gateway.url })).toMatchObject({ status: 200, reached: 1 });
  });
});

describe('another site', () => {
  it.each([
    ['elsewhere', { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' }],
    ['under the same domain', { 'sec-fetch-site': 'same-site', origin: 'https://other.yimen.example' }],
    ['where browsers only name the origin', { origin: 'http://elsewhere.example' }],
    ['that hides what it is', { origin: 'null' }],
  ])('%s writes nothing, on no route', async (_, headers) => {
    for (const to of ['/graphql', '/files/wage-workbook', '/sign-out', '/sign-in', '/sign-in/renew'])
      expect(await sent(to, { ...JSON_TYPE, ...headers })).toMatchObject({ status: 403, reached: 0 });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'cannot pass a command off as a form of %s, even where the browser says nothing',
    async (type) => {
      const { status, reached } = await sent('/graphql', { 'content-type': type });
      expect([status >= 400, reached]).toEqual([true, 0]);
    },
  );

  it('cannot give a command by a link, nor ask by one', async () => {
    for (const query of ['mutation { open }', '{ rows { who { id } } }']) {
      const { status, reached } = await sent(`/graphql?query=${encodeURIComponent(query)}`, {}, {});
      expect([status, reached]).toEqual([400, 0]);
    }
  });

  it('under the same domain cannot have anybody work in the name of somebody else', async () => {
    const asked = { ...JSON_TYPE, 'sec-fetch-site': 'same-origin' };
    for (const both of [`${neighbour}; ${cookie}`, `${cookie};${neighbour}`, neighbour])
      await sent('/graphql', { ...asked, cookie: both });
    const own = `Bearer ${cookie.split('=')[1]}`;
    expect(straw.heard.map(({ headers }) => headers.authorization)).toEqual([own, own, undefined]);
  });
});
