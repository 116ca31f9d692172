import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { jwtVerify, SignJWT } from 'jose';
import { until } from '@yimen/kernel/testing';
import { openGateway, type Gateway } from './gateway.ts';

const SECRET = 'a secret of the specification, long enough';
const key = new TextEncoder().encode('who asks is signed with this');
const reads = (person: unknown) => (person === 'party' ? ('own' as const) : ('all' as const));
/** Whoever has a token of ours is who he says. */
const verify = async (token: string | undefined) => {
  const read = token && (await jwtVerify(token, key).catch(() => undefined));
  return read
    ? { id: String(read.payload.sub), name: '测试甲', agency: 'hr', roles: [], reads: reads(read.payload.sub) }
    : undefined;
};
const tokenFor = (person: string, expires = '1h') =>
  new SignJWT().setProtectedHeader({ alg: 'HS256' }).setSubject(person).setExpirationTime(expires).sign(key);

const ends: (() => unknown)[] = [];
afterEach(() => Promise.all(ends.splice(0).map((end) => end())));

/** A service of straw: a graph that nobody asks, and a feed that says what it is told to say. */
async function service() {
  const feeds = new Set<ServerResponse>();
  let turnedAway: number | undefined;
  const refused: number[] = [];
  const server: Server = createServer((asked, answer) => {
    const token = String(asked.headers.authorization).slice('Bearer '.length);
    const isGateway = jwtVerify(token, new TextEncoder().encode(SECRET), { audience: 'yimen-nudges' });
    isGateway.then(
      () => feeds.add(answer.writeHead(200, { 'content-type': 'text/event-stream' })) && answer.write(':\n\n'),
      () => (refused.push(401), answer.writeHead(404).end()),
    );
  });
  server.on('connection', (socket) => {
    if (turnedAway === undefined) return;
    turnedAway += 1;
    socket.destroy();
  });
  /** Keeps its port, so that nobody else has it meanwhile. */
  const leave = () => {
    turnedAway = 0;
    feeds.clear();
    server.closeAllConnections();
  };
  const comeBack = () => (turnedAway = undefined);
  const close = () => new Promise<void>((resolve) => (server.close(() => resolve()), server.closeAllConnections()));
  ends.push(close);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const say = (text: string) => feeds.forEach((feed) => feed.write(text));
  const away = { leave, comeBack, turnedAway: () => turnedAway ?? 0 };
  return { url: `http://127.0.0.1:${port}/graphql`, feeds, refused, say, ...away };
}

type Straw = Awaited<ReturnType<typeof service>>;

/** The gateway hears it, and has told whoever was there to ask again. */
async function joined({ feeds }: Straw): Promise<void> {
  await until(() => feeds.size === 1);
  await pause(50);
}

const news = (caseId: string) => `data: {"caseId":"${caseId}"}\n\n`;

async function gatewayOver({ url }: Straw): Promise<Gateway> {
  const subgraphs = [{ name: 'hr', url, sdl: 'type Query { a: Int }' }];
  const gateway = await openGateway({ port: 0, introspection: false, subgraphs, live: { verify, secret: SECRET } });
  ends.push(() => gateway.close());
  return gateway;
}

interface Page {
  readonly status: number;
  readonly nudges: unknown[];
  readonly words: () => string;
  readonly ended: Promise<unknown>;
  leave(): void;
}

async function page(gateway: Gateway, query = '', token = 'of nobody'): Promise<Page> {
  const headers = { cookie: `yimen=${token}` };
  const asking = request(`${gateway.url}/live${query}`, { headers, agent: false }).end();
  ends.push(() => asking.destroy());
  const answer = await new Promise<IncomingMessage>((resolve) => asking.once('response', resolve));
  const nudges: unknown[] = [];
  let said = '';
  answer.setEncoding('utf8').on('data', (part: string) => {
    said += part;
    for (const [, data] of part.matchAll(/^data: (.*)$/gm)) nudges.push(JSON.parse(data!));
  });
  const ended = new Promise((resolve) => answer.once('close', resolve));
  return { status: answer.statusCode!, nudges, words: () => said, ended, leave: () => asking.destroy() };
}

