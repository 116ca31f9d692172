import { describe, expect, it } from '@jest/globals';
import { configuration, port, processConfiguration, readLogLevel } from './config.ts';

const shape = { PORT: port.default(3000).describe('port to listen on') };
const alone = configuration(shape, ({ PORT }) => PORT);
const oneOfSeveral = processConfiguration(shape, ({ PORT }) => ({ port: PORT }));

describe('what a program is told', () => {
  it('is refused with every wrong name at once, also with what depends on several', () => {
    const wrong = { PORT: '70000', GATEWAY_SECRET: 'short', OIDC_ISSUER: 'https://id.example' };
    expect(() => oneOfSeveral.read(wrong)).toThrow(/PORT: [^]*GATEWAY_SECRET: [^]*OIDC_JWKS: /);
  });

  it('is of its own kind, and of a process also whom it believes, where it listens and how it ends', () => {
    expect(alone.read({})).toBe(3000);
    expect(oneOfSeveral.read({ YIMEN_DEV_ISSUER: '1', PORT: '', HOST: '0.0.0.0' })).toEqual({
      ...{ port: 3000, host: '0.0.0.0', agencies: 'infra/agencies.yaml', production: false },
      identity: { keyFile: '.yimen/development-key.json', secret: undefined },
      ending: { delay: 0, patience: 20_000 },
    });
  });

  it('is explained, every name', () => {
    for (const line of [...alone.help().split('\n'), ...oneOfSeveral.help().split('\n')])
      expect(line).toMatch(/^ {2}[A-Z_]+ +[^ (].+/);
  });

  it('never lets the log keep a process from saying what is wrong', () => {
    expect(readLogLevel({ LOG_LEVEL: 'loud' })).toBe('warn');
    expect(() => alone.read({ LOG_LEVEL: 'loud' })).toThrow('LOG_LEVEL: ');
  });
});
