/** Who may write and read what, on a broker where clients must log in, as `infra/kafka` grants it. */
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ConfigResourceTypes, IncrementalAlterConfigOperationTypes, type Admin } from '@platformatic/kafka';
import { deadLetterOf, topicOf, type KafkaBus, type KafkaBusAt } from './kafka-bus.ts';
import {
  administer,
  brokerUnderTest,
  drivers,
  hear,
  numbersOf,
  openBus,
  published,
  readTopic,
  sendRaw,
  tool,
  whyNoBroker,
  type BrokerUnderTest,
} from './kafka-under-test.ts';
import { saidBy } from './store.contract.ts';

const why = whyNoBroker({ own: true });

/** Settings by which a topic forgets at once. */
const shortLived = (resourceName: string) => ({
  ...{ resourceType: ConfigResourceTypes.TOPIC, resourceName },
  configs: [{ name: 'retention.ms', value: '1', configOperation: IncrementalAlterConfigOperationTypes.SET }],
});

(why ? describe.skip : describe)(`access to the agencies' topics${why ? ` — ${why}` : ''}`, () => {
  let broker: BrokerUnderTest;
  const open: KafkaBus[] = [];
  /** Of every agency, and of the operator at last. */
  let accounts: readonly string[];
  const passwordOf = (agency: string) => `${agency}-示例口令`;
  const loginOf = (agency: string) => ({
    ...{ username: `yimen-${agency}`, password: passwordOf(agency), ca: broker.login!.ca },
  });

  /** The bus of an agency with its own account. */
  async function as(agency: string, more: Partial<KafkaBusAt> = {}): Promise<KafkaBus> {
    const login = loginOf(agency);
    const bus = await openBus({ at: { ...broker, login }, prefix: 'yimen' }, { sessionMs: 2_000, ...more });
    open.push(bus);
    return bus;
  }

  beforeAll(async () => {
    broker = await brokerUnderTest({ secure: true });
    accounts = Object.keys((JSON.parse(await tool('apply', '--dry')) as { users: object }).users);
    await broker.apply!(Object.fromEntries(accounts.map((agency) => [agency, passwordOf(agency)])));
  });
  afterEach(async () => void (await Promise.all(open.splice(0).map((each) => each.close()))));
  afterAll(() => broker?.close());

  it('is given again without harm, and takes no other number of partitions', async () => {
    expect(await broker.apply!({})).not.toMatch(/^topic /m);
    const described = await administer(broker, async (admin) => {
      const resources = [{ resourceType: ConfigResourceTypes.TOPIC, resourceName: topicOf('hr') }];
      const [{ configs = [] } = {}] = await admin.describeConfigs({ resources });
      await admin.createPartitions({ topics: [{ name: topicOf('hr'), count: 4 }] });
      return Object.fromEntries(configs.map(({ name, value }) => [name, value]));
    });
    expect(described).toMatchObject({ 'retention.ms': '-1', 'cleanup.policy': 'delete', 'min.insync.replicas': '1' });
    await expect(broker.apply!({})).rejects.toThrow(/yimen\.hr\.v1 4 ≠ 3/);
  });

  it('lets nobody take away what was said, not even by himself', async () => {
    const login = loginOf('union');
    const refused = /TOPIC_AUTHORIZATION_FAILED/;
    for (const name of [topicOf('union'), topicOf('court'), deadLetterOf('court', 'union')])
      for (const harm of [
        (admin: Admin) => admin.deleteTopics({ topics: [name] }),
        (admin: Admin) => admin.deleteRecords({ topics: [{ name, partitions: [{ partition: 0, offset: -1n }] }] }),
        (admin: Admin) => admin.incrementalAlterConfigs({ resources: [shortLived(name)] }),
      ]) {
        const failure = await administer<unknown>({ ...broker, login }, harm).catch((error: unknown) => error);
        expect(inspect(failure, { depth: 9 })).toMatch(refused);
      }
  });

  describe.each(drivers)('with %s', (driver) => {
    it('lets an agency write its own topic and read that of another', async () => {
      const [union, court] = [await as('union', { driver }), await as('court', { driver })];
      const n = Date.now();
      await union.publish('union', [published(n, `case-${driver}`)]);
      const { events, place } = await hear(court.source('union', 'court'), 1);
      expect(numbersOf(events)).toContain(n);
      await court.source('union', 'court').follow(place, 50);
      const again = court.again!('union', 'court');
      expect(numbersOf((await again.follow('', 50)).events)).toContain(n);
      await again.close();
    });

    it('lets a listener put aside what it cannot read', async () => {
      const court = await as('court', { driver });
      const reason = `not json from ${driver}`;
      await sendRaw({ at: broker }, topicOf('court'), [{ key: 'case', value: reason, headers: new Map() }]);
      const union = await as('union', { driver });
      await court.publish('court', [{ ...saidBy('court', published(7, 'case')), stream: 'court.filing-1' }]);
      await hear(union.source('court', 'union'), 1 + drivers.indexOf(driver));
      const letters = await readTopic({ at: broker }, deadLetterOf('court', 'union'));
      expect(letters.map(({ value }) => value!.toString())).toContain(reason);
    });

    it('refuses to write the topic of another', async () => {
      const union = await as('union', { driver });
      await expect(union.publish('court', [published(1)])).rejects.toMatchObject({ reason: 'forbidden' });
    });

    it('refuses to listen in the name of another', async () => {
      const union = await as('union', { driver, readyMs: 8_000 });
      await expect(union.source('hr', 'court').follow('', 9)).rejects.toMatchObject({ reason: 'forbidden' });
    });

    it('says in time that the password is wrong', async () => {
      const login = { username: 'yimen-union', password: 'wrong', ca: broker.login!.ca };
      const union = await as('union', { driver, login, readyMs: 8_000 });
      const began = performance.now();
      const refused = { reason: 'credentials', zh: expect.stringMatching(/口令|密码/) };
      await expect(union.ready()).rejects.toMatchObject(refused);
      await expect(union.source('court', 'union').follow('', 9)).rejects.toMatchObject(refused);
      await expect(union.publish('union', [published(1)])).rejects.toMatchObject(refused);
      expect(performance.now() - began).toBeLessThan(60_000);
    });

    it('says no password to a broker for which no authority vouches that we know', async () => {
      const { username, password } = loginOf('union');
      const union = await as('union', { driver, login: { username, password }, readyMs: 8_000 });
      const refused = { reason: 'certificate', en: expect.stringContaining('no password was sent: check KAFKA_CA') };
      await expect(union.ready()).rejects.toMatchObject(refused);
      await expect(union.publish('union', [published(1)])).rejects.toMatchObject(refused);
    });

    it('lets nobody in without a log-in', async () => {
      const nobody = await as('union', { driver, login: undefined, readyMs: 2_000 });
      await expect(nobody.ready()).rejects.toThrow();
    });
  });

  // At last, for what is written here stands in the topics in which the others look for their own.
  it('lets each account write the topic of its own agency and no other, and the operator none', async () => {
    const agencies = accounts.filter((each) => each !== 'operator');
    expect(agencies).toHaveLength(accounts.length - 1);
    const written: string[] = [];
    for (const account of accounts) {
      const bus = await as(account);
      for (const agency of agencies)
        await bus.publish(agency, [published(1)]).then(
          () => written.push(`${account} → ${agency}`),
          (error) => expect(error).toMatchObject({ reason: 'forbidden' }),
        );
    }
    expect(written).toEqual(agencies.map((agency) => `${agency} → ${agency}`));
  });
});
