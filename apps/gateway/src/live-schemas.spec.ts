import { createServer, type Server } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { until } from '@yimen/kernel/testing';
import { openGateway } from './gateway.ts';
import { liveSchemas } from './live-schemas.ts';

const dir = mkdtempSync(join(tmpdir(), 'yimen-schemas-'));
const open: Server[] = [];
afterEach(() => Promise.all(open.splice(0).map((each) => new Promise((resolve) => each.close(resolve)))));
afterAll(() => rmSync(dir, { recursive: true }));

const saying = (field: string) => `type Query { ${field}: String }`;

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

  it.each(['native', 'apollo'] as const)(
    'keeps a graph that works when a change does not fit, tells it once, and takes the next that does (%s)',
    async (engine) => {
      const agency = await service(saying('first'));
      const said: string[] = [];
      const services = [{ name: 'agency', url: agency.url }];
      const live = liveSchemas({ services, dir, every, complain: (line) => said.push(line) });
      const gateway = await openGateway({
        subgraphs: await live.first(),
        follow: (take) => live.follow(take),
        port: 0,
        introspection: true,
        engine,
      });
      const fields = async (): Promise<string[]> => {
        const body = JSON.stringify({ query: '{ __schema { queryType { fields { name } } } }' });
        const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
        const { data } = (await (await fetch(`${gateway.url}/graphql`, init)).json()) as {
          data: { __schema: { queryType: { fields: { name: string }[] } } };
        };
        return data.__schema.queryType.fields.map(({ name }) => name).sort();
      };
      try {
        expect(await fields()).toEqual(['case', 'first']);
        agency.show('type Query { broken: Nowhere }');
        await until(() => said.length > 0);
        await pause(5 * every);
        expect(said).toEqual([expect.stringContaining('agency')]);
        expect(await fields()).toEqual(['case', 'first']);
        agency.show(saying('second'));
        await until(async () => (await fields()).includes('second'));
        expect(await fields()).toEqual(['case', 'second']);
      } finally {
        await gateway.close();
      }
    },
  );
});