describe('an open page', () => {
  it('tells a party that there is news, but not of which office, for what these do is not shown to it', async () => {
    const hr = await service();
    const gateway = await gatewayOver(hr);
    await joined(hr);
    const [party, officer] = await Promise.all(
      ['party', 'officer'].map(async (person) => page(gateway, '?case=a', await tokenFor(person))),
    );
    hr.say(news('a'));
    await until(() => party!.nudges.length + officer!.nudges.length === 2);
    expect([party!.nudges, officer!.nudges]).toEqual([[{ caseId: 'a' }], [{ caseId: 'a', agency: 'hr' }]]);
  });

  it('is told within a second that there is news of its case, and of no other', async () => {
    const hr = await service();
    const gateway = await gatewayOver(hr);
    await joined(hr);
    const reader = await page(gateway, '?case=a', await tokenFor('one'));
    hr.say(news('b') + news('a').slice(0, 9));
    await pause(30);
    expect(reader.nudges).toEqual([]);
    hr.say(news('a').slice(9));
    const took = [await until(() => reader.nudges.length > 0)];
    // Whoever looks at one alone measures what else the machine does.
    for (let more = 1; more < 4; more += 1) {
      hr.say(news('a'));
      took.push(await until(() => reader.nudges.length > more));
    }
    expect(Math.min(...took)).toBeLessThan(1000);
    expect(reader.nudges).toEqual(took.map(() => ({ caseId: 'a', agency: 'hr' })));
  });

  it('of a list is told that something is new, and not what', async () => {
    const hr = await service();
    const gateway = await gatewayOver(hr);
    await joined(hr);
    const reader = await page(gateway, '', await tokenFor('one'));
    hr.say(news('secret'));
    await until(() => reader.nudges.length > 0);
    expect(reader.nudges).toEqual([{}]);
    expect(reader.words()).not.toContain('secret');
  });

  it('is told at most four times a second, and of the last news in any case', async () => {
    const hr = await service();
    const gateway = await gatewayOver(hr);
    await joined(hr);
    const reader = await page(gateway, '?case=a', await tokenFor('one'));
    const began = performance.now();
    for (let n = 0; n < 100; n += 1) {
      hr.say(news('a'));
      await pause(8);
    }
    await until(() => reader.nudges.length > 1);
    await pause(300);
    const seconds = (performance.now() - began) / 1000;
    expect(reader.nudges.length).toBeLessThanOrEqual(Math.ceil(seconds * 4) + 1);
  });

  it('has to be signed in, and ends when the sign-in does', async () => {
    const gateway = await gatewayOver(await service());
    const nobody = await page(gateway);
    await nobody.ended;
    expect([nobody.status, nobody.words()]).toEqual([401, expect.stringContaining('请先登录')]);
    // On a slow machine a token may be over before it is shown.
    let reader = nobody;
    for (let seconds = 2; reader.status === 401; seconds *= 2)
      reader = await page(gateway, '?case=a', await tokenFor('one', `${seconds}s`));
    expect(reader.status).toBe(200);
    await reader.ended;
    expect(gateway.readers()).toBe(0);
  });

  it('harms nobody who waits behind another answer on its connection when its sign-in ends', async () => {
    const hr = await service();
    const gateway = await gatewayOver(hr);
    await joined(hr);
    const first = await page(gateway, '?case=a', await tokenFor('other'));
    const { port, hostname } = new URL(gateway.url);
    const line = connect(Number(port), hostname);
    ends.push(() => line.destroy());
    const ask = (token: string) => `GET /live?case=a HTTP/1.1\r\nhost: x\r\ncookie: yimen=${token}\r\n\r\n`;
    line.write(ask(await tokenFor('one')) + ask(await tokenFor('one', '3s')));
    await until(() => gateway.readers() === 3);
    await until(() => gateway.readers() === 2);
    hr.say(news('a'));
    await until(() => first.nudges.length > 0);
    await pause(300);
    expect(gateway.readers()).toBe(2);
  });

  it('is one of four at most for each person, as a browser has six lines; a fifth is let in when one is closed', async () => {
    const gateway = await gatewayOver(await service());
    const [one, other] = [await tokenFor('one'), await tokenFor('other')];
    const pages = await Promise.all(Array.from({ length: 4 }, () => page(gateway, '', one)));
    const fifth = await page(gateway, '', one);
    await fifth.ended;
    expect([fifth.status, fifth.words()]).toEqual([429, expect.stringMatching(/请关闭其他页面.*close one/)]);
    expect((await page(gateway, '', other)).status).toBe(200);
    pages[0]!.leave();
    await until(() => gateway.readers() === 4);
    expect((await page(gateway, '', one)).status).toBe(200);
  });
});

describe('the gateway', () => {
  it('keeps nothing of 500 pages that were opened and closed', async () => {
    const hr = await service();
    const gateway = await gatewayOver(hr);
    await joined(hr);
    const tokens = await Promise.all(Array.from({ length: 500 }, (_, n) => tokenFor(`person-${n}`)));
    const pages = await Promise.all(tokens.map((token) => page(gateway, '?case=a', token)));
    expect(gateway.readers()).toBe(500);
    hr.say(news('a'));
    await until(() => pages.every(({ nudges }) => nudges.length === 1));
    pages.forEach(({ leave }) => leave());
    await until(() => gateway.readers() === 0);
    expect(hr.feeds.size).toBe(1);
  });

  it('joins a service again that was away, and tells everybody to ask again', async () => {
    const hr = await service();
    const gateway = await gatewayOver(hr);
    await joined(hr);
    const reader = await page(gateway, '?case=a', await tokenFor('one'));
    hr.leave();
    await until(() => hr.turnedAway() > 1);
    hr.comeBack();
    await until(() => reader.nudges.length === 1);
    expect(reader.nudges).toEqual([{ caseId: 'a', agency: 'hr' }]);
    await pause(300);
    hr.say(news('a'));
    await until(() => reader.nudges.length === 2);
  });

  it('ends its pages with itself', async () => {
    const gateway = await gatewayOver(await service());
    const reader = await page(gateway, '', await tokenFor('one'));
    await gateway.close();
    await reader.ended;
    expect(gateway.readers()).toBe(0);
  });
});
