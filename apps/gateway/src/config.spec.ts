import { describe, expect, it } from '@jest/globals';
import { gatewayConfiguration } from './config.ts';

const { read, help } = gatewayConfiguration;
const personas = { YIMEN_DEV_ISSUER: '1' };
const provider = { NODE_ENV: 'production', OIDC_ISSUER: 'https://id.example', OIDC_JWKS: 'https://id.example/keys' };

describe('configuration of the gateway', () => {
  it('is complete with an identity, and with none refused', () => {
    expect(read(personas)).toMatchObject({ port: 3000, production: false, engine: undefined });
    expect(() => read({})).toThrow('OIDC_ISSUER: ');
  });

  it('answers only trusted documents in production, unless it is told otherwise', () => {
    expect(read(personas).trusted).toBe(false);
    expect(read(provider).trusted).toBe(true);
    expect(read({ ...provider, DOCUMENTS: 'any' }).trusted).toBe(false);
  });

  it('signs browsers in where the provider knows us and we know our address', () => {
    expect(read(provider).provider).toBeUndefined();
    const client = { ...provider, OIDC_CLIENT_ID: 'yimen', PUBLIC_URL: 'https://yimen.example/' };
    expect(read(client).provider).toEqual({
      ...{ issuer: 'https://id.example', discovery: undefined, scope: 'openid' },
      ...{ clientId: 'yimen', clientSecret: undefined, address: 'https://yimen.example' },
    });
    expect(() => read({ ...client, PUBLIC_URL: '' })).toThrow('PUBLIC_URL: ');
    for (const PUBLIC_URL of ['yimen.example', 'ftp://yimen.example', 'https://yimen.example/console'])
      expect(() => read({ ...client, PUBLIC_URL })).toThrow('PUBLIC_URL: 请设为浏览器所见的地址');
    expect(read({ ...client, ...personas, NODE_ENV: '' }).provider).toBeUndefined();
  });

  it('has services at addresses without a path', () => {
    expect(read({ ...personas, AGENCY_URL: 'https://{name}.example:{port}' }).agencyUrl).toContain('{name}');
    for (const AGENCY_URL of ['{name}', 'http://gate.example/{name}', 'http://{name}/'])
      expect(() => read({ ...personas, AGENCY_URL })).toThrow('AGENCY_URL: 请设为不含路径的地址');
  });

  it('explains every name', () => {
    for (const line of help().split('\n')) expect(line).toMatch(/^ {2}[A-Z_]+ +[^ (].+/);
  });
});
