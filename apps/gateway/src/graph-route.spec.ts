/** What a client sees of the graph by HTTP, whatever it sends. */
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type express from 'express';
import { openGateway, type Gateway } from './gateway.ts';
import { agency, type Straw } from './testing.ts';

let gateway: Gateway;
let hr: Straw;
beforeEach(async () => {
  hr = await agency('hr', 'type Query { a(of: String): String }', ({ variables }) => ({
    data: { a: Object.values(variables)[0] ?? null },
  }));
  gateway = await openGateway({ port: 0, introspection: false, subgraphs: [hr] });
});
afterEach(() => gateway.close());

const query = 'query($of: String) { a(of: $of) }';
const JSON_TYPE = { 'content-type': 'application/json' };
const put = (body: string, headers: Record<string, string> = JSON_TYPE) =>
  fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body });

it('answers a posted question whole, with its length, and lets nobody keep it', async () => {
  const answer = await put(JSON.stringify({ query, variables: { of: '案件 €' } }));
  const whole = '{"data":{"a":"案件 €"}}\n';
  expect(await answer.text()).toBe(whole);
  const { 'content-type': type, 'content-length': length, ...said } = Object.fromEntries(answer.headers);
  expect([answer.status, type, length]).toEqual([
    200,
    'application/json; charset=utf-8',
    `${Buffer.byteLength(whole)}`,
  ]);
  expect(said).toMatchObject({ 'cache-control': 'no-store' });
  expect(said).not.toHaveProperty('x-powered-by');
  expect((await put('{"query":"{"}')).headers.get('cache-control')).toBe('no-store');
});

it('answers a question in the address, and one only for its head with nothing', async () => {
  const search = new URLSearchParams({ query, variables: '{"of":"x"}' });
  const headers = { 'apollo-require-preflight': '1' };
  const get = (method: string) => fetch(`${gateway.url}/graphql?${search}`, { method, headers });
  expect(await (await get('GET')).json()).toEqual({ data: { a: 'x' } });
  expect(await (await get('HEAD')).text()).toBe('');
  expect((await get('PUT')).status).toBe(405);
});

it('hands on who asks, and a number to find the question by', async () => {
  await put(JSON.stringify({ query }), { ...JSON_TYPE, authorization: 'Bearer secret' });
  expect(hr.heard[0]?.headers).toMatchObject({
    authorization: 'Bearer secret',
    'x-trace': expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
});

const plain = JSON.stringify({ query });
it.each([
  ['is no JSON', 400, () => put('{')],
  ['is no object', 400, () => put('7')],
  ['is of another kind', 400, () => put('{ a }', { 'content-type': 'application/graphql' })],
  ['is no query', 400, () => put('{"query":"{"}')],
  ['names no operation of several', 400, () => put('{"query":"query A { a } query B { a }"}')],
  ['names an operation that is none of them', 400, () => put('{"query":"query A { a }","operationName":"B"}')],
  ['is accepted in no form that we have', 406, () => put(plain, { ...JSON_TYPE, accept: 'image/png' })],
  ['is too long', 413, () => put(`{"query":"${'#'.repeat(8 * 1024 * 1024)}"}`)],
])('refuses what %s, and goes on', async (_, status, sent) => {
  expect((await sent()).status).toBe(status);
  expect((await put(plain)).status).toBe(200);
});

it('takes headers that come twice', async () => {
  const { hostname, port } = new URL(gateway.url);
  const socket = connect(Number(port), hostname);
  const body = JSON.stringify({ query });
  const headers = ['host: x', 'accept: image/png', 'accept: application/json', 'content-type: application/json'];
  socket.write(`POST /graphql HTTP/1.1\r\n${headers.join('\r\n')}\r\nconnection: close\r\n`);
  socket.write(`content-length: ${body.length}\r\n\r\n${body}`);
  expect(await text(socket)).toMatch(/^HTTP\/1.1 200 [^]*\{"data":\{"a":null\}\}/);
});

it('says of an address that breaks off that there is none, and troubles no operator with it', async () => {
  await gateway.close();
  const routes = (app: express.Express) => void app.get('/{*page}', (_, response) => void response.end('page'));
  gateway = await openGateway({ port: 0, introspection: false, subgraphs: [hr], routes });
  expect((await fetch(`${gateway.url}/100%25`)).status).toBe(200);
  const answer = await fetch(`${gateway.url}/100%`);
  expect([answer.status, await answer.json()]).toEqual([
    404,
    { error: { zh: '没有这个地址', en: expect.any(String) } },
  ]);
});

it('reads of whoever has not signed in no more than a little, and of the others what a form can hold', async () => {
  await gateway.close();
  const clerk = { id: 'clerk', name: '测试甲', agency: 'union', roles: [], reads: 'all' as const };
  const verify = async (token?: string) => {
    if (token === 'unclear') throw new Error('the provider is away');
    return token === 'known' ? clerk : undefined;
  };
  gateway = await openGateway({ port: 0, introspection: false, subgraphs: [hr], live: { verify } });
  const sent = (of: string, token: string) =>
    put(JSON.stringify({ query, variables: { of } }), { ...JSON_TYPE, authorization: `Bearer ${token}` });
  const long = 'x'.repeat(1_000_000);
  for (const token of ['known', 'unclear'])
    expect(await (await sent(long, token)).json()).toEqual({ data: { a: long } });
  const refused = await sent(long, 'forged');
  expect([refused.status, await refused.json()]).toMatchObject([
    401,
    { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
  ]);
  expect(await (await sent('x', 'forged')).json()).toEqual({ data: { a: 'x' } });
});
