import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { namesIn, planFor, type Settings } from './plan.ts';

const file = (path: string) => readFileSync(new URL(`../../infra/${path}`, import.meta.url), 'utf8');
const settings = JSON.parse(file('kafka/topics.json')) as Settings;

describe('the plan of topics and grants', () => {
  const plan = planFor(['union', 'court'], { ...settings, partitionsOf: { court: 12 } });

  it('has a topic for each agency and one for what each listener cannot read', () => {
    expect(plan.topics.map(({ name, partitions, replicas }) => [name, partitions, replicas])).toEqual([
      ['yimen.union.v1', 3, 3],
      ['yimen.union.v1.court.dlq.v1', 1, 3],
      ['yimen.court.v1', 12, 3],
      ['yimen.court.v1.union.dlq.v1', 1, 3],
    ]);
    expect(plan.topics[0]!.settings).toMatchObject({ 'retention.ms': '-1', 'min.insync.replicas': '2' });
  });

  const may = (user: string) =>
    plan.grants.filter((grant) => grant.user === user).map(({ may: can, name }) => `${can} ${name}`);

  it('lets nobody write the topic of another, nor read in the name of another', () => {
    expect(may('yimen-union')).toEqual([
      'WRITE yimen.union.v1',
      'READ yimen.union.',
      'READ yimen.court.v1',
      'WRITE yimen.court.v1.union.dlq.v1',
      'READ yimen.court.v1.union.dlq.v1',
    ]);
    const prefixed = plan.grants.filter((grant) => grant.prefixed).map(({ on, name }) => `${on} ${name}`);
    expect(prefixed).toEqual(['GROUP yimen.union.', 'GROUP yimen.court.', 'GROUP yimen.', 'GROUP yimen.operator.']);
  });

  it('lets the operator read everything and write nothing', () => {
    expect(may('yimen-operator')).toEqual([
      'READ yimen.union.v1',
      'READ yimen.court.v1',
      'DESCRIBE yimen.',
      'READ yimen.operator.',
    ]);
    expect(plan.users).toMatchObject({ operator: 'yimen-operator' });
  });

  it('asks a cluster of one for no second replica, but to have everything on disk before it acknowledges it', () => {
    const [topic] = planFor(['union'], { ...settings, replicas: 1 }).topics;
    expect(topic).toMatchObject({ replicas: 1, settings: { 'min.insync.replicas': '1', 'flush.messages': '1' } });
    expect(planFor(['union'], settings).topics[0]!.settings).not.toHaveProperty(['flush.messages']);
  });

  it('is made for the agencies of the list', () => {
    const names = namesIn(file('agencies.yaml'));
    expect(names).toEqual(expect.arrayContaining(['union', 'joint-centre']));
    const topics = [...file('agencies.yaml').matchAll(/^ {4}topic: *(\S+)/gm)].map(([, topic]) => topic);
    const made = planFor(names, settings).topics.map(({ name }) => name);
    expect(made.filter((name) => !name.includes('.dlq.'))).toEqual(topics);
    expect(Object.keys(settings.partitionsOf).filter((name) => !names.includes(name))).toEqual([]);
  });
});
