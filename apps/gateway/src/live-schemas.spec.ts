import { createServer, type Server } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { until } from '@yimen/kernel/testing';
import type { EngineName } from './engine.ts';
import { openGateway, type Gateway } from './gateway.ts';
import { liveSchemas, type Asked } from './live-schemas.ts';
import { LINK } from './testing.ts';

const dir = mkdtempSync(join(tmpdir(), 'yimen-schemas-'));
const open: Server[] = [];
const gateways: Gateway[] = [];
afterEach(() => Promise.all(gateways.splice(0).map((each) => each.close())));
afterEach(() => Promise.all(open.splice(0).map((each) => new Promise((resolve) => each.close(resolve)))));
afterAll(() => rmSync(dir, { recursive: true }));

const saying = (field: string) => `type Query { ${field}: String }`;
const UNFIT = 'type Query { broken: Nowhere }';
const PAGE = '<!doctype html><title>It works!</title>';

/** A service that shows the schema it is told to show; nothing while it is told to be away. */
async function service(first: string | undefined) {
  let sdl = first;
  const server = createServer((_, response) => {
    response.writeHead(sdl ? 200 : 503);
    response.end(sdl);
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, show: (next: string | undefined) => void (sdl = next) };
}

const every = 30;
const silent = () => undefined;

describe('live schemas', () => {
  it('begins with the committed file of a service that is away, and hands on its own when it comes', async () => {
    writeFileSync(join(dir, 'late.graphql'), saying('committed'));
    const [late, here] = [await service(undefined), await service(saying('here'))];
    const services = [
      { name: 'late', url: late.url },
      { name: 'here', url: here.url },
    ];
    const live = liveSchemas({ services, dir, every, complain: silent });
    expect((await live.first()).map(({ sdl }) => sdl)).toEqual([saying('committed'), saying('here')]);
    expect(live.answering().map(({ answering }) => answering)).toEqual([false, true]);
    const seen: string[] = [];
    const stop = live.follow((now) => void seen.push(now[0]!.sdl));
    late.show(saying('grown'));
    await until(() => seen.length > 0);
    stop();
    expect(seen).toEqual([saying('grown')]);
    expect(live.answering().every(({ answering }) => answering)).toBe(true);
  });

  it('waits for a service that nothing is known of, and says for whom', async () => {
    const unknown = await service(undefined);
    const said: string[] = [];
    const services = [{ name: 'unknown', url: unknown.url }];
    const first = liveSchemas({ services, dir, every, complain: (line) => said.push(line) }).first();
    await until(() => said.length > 0);
    unknown.show(saying('a'));
    expect((await first).map(({ sdl }) => sdl)).toEqual([saying('a')]);
    expect(said).toEqual([expect.stringContaining('unknown')]);
  });

  it('waits for a service that nothing fitting is known of, and says why', async () => {
    const [page, here] = [await service(PAGE), await service(saying('here'))];
    const said: string[] = [];
    const services = named({ page, here });
    const first = liveSchemas({ services, dir, every, complain: (line) => said.push(line) }).first();
    await until(() => said.length > 1);
    await pause(5 * every);
    page.show(saying('a'));
    expect((await first).map(({ sdl }) => sdl)).toEqual([saying('a'), saying('here')]);
    expect(said).toEqual([expect.stringContaining('schema of page is not taken'), '等待机关服务 waiting for page']);
  });
});

const named = (services: Record<string, { readonly url: string }>): Asked[] =>
  Object.entries(services).map(([name, { url }]) => ({ name, url }));

/** A gateway over services, which fields its graph has, and what the operator was told. */
async function opened(engine: EngineName, services: readonly Asked[]) {
  const said: string[] = [];
  const live = liveSchemas({ services, dir, every, complain: (line) => said.push(line) });
  const gateway = await openGateway({
    subgraphs: await live.first(),
    follow: (take) => live.follow(take),
    ...{ port: 0, introspection: true, engine },
  });
  gateways.push(gateway);
  const fields = async (type = 'Query'): Promise<string[]> => {
    const body = JSON.stringify({ query: `{ __type(name: "${type}") { fields { name } } }` });
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    const { data } = (await (await fetch(`${gateway.url}/graphql`, init)).json()) as {
      data: { __type: { fields: { name: string }[] } };
    };
    return data.__type.fields.map(({ name }) => name).sort();
  };
  return { fields, said };
}

describe.each(['native', 'apollo'] as const)('a graph of the %s engine', (engine) => {
  it('stays as it is when a change does not fit, which is told once, and takes the next that does', async () => {
    const agency = await service(saying('first'));
    const { fields, said } = await opened(engine, named({ agency }));
    expect(await fields()).toEqual(['case', 'first']);
    agency.show(UNFIT);
    await until(() => said.length > 0);
    await pause(5 * every);
    expect(said).toEqual([expect.stringContaining('agency')]);
    expect(await fields()).toEqual(['case', 'first']);
    agency.show(saying('second'));
    await until(async () => (await fields()).includes('second'));
    expect(await fields()).toEqual(['case', 'second']);
  });

  it.each([
    ['a schema that does not fit', UNFIT],
    ['a page', PAGE],
  ])('begins although a service says %s, which is told once, and takes the next that fits', async (_, sdl) => {
    writeFileSync(join(dir, 'broken.graphql'), saying('kept'));
    const [broken, here] = [await service(sdl), await service(saying('here'))];
    const { fields, said } = await opened(engine, named({ broken, here }));
    expect(await fields()).toEqual(['case', 'here', 'kept']);
    await pause(5 * every);
    expect(said).toEqual([expect.stringContaining('the new schema of broken is not taken')]);
    broken.show(saying('mended'));
    await until(async () => (await fields()).includes('mended'));
    expect(await fields()).toEqual(['case', 'here', 'mended']);
  });

  /** A type that is reached from everywhere and has no key, so that all who have it must have the same of it. */
  const shared = (field: string, ...words: string[]) =>
    `${LINK} type Query { ${field}: Words } type Words @shareable { ${words.join(': String ')}: String }`;

  it('takes what several services change together, also beside what is no schema, and tells each once', async () => {
    const [one, two] = [await service(shared('one', 'zh')), await service(shared('two', 'zh'))];
    const page = await service(saying('page'));
    const { fields, said } = await opened(engine, named({ one, two, page }));
    page.show(PAGE);
    await until(() => said.length > 0);
    one.show(shared('one', 'zh', 'en'));
    await until(() => said.length > 1);
    expect(await fields('Words')).toEqual(['zh']);
    two.show(shared('two', 'zh', 'en'));
    await until(async () => (await fields('Words')).includes('en'));
    expect(await fields()).toEqual(['case', 'one', 'page', 'two']);
    await pause(5 * every);
    expect(said.map((line) => /schema of (\w+) is not taken/.exec(line)?.[1])).toEqual(['page', 'one']);
  });

  it('takes what was refused as soon as another one makes it fit', async () => {
    const [one, two] = [await service(shared('one', 'zh', 'en')), await service(shared('two', 'zh', 'en'))];
    const { fields, said } = await opened(engine, named({ one, two }));
    one.show(shared('one', 'zh'));
    await until(() => said.length > 0);
    expect(await fields('Words')).toEqual(['en', 'zh']);
    two.show(`${shared('two', 'zh')} extend type Query { more: String }`);
    await until(async () => (await fields()).includes('more'));
    expect(await fields('Words')).toEqual(['zh']);
  });

  it('begins with files that fit together only', async () => {
    const thing = (field: string, keys: readonly string[], own = '') =>
      `${LINK} type Query { ${field}: Thing } type Thing ${keys.map((key) => `@key(fields: "${key}")`).join(' ')}
        { ${keys.map((key) => `${key}: ID!`).join(' ')} ${own} }`;
    // Nobody comes from the first to the second but by way of the third.
    writeFileSync(join(dir, 'first.graphql'), thing('first', ['id'], 'a: String'));
    writeFileSync(join(dir, 'second.graphql'), thing('second', ['code'], 'b: String'));
    writeFileSync(join(dir, 'third.graphql'), thing('third', ['id', 'code']));
    const [first, second, third] = [await service(PAGE), await service(undefined), await service(undefined)];
    const { fields, said } = await opened(engine, named({ first, second, third }));
    expect(await fields('Thing')).toEqual(['a', 'b', 'code', 'id']);
    expect(said).toEqual([expect.stringContaining('the new schema of first is not taken')]);
  });
});
