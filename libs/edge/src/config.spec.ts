import { describe, expect, it } from '@jest/globals';
import { ConfigRefused } from '@yimen/process';
import { serviceConfiguration } from './config.ts';

const { read, help } = serviceConfiguration;
const least = { DATABASE_URL: 'postgres://u:p@db/yimen', KAFKA_BROKERS: 'one:9092, two:9092', YIMEN_DEV_ISSUER: '1' };

function refusalOf(wrong: () => unknown): string {
  try {
    wrong();
  } catch (error) {
    if (error instanceof ConfigRefused) return error.message;
  }
  throw new Error('was not refused');
}

describe('configuration of a service', () => {
  it('names everything that is missing at once', () => {
    const said = refusalOf(() => read({}));
    for (const name of ['DATABASE_URL', 'KAFKA_BROKERS', 'OIDC_ISSUER', 'OIDC_JWKS'])
      expect(said).toContain(`${name}: `);
  });

  it('is complete with a database, brokers and an identity', () => {
    expect(read(least)).toMatchObject({
      host: '127.0.0.1',
      database: { databaseUrl: least.DATABASE_URL },
      kafka: { brokers: ['one:9092', 'two:9092'], driver: 'platformatic', prefix: 'yimen' },
      identity: { keyFile: '.yimen/development-key.json' },
    });
    const provider = { YIMEN_DEV_ISSUER: '0', OIDC_ISSUER: 'https://id.example', OIDC_JWKS: 'https://id.example/keys' };
    expect(read({ ...least, ...provider }).identity).toEqual({
      issuer: 'https://id.example',
      jwks: 'https://id.example/keys',
    });
  });

  it.each([
    ['brokers without a port', { KAFKA_BROKERS: 'one' }, 'KAFKA_BROKERS'],
    ['another database', { DATABASE_URL: 'mysql://x/y' }, 'DATABASE_URL'],
    ['a log at a web address', { KURRENTDB_URL: 'https://db.example:2113' }, 'KURRENTDB_URL'],
    ['personas in production', { NODE_ENV: 'production' }, 'YIMEN_DEV_ISSUER'],
    ['half a provider', { YIMEN_DEV_ISSUER: '0', OIDC_ISSUER: 'https://id.example' }, 'OIDC_JWKS'],
    ['a port that is none', { PORT: '70000' }, 'PORT'],
  ])('refuses %s', (_, env, name) => {
    const said = refusalOf(() => read({ ...least, ...env }));
    expect(said.split('\n').slice(1)).toEqual([expect.stringContaining(`${name}: `)]);
  });

  it('has its log on KurrentDB where that is named, and its rows on PostgreSQL all the same', () => {
    expect(read(least).database.kurrentUrl).toBeUndefined();
    const kurrentUrl = 'kurrentdb+discover://u:p@one:2113,two:2113?nodePreference=leader';
    expect(read({ ...least, KURRENTDB_URL: kurrentUrl }).database).toEqual({
      ...{ databaseUrl: least.DATABASE_URL, connections: 8, kurrentUrl },
    });
    expect(refusalOf(() => read({ KURRENTDB_URL: kurrentUrl }))).toContain('DATABASE_URL: ');
    expect(help()).toMatch(/KURRENTDB_URL +KurrentDB or EventStoreDB for the log/);
  });

  it('takes an empty text for nothing, as deployment files give it', () => {
    expect(read({ ...least, KAFKA_USERNAME: '', PORT: '' })).toMatchObject({
      port: undefined,
      login: { username: undefined },
    });
  });

  it('explains every name', () => {
    for (const line of help().split('\n')) expect(line).toMatch(/^ {2}[A-Z_]+ +[^ (].+/);
    expect(help()).toMatch(/DATABASE_URL +PostgreSQL of this service \(required\)/);
  });
});
