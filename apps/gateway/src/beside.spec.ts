import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from '@jest/globals';
import { developmentIssuer } from '@yimen/process';
import express from 'express';
import { besideOf } from './beside.ts';
import { signInRoutes } from './sign-in.ts';

const made: string[] = [];
afterEach(() => made.splice(0).forEach((dir) => rmSync(dir, { recursive: true })));
const open: Server[] = [];
afterEach(() => open.splice(0).forEach((server) => (server.close(), server.closeAllConnections())));

async function listening(server: Server): Promise<string> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const saying = (name: string, field: string) => ({
  name,
  url: 'http://127.0.0.1:1/graphql',
  sdl: `type Case @key(fields: "id") { id: ID! ${field} } type AgencyFile { agency: String } type Query { a: Int }`,
});
const subgraphs = [
  saying('joint-centre', '"联合速调中心 Joint centre" jointCentre: AgencyFile number: String'),
  saying('insight', 'money: Int'),
];
const clerk = { id: 'clerk', name: '测试甲', agency: 'union', roles: ['union.clerk'] };

async function gateway(files: string, consoleDir = '/nowhere'): Promise<string> {
  const issuer = await developmentIssuer();
  const app = express();
  besideOf({
    identity: { issuer, verify: issuer.verify },
    personas: [clerk],
    clock: { now: () => '2026-03-02T01:00:00.000Z', demonstration: false },
    subgraphs: () => subgraphs,
    files: [{ under: '/files', url: files }],
    consoleDir,
  })(app);
  return listening(createServer(app));
}

const signIn = async (url: string, persona: string) => {
  const headers = { 'content-type': 'application/json' };
  return fetch(`${url}/sign-in`, { method: 'POST', headers, body: JSON.stringify({ persona }) });
};

const tokenAt = async (url: string) =>
  /yimen=([^;]+)/.exec(String((await signIn(url, 'clerk')).headers.get('set-cookie')))![1]!;

describe('beside the graph', () => {
  it('the agencies are listed that have a file of their own on a case, with the label that stands beside it', async () => {
    const url = await gateway('http://127.0.0.1:1');
    expect(await (await fetch(`${url}/agencies.json`)).json()).toEqual([
      { name: 'joint-centre', field: 'jointCentre', label: { zh: '联合速调中心', en: 'Joint centre' } },
    ]);
  });

  it('a persona signs in, is known by the cookie, and nobody else is', async () => {
    const url = await gateway('http://127.0.0.1:1');
    expect((await signIn(url, 'nobody')).status).toBe(404);
    const cookie = String((await signIn(url, 'clerk')).headers.get('set-cookie')).split(';')[0]!;
    const me = async (sent: string) => (await fetch(`${url}/me`, { headers: { cookie: sent } })).json();
    expect(await me(cookie)).toMatchObject({ actor: clerk });
    expect(await me(`${cookie}x`)).toEqual({ actor: null });
    const { headers } = await fetch(`${url}/sign-out`, { method: 'POST' });
    expect(headers.get('set-cookie')).toMatch(/^yimen=; Path=\/; Expires=Thu, 01 Jan 1970/);
  });

  it('where nobody can sign in at all, that is said', async () => {
    const app = express();
    const nobody = { verify: () => Promise.resolve(undefined) };
    signInRoutes(app, { identity: nobody, personas: [] });
    const answer = await fetch(`${await listening(createServer(app))}/sign-in`);
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('没有配置登录服务')]);
  });

  it('the pages of the console are shown, each by itself and none inside of a page of somebody else', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'yimen-console-'));
    made.push(dir);
    writeFileSync(join(dir, 'index.html'), '<!doctype html>');
    writeFileSync(join(dir, 'door.svg'), '<svg/>');
    const url = await gateway('http://127.0.0.1:1', dir);
    for (const [path, type] of [
      ['/', 'text/html'],
      ['/cases/1', 'text/html'],
      ['/door.svg', 'image/svg+xml'],
    ] as const) {
      const { headers } = await fetch(url + path);
      const policy = headers.get('content-security-policy');
      expect([path, policy]).toEqual([path, expect.stringMatching(/^default-src 'self';.* frame-ancestors 'none'$/)]);
      expect(policy).not.toMatch(/script-src|default-src[^;]*unsafe/);
      expect([headers.get('x-content-type-options'), headers.get('content-type')]).toEqual([
        'nosniff',
        expect.stringContaining(type),
      ]);
    }
  });

  it('a file goes through with the token of who sends it; a service that is away is named in words', async () => {
    const heard: { at?: string | undefined; by?: string | undefined; body: string }[] = [];
    const service = createServer(async (request: IncomingMessage, response) => {
      heard.push({ at: request.url, by: request.headers.authorization, body: await text(request) });
      response.writeHead(201, { 'content-type': 'application/json' }).end('{"rows":3}');
    });
    const url = await gateway(`${await listening(service)}/graphql`);
    const authorization = `Bearer ${await tokenAt(url)}`;
    const put = (headers = { authorization }) =>
      fetch(`${url}/files/wages?x=1`, { method: 'POST', headers, body: 'sheet' });
    const answer = await put();
    expect([answer.status, await answer.json()]).toEqual([201, { rows: 3 }]);
    expect((await put({ authorization: 'Bearer forged' })).status).toBe(401);
    expect(heard).toEqual([{ at: '/files/wages?x=1', by: authorization, body: 'sheet' }]);
    service.close();
    service.closeAllConnections();
    const away = await put();
    expect([away.status, await away.json()]).toMatchObject([503, { error: { zh: expect.stringContaining('未保存') } }]);
  });

  it('a file goes nowhere else, whatever host and path its sender names', async () => {
    const heard: (string | undefined)[] = [];
    const hearing = () =>
      createServer((request, response) => {
        heard.push(request.url);
        response.end('{}');
      });
    const [service, other] = [await listening(hearing()), await listening(hearing())];
    const url = await gateway(service);
    const authorization = `Bearer ${await tokenAt(url)}`;
    const put = (path: string) =>
      new Promise<number>((resolve, reject) => {
        const asked = request(url, { method: 'POST', path, headers: { authorization } }, (answer) => {
          answer.resume();
          resolve(answer.statusCode!);
        });
        asked.on('error', reject).end('sheet');
      });
    expect(await put(`${other}/files/../admin?all=1`)).toBe(404);
    expect(await put(`${other}/files/wages`)).toBe(404);
    expect(await put('/files/%2e%2e/graphql')).toBe(404);
    expect(heard).toEqual([]);
    expect(await put('/files/wages')).toBe(200);
    expect(heard).toEqual(['/files/wages']);
  });

  it('a file of which the answer breaks off may be kept or not, and so it is said', async () => {
    const service = createServer((request, response) =>
      request.resume().once('end', () => {
        response.writeHead(200, { 'content-length': 99 }).write('{');
        setTimeout(() => response.destroy(), 30);
      }),
    );
    const url = await gateway(await listening(service));
    const headers = { authorization: `Bearer ${await tokenAt(url)}` };
    const answer = await fetch(`${url}/files/wages`, { method: 'POST', headers, body: 'sheet' });
    expect([answer.status, await answer.json()]).toMatchObject([
      503,
      { error: { zh: expect.stringContaining('不明') } },
    ]);
  });
});
