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

  it('explains every name', () => {
    for (const line of help().split('\n')) expect(line).toMatch(/^ {2}[A-Z_]+ +[^ (].+/);
  });
});
