/**
 * One case over all services through the gateway, with each engine behind the same server, against a server that
 * fetches the same rows by hand. Each of these has a process of its own, and so have the readers and the services,
 * which cost little; so a ratio says what the gateway costs.
 */
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { openHall, type Hall } from '@yimen/hall';
import { clientOf, post } from '@yimen/hall/client';
import { agent, ask } from './gateway-ask.ts';
import { questionOf, type Asked } from './gateway-by-hand.ts';
import { forked, orderTo } from './orders.ts';
import type { Standing, Way } from './gateway-way.ts';
import { against, type Measured } from './measured.ts';

/** Readers at once; rounds of each way by turns, and seconds of one, and of one to warm up. */
const [READERS, ROUNDS, SECONDS, WARM] = [10, 15, 1, 4];
const ways: readonly Way[] = ['node', 'undici', 'native', 'apollo'];

interface Compared {
  readonly name: string;
  readonly way: Way;
  readonly floor: Way;
  /** Cases a second, as a part of the floor's. */
  readonly target?: number;
}

const compared: readonly Compared[] = [
  { name: 'native ÷ by hand', way: 'native', floor: 'node', target: 0.65 },
  { name: 'apollo ÷ by hand', way: 'apollo', floor: 'node', target: 0.4 },
  { name: 'native ÷ by hand with the same client', way: 'native', floor: 'undici' },
  { name: 'apollo ÷ by hand with the same client', way: 'apollo', floor: 'undici' },
];

/** A case of five people at the union, known to the joint centre and to the observers. */
async function openCase(hall: Hall): Promise<Asked> {
  const clerk = await clientOf(hall.url, 'union-clerk');
  const { token } = await post(`${hall.url}/sign-in`, { persona: 'union-clerk' });
  const id = randomUUID();
  const item = () => ({ id: randomUUID(), person: randomUUID(), kind: 'wages', from: '2025-06', to: '2025-08' });
  const claimItems = Array.from({ length: 5 }, () => ({ ...item(), fen: 1_800_000 }));
  const input = { caseId: id, door: 'window', employer: randomUUID(), claimItems };
  await clerk.give({ mutation: 'openDossier', id: randomUUID(), commandId: randomUUID(), input });
  await hall.settled();
  const files = (await (await fetch(`${hall.url}/agencies.json`)).json()) as Asked['files'];
  return { token: String(token), id, files };
}

/** The order of keys is nobody's promise. */
const inOrder = (_: string, value: unknown): unknown => {
  const isObject = value !== null && typeof value === 'object' && !Array.isArray(value);
  return isObject ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))) : value;
};

/** The same by every way, or nothing is measured. The moment of an answer is its own. */
async function same(urls: readonly string[], asked: Asked): Promise<void> {
  const answers = await Promise.all(urls.map((url) => ask(url, asked.token, questionOf(asked))));
  const [first, ...others] = answers.map((answer) => JSON.stringify(answer, inOrder).replaceAll(/"asOf":"[^"]*"/g, ''));
  for (const other of others) if (other !== first) throw new Error(`not the same rows:\n${first}\n${other}`);
}

/** One way to the case, and the process that it takes. */
interface Standpoint {
  readonly url: string;
  readonly child: ChildProcess;
}

/** Every service answered once, by every way, so from here on all is said from memory and the hall can close. */
async function stood(around: ChildProcess, children: readonly ChildProcess[]) {
  const hall = await openHall();
  try {
    const asked = await openCase(hall);
    const services: Standing['services'][number][] = [];
    for (const { name, url, sdl } of hall.services.values())
      services.push({ name, sdl, url: await orderTo<string>(around, { kind: 'stand-in', url }) });
    const points: Standpoint[] = [];
    for (const [at, child] of children.entries()) {
      const standing: Standing = { kind: 'stand', way: ways[at]!, asked, services };
      points.push({ child, url: await orderTo<string>(child, standing) });
    }
    await same(
      points.map(({ url }) => url),
      asked,
    );
    return { asked, points };
  } finally {
    await hall.close();
  }
}

export async function gatewayFigures(): Promise<Measured[]> {
  const around = forked('gateway-around.ts');
  const children = ways.map(() => forked('gateway-way.ts'));
  try {
    const { asked, points } = await stood(around, children);
    const body = questionOf(asked);
    return await measured(points, async ({ url, child }, seconds) => {
      const before = await orderTo<number>(child, { kind: 'time' });
      const order = { kind: 'read', url, token: asked.token, body, lanes: READERS, seconds };
      const rate = await orderTo<number>(around, order);
      return { rate, time: ((await orderTo<number>(child, { kind: 'time' })) - before) / (rate * seconds) };
    });
  } finally {
    [around, ...children].forEach((child) => child.kill());
    agent.destroy();
  }
}

/** Cases a second, and µs of processor time that one costs the gateway. */
interface Round {
  readonly rate: number;
  readonly time: number;
}

type Read = (point: Standpoint, seconds: number) => Promise<Round>;

/** Each way by turns, there and back, so that none of them is always the first to have the machine. */
async function measured(points: readonly Standpoint[], read: Read): Promise<Measured[]> {
  for (const point of points) await read(point, WARM);
  const rounds = new Map(ways.map((way): [Way, Round[]] => [way, []]));
  const there = points.map((point, at) => [ways[at]!, point] as const);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [way, point] of round % 2 === 0 ? there : there.toReversed())
      rounds.get(way)!.push(await read(point, SECONDS));
  const of = (way: Way, figure: keyof Round) => rounds.get(way)!.map((round) => round[figure]);
  return compared.flatMap(({ name, way, floor, target }) => [
    against({
      ...{ name: `case over all services, ${name}`, unit: '/s', values: of(way, 'rate'), floors: of(floor, 'rate') },
      ...(target === undefined ? {} : { target }),
    }),
    against({
      ...{ name: 'its processor time in the gateway', unit: 'µs', atMost: true },
      ...{ values: of(way, 'time'), floors: of(floor, 'time') },
      ...(target === undefined ? {} : { target: 1 / target }),
    }),
  ]);
}
