import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { developmentIssuer } from '@yimen/process';
import { openGateway, type Gateway } from './gateway.ts';
import { agency, type Json } from './testing.ts';
import { digestOf, readDocuments } from './trusted.ts';

const ours = 'query Ours { a }';
const theirs = 'query Theirs { a b: a }';
const documents = new Map([[digestOf(ours), ours]]);

let gateway: Gateway;
let clerk: string;
let developer: string;
beforeEach(async () => {
  const issuer = await developmentIssuer();
  const token = (...roles: string[]) => issuer.issue({ id: 'one', name: '测试甲', agency: 'district', roles });
  [clerk, developer] = await Promise.all([token('union.clerk'), token('district.developer')]);
  const hr = await agency('hr', 'type Query { a: Int }', () => ({ data: { a: 1, __as_b: 1, b: 1 } }));
  const trusted = { documents, verify: issuer.verify };
  gateway = await openGateway({ port: 0, introspection: false, subgraphs: [hr], trusted });
});
afterEach(() => gateway.close());

async function put(body: unknown, token?: string): Promise<{ status: number; body: Json }> {
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const answer = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: answer.status, body: (await answer.json()) as Json };
}

async function get(search: Record<string, string>, token: string): Promise<{ status: number; body: Json }> {
  const headers = { authorization: `Bearer ${token}`, 'apollo-require-preflight': '1' };
  const answer = await fetch(`${gateway.url}/graphql?${new URLSearchParams(search)}`, { headers });
  return { status: answer.status, body: (await answer.json()) as Json };
}

const persisted = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: digestOf(text) } });
const refused = { errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] };

describe('a gateway of trusted documents', () => {
  it('answers one of them, by its text or by its digest', async () => {
    for (const body of [{ query: ours }, { query: ours, extensions: persisted(ours) }, { extensions: persisted(ours) }])
      expect(await put(body, clerk)).toEqual({ status: 200, body: { data: { a: 1 } } });
    expect((await get({ query: ours }, clerk)).body).toEqual({ data: { a: 1 } });
  });

  it('refuses any other in words, whoever asks, and says what to do', async () => {
    const { status, body } = await put({ query: theirs }, clerk);
    expect([status, body]).toMatchObject([400, refused]);
    expect(body['errors'][0].message).toMatch(/未执行.*npm run schema/);
    expect((await put({ query: theirs })).status).toBe(401);
    for (const tried of [`${ours} `, '{ __typename }', '', undefined, 7, [ours]])
      expect(await put({ query: tried }, clerk)).toMatchObject({ status: 400, body: refused });
    for (const tried of [[{ query: ours }], []].map((each) => put(each, clerk))) expect((await tried).status).toBe(400);
  });

  it('answers anything to a developer, and nobody else what a developer has asked', async () => {
    const asked = { query: theirs, extensions: persisted(theirs) };
    expect((await put(asked, developer)).body).toEqual({ data: { a: 1, b: 1 } });
    const digest = { extensions: JSON.stringify(persisted(theirs)) };
    expect(await put({ extensions: persisted(theirs) }, clerk)).toMatchObject({ status: 400, body: refused });
    expect(await get(digest, clerk)).toMatchObject({ status: 400, body: refused });
    expect(await get({ query: theirs }, clerk)).toMatchObject({ status: 400, body: refused });
  });

  it('is not taken in by an address that some read to its end and others do not', async () => {
    const { hostname: host, port } = new URL(gateway.url);
    const headers = { authorization: `Bearer ${clerk}`, 'apollo-require-preflight': '1' };
    const trusted = `/graphql?query=${encodeURIComponent(ours)}`;
    for (const more of [`#${encodeURIComponent(`\n${theirs}`)}&operationName=Theirs`, `&query=${theirs}`]) {
      // No client of the usual ones sends such a path.
      const asked = request({ host, port, headers, path: trusted + more.replaceAll(' ', '+') }).end();
      const [answer] = (await once(asked, 'response')) as [IncomingMessage];
      expect([answer.statusCode, await text(answer)]).toEqual([400, expect.not.stringContaining('"data"')]);
    }
  });
});

describe('the list of trusted documents', () => {
  const dir = mkdtempSync(join(tmpdir(), 'yimen-documents-'));
  afterAll(() => rmSync(dir, { recursive: true }));

  it('is read with its digests, and refused when it is not there or says something else', () => {
    const file = join(dir, 'documents.json');
    expect(() => readDocuments(file)).toThrow(/documents\.json.*npm run schema/);
    writeFileSync(file, JSON.stringify({ [digestOf(ours)]: ours }));
    expect(readDocuments(file)).toEqual(documents);
    writeFileSync(file, JSON.stringify({ [digestOf(ours)]: theirs }));
    expect(() => readDocuments(file)).toThrow(digestOf(ours));
  });
});
