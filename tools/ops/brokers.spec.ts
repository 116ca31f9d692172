/** The operator's commands where events come by a broker that wants a log-in, as `infra/kafka` sets it up. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Admin } from '@platformatic/kafka';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { kafkaBus, worldOf, type KafkaBus, type KafkaBusAt } from '@yimen/adapters';
import { openHall, type Hall } from '@yimen/hall';
import { desks } from '@yimen/hall/desks';
import { relay, type Recorded } from '@yimen/kernel';
import { apply, login } from '../kafka/apply.ts';
import { start, stop, type Address } from '../kafka/broker.ts';
import { whyNoBroker } from '../kafka/jars.ts';
import { planFor, type Settings } from '../kafka/plan.ts';
import { verify } from './acts.ts';
import { siteOver } from './site.ts';
import { emptied, endsOf, handedOver, typed } from './testing.ts';

const why = whyNoBroker();
const PREFIX = 'district-7';
const PASSWORD = 'operator-示例口令';

let folder: string;
let hall: Hall;
let broker: Address;
let at: KafkaBusAt;
let bus: KafkaBus;

const names = desks.map(({ agency }) => agency.name);
const spokenBy = (name: string): ReadonlySet<string> =>
  new Set(desks.find(({ agency }) => agency.name === name)!.agency.speaks.events.map(({ type }) => type));

const settings = JSON.parse(
  readFileSync(new URL('../../infra/kafka/topics.json', import.meta.url), 'utf8'),
) as Settings;
const plan = planFor(names, { ...settings, replicas: 1, prefix: PREFIX });

/** What an agency has said in public. */
async function saidBy(name: string): Promise<readonly Recorded[]> {
  const { events } = await (await hall.storage.of(name)).store.follow('', 1000);
  return events.filter(({ type }) => spokenBy(name).has(type));
}

/** As the relays of the services do. */
async function publishAll(): Promise<void> {
  for (const agency of names) {
    const spoken = spokenBy(agency);
    const relayed = { agency, ...(await hall.storage.of(agency)), bus, speaks: (type: string) => spoken.has(type) };
    const published = new Map<string, number>();
    while ((await relay({ ...relayed, published })) > 0);
  }
}

async function administered(work: (admin: Admin) => Promise<void>): Promise<void> {
  const admin = new Admin({ clientId: 'spec', bootstrapBrokers: [broker.brokers], retries: 20, ...login(broker) });
  await work(admin).finally(() => admin.close());
}

/** How many messages its topic has had. */
async function sizeOf(agency: string): Promise<number> {
  let size = 0;
  await administered(async (admin) => {
    for (const { offset } of await endsOf(admin, `${PREFIX}.${agency}.v1`)) size += Number(offset);
  });
  return size;
}

/** As the listeners of the services do once they have heard everything: the hall has, by the logs themselves. */
const confirmAll = () =>
  administered(async (admin) => {
    for (const { agency } of desks)
      for (const from of new Set(agency.hears.map((heard) => heard.agency))) {
        const name = `${PREFIX}.${from}.v1`;
        const topics = [{ name, partitionOffsets: await endsOf(admin, name) }];
        await admin.alterConsumerGroupOffsets({ groupId: `${PREFIX}.${agency.name}.${from}`, topics });
      }
  });

