/** The operator's commands where events come by a broker that wants a log-in, as `infra/kafka` sets it up. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Admin, ListOffsetTimestamps } from '@platformatic/kafka';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { kafkaBus, type KafkaBus } from '@yimen/adapters';
import { desks, openHall, type Hall } from '@yimen/hall';
import { relay } from '@yimen/kernel';
import { apply, login } from '../kafka/apply.ts';
import { start, stop, type Address } from '../kafka/broker.ts';
import { whyNoBroker } from '../kafka/jars.ts';
import { planFor, type Settings } from '../kafka/plan.ts';
import { handedOver, typed } from './testing.ts';

const why = whyNoBroker();
const PREFIX = 'district-7';
const PASSWORD = 'operator-示例口令';

let folder: string;
let hall: Hall;
let broker: Address;
let bus: KafkaBus;

const names = desks.map(({ agency }) => agency.name);
const spokenBy = (name: string): ReadonlySet<string> =>
  new Set(desks.find(({ agency }) => agency.name === name)!.agency.speaks.events.map(({ type }) => type));

const settings = JSON.parse(
  readFileSync(new URL('../../infra/kafka/topics.json', import.meta.url), 'utf8'),
) as Settings;
const plan = planFor(names, { ...settings, replicas: 1, prefix: PREFIX });

/** As the relays of the services do. */
async function publishAll(): Promise<void> {
  for (const agency of names) {
    const spoken = spokenBy(agency);
    const relayed = { agency, ...(await hall.storage.of(agency)), bus, speaks: (type: string) => spoken.has(type) };
    const published = new Map<string, number>();
    while ((await relay({ ...relayed, published })) > 0);
  }
}

/** As the listeners of the services do once they have heard everything: the hall has, by the logs themselves. */
async function confirmAll(): Promise<void> {
  const admin = new Admin({ clientId: 'spec', bootstrapBrokers: [broker.brokers], retries: 20, ...login(broker) });
  for (const { agency } of desks)
    for (const from of new Set(agency.hears.map((heard) => heard.agency))) {
      const name = `${PREFIX}.${from}.v1`;
      const count = plan.topics.find((topic) => topic.name === name)!.partitions;
      const ends = { timestamp: ListOffsetTimestamps.LATEST };
      const partitions = Array.from({ length: count }, (_, partitionIndex) => ({ partitionIndex, ...ends }));
      const [found] = await admin.listOffsets({ topics: [{ name, partitions }] });
      const partitionOffsets = found!.partitions.map(({ partitionIndex: partition, offset }) => ({
        partition,
        offset,
      }));
      const groupId = `${PREFIX}.${agency.name}.${from}`;
      await admin.alterConsumerGroupOffsets({ groupId, topics: [{ name, partitionOffsets }] });
    }
  await admin.close();
}

(why ? describe.skip : describe)(`behind a broker that wants a log-in${why ? ` — ${why}` : ''}`, () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'yimen-ops-'));
    chmodSync(folder, 0o755);
    broker = await start({ dir: join(folder, 'kafka'), secure: true });
    writeFileSync(join(folder, 'ca.pem'), broker.ca!);
    await apply(plan, broker, { operator: PASSWORD });
    const { brokers, username, password, ca } = broker;
    bus = await kafkaBus({
      brokers: [brokers],
      prefix: PREFIX,
      login: { username: username!, password: password!, ca },
    });
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
    const { events } = await (await hall.storage.of('union')).store.follow('', 1000);
    const said = events.filter(({ type }) => spokenBy('union').has(type)).length;
    expect(said).toBeGreaterThan(0);
    const lag = await ops(['lag'], { KAFKA_CLIENT });
    expect(lag).toEqual({ code: 0, said: expect.stringMatching(new RegExp(`^hr +← union +${said}$`, 'm')) });
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
    expect(await ops(['verify'])).toEqual({ code: 0, said: expect.stringContaining('all agree') });
  });
});