(why ? describe.skip : describe)(`behind a broker that wants a log-in${why ? ` — ${why}` : ''}`, () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'yimen-ops-'));
    chmodSync(folder, 0o755);
    broker = await start({ dir: join(folder, 'kafka'), secure: true });
    writeFileSync(join(folder, 'ca.pem'), broker.ca!);
    await apply(plan, broker, { operator: PASSWORD });
    const { brokers, username, password, ca } = broker;
    at = { brokers: [brokers], login: { username: username!, password: password!, ca } };
    bus = await kafkaBus({ ...at, prefix: PREFIX });
    hall = await openHall({ dataDir: join(folder, 'data') });
    await handedOver(hall);
    await publishAll();
  }, 600_000);
  afterAll(async () => {
    await bus?.close();
    await hall?.close();
    await stop(join(folder, 'kafka'), 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  const ops = (args: readonly string[], told: Readonly<Record<string, string>> = {}) =>
    typed([...args, '--data', join(folder, 'data')], {
      ...{ KAFKA_BROKERS: broker.brokers, KAFKA_PREFIX: PREFIX, KAFKA_CA: join(folder, 'ca.pem') },
      ...{ KAFKA_USERNAME: `${PREFIX}-operator`, KAFKA_PASSWORD: PASSWORD, ...told },
    });

  it.each(['platformatic', 'kafkajs'])('measures there how far everybody is, by %s', async (KAFKA_CLIENT) => {
    const said = (await saidBy('union')).length;
    expect(said).toBeGreaterThan(0);
    const lag = await ops(['lag'], { KAFKA_CLIENT });
    expect(lag).toEqual({ code: 0, said: expect.stringMatching(new RegExp(`^hr +← union +${said}\\b`, 'm')) });
  });

  it('says in words that the log-in is wrong, or only half of one', async () => {
    const wrong = await ops(['status'], { KAFKA_PASSWORD: 'wrong' });
    expect(wrong).toEqual({ code: 1, said: expect.stringMatching(/^Kafka 拒绝了用户名或密码.*refused the user name/) });
    const half = await ops(['status'], { KAFKA_PASSWORD: '' });
    expect(half).toEqual({ code: 1, said: expect.stringContaining('set both or neither') });
    const strange = await ops(['status'], { KAFKA_CLIENT: 'another' });
    expect(strange).toEqual({ code: 1, said: expect.stringContaining('KAFKA_CLIENT') });
  });

  it('finds everything well once it was heard', async () => {
    await confirmAll();
    expect(await ops(['status'])).toEqual({ code: 0, said: expect.stringContaining('all is well') });
    const { length } = (await Promise.all(names.map(saidBy))).flat();
    const sentence = new RegExp(`all agree: \\d+ 个视图 views, 9 个主题 topics, ${length} 个已发布事件 events`);
    expect(await ops(['verify'])).toEqual({ code: 0, said: expect.stringMatching(sentence) });
  });

  it('publishes again what was said, since a day or all of it, and finds all well afterwards', async () => {
    const tomorrow = new Date(Date.parse(hall.clock.now()) + 2 * 86_400_000).toISOString().slice(0, 10);
    expect((await ops(['republish', 'union', '--since', tomorrow])).said).toContain('nothing to publish again');
    const { length } = await saidBy('union');
    const again = new RegExp(`^union: ${length} 个事件将.*重新发布.* are published again`);
    expect(await ops(['republish', 'union'])).toEqual({ code: 0, said: expect.stringMatching(again) });
    const before = await sizeOf('union');
    await publishAll();
    expect((await sizeOf('union')) - before).toBe(length);
    await confirmAll();
    expect((await ops(['verify'])).code).toBe(0);
    expect((await ops(['republish', 'nobody'])).code).toBe(1);
    for (const since of ['yesterday', '2026-13-45', '2026-02-30'])
      expect((await ops(['republish', 'union', '--since', since])).said).toContain('2026-03-05');
    for (const command of [
      ['republish', 'union'],
      ['rehear', 'hr', 'union'],
    ])
      expect((await ops(command, { KAFKA_BROKERS: '' })).said).toContain('nothing was changed');
  });

  /** The union's topic under another name, with what is to stand there; what verification finds in it. */
  async function foundIn(prefix: string, change: (events: readonly Recorded[]) => readonly Recorded[]) {
    const { topics } = planFor(['union'], { ...settings, replicas: 1, prefix });
    await apply({ topics, grants: [], users: {} }, broker, {});
    const kafka = await kafkaBus({ ...at, prefix });
    await kafka.publish('union', change(await saidBy('union')));
    const union = desks.filter(({ agency }) => agency.name === 'union');
    const site = await siteOver({ desks: union, storage: hall.storage, world: worldOf(hall.clock), kafka });
    const { findings, topics: compared } = await verify(site, () => undefined);
    await kafka.close();
    expect(compared).toHaveLength(1);
    return findings.map(({ agency, where, what, en }) => [agency, where, what, en]);
  }

  it('finds by its place an event that was taken away, one that was altered, and one that was added', async () => {
    const events = await saidBy('union');
    const [opened, referred] = [events[0]!, events.find(({ type }) => type === 'HandOverOffered')!];
    const place = ({ stream, version }: Recorded) => `${stream}/${version}`;
    const told = (each: Recorded, en: RegExp) => ['union', 'topic', place(each), expect.stringMatching(en)];
    expect(await foundIn('whole', (all) => [...all, ...all])).toEqual([]);
    const without = (all: readonly Recorded[]) => all.filter(({ id }) => id !== opened.id);
    expect(await foundIn('taken', without)).toEqual([told(opened, /is not in the topic/)]);
    const data = { ...referred.data, reason: '另一理由' };
    const altered = (all: readonly Recorded[]) =>
      all.map((each) => (each.id === referred.id ? { ...each, data } : each));
    expect(await foundIn('altered', altered)).toEqual([told(referred, /differs between topic and log/)]);
    const strange = { ...opened, id: 'strange', version: 77 };
    expect(await foundIn('added', (all) => [...all, strange])).toEqual([told(strange, /no such public event/)]);
  });

  it('says how much a topic lacks whose beginning was deleted, until it was published again', async () => {
    await administered((admin) => emptied(admin, `${PREFIX}.union.v1`));
    const { length } = await saidBy('union');
    const { code, said } = await ops(['verify']);
    expect(code).toBe(3);
    const lack = `^\\? union 的主题不完整：${length} 个应发布的事件已不在主题中.*Kafka 已删除 union 较早的事件.* ${length} of the due`;
    expect(said).toMatch(new RegExp(`${lack}.*: npm run ops -- --data \\S+ republish union$`, 'm'));
    expect(said).toMatch(/what was verified agrees: .* 8 个主题 topics.*；1 个主题不完整 · 1 topics are not whole$/m);
    await ops(['republish', 'union']);
    await publishAll();
    await confirmAll();
    const whole = expect.stringMatching(/all agree: .* 9 个主题 topics/);
    expect(await ops(['verify'])).toEqual({ code: 0, said: whole });
  });

  it('says that neighbours were not measured where nobody names the broker', async () => {
    const unnamed = (command: string) => ops([command], { KAFKA_BROKERS: '' });
    const [status, lag, checked] = [await unnamed('status'), await unnamed('lag'), await unnamed('verify')];
    expect([status.code, lag.code, checked.code]).toEqual([3, 3, 3]);
    for (const { said } of [status, lag, checked]) {
      expect(said).toContain('neighbours were not measured: set KAFKA_BROKERS');
      expect(said).not.toMatch(/all is well|all agree|邻居 others|^hr +← union/m);
    }
    expect(status.said).toMatch(/^所见正常，邻居未测 · what was looked at is well\n/);
    expect(lag.said).toMatch(/^hr +← bus +0$/m);
  });

  it('tells what the databases say where the broker does not answer, and what to do', async () => {
    const away = (command: string) =>
      ops([command], { KAFKA_BROKERS: '127.0.0.1:1', KAFKA_USERNAME: '', KAFKA_PASSWORD: '', KAFKA_CA: '' });
    const [status, lag, checked] = await Promise.all(['status', 'lag', 'verify'].map(away));
    for (const { code, said } of [status!, lag!, checked!]) {
      expect(code).toBe(1);
      expect(said).toMatch(/Kafka 节点 127\.0\.0\.1:1 没有应答.* does not answer: start it, then run this again/);
    }
    expect(status!.said).toMatch(/^hr +0 +0 +0 +0$/m);
    expect(lag!.said).toMatch(/^hr +← bus +0$/m);
    expect(checked!.said).toContain('nothing was verified');
  });

  it('says who stands where nothing is any more, and by which command it goes on', async () => {
    await administered(async (admin) => {
      const name = `${PREFIX}.union.v1`;
      const partitionOffsets = (await endsOf(admin, name)).map((end) => ({ ...end, offset: 0n }));
      await admin.alterConsumerGroupOffsets({ groupId: `${PREFIX}.hr.union`, topics: [{ name, partitionOffsets }] });
    });
    expect(await ops(['status'])).toEqual({
      code: 1,
      said: expect.stringMatching(
        /has stopped hearing union, as Kafka has deleted \d+ .*: npm run ops -- --data \S+ rehear hr union/,
      ),
    });
  });
});
