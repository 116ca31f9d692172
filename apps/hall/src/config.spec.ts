import { describe, expect, it } from '@jest/globals';
import { hallConfiguration } from './config.ts';

describe('configuration of the hall', () => {
  it('needs nothing to be set', () => {
    expect(hallConfiguration.read({})).toMatchObject({ port: 3000, dataDir: '.yimen', production: false });
    expect(() => hallConfiguration.read({ GATEWAY_ENGINE: 'steam' })).toThrow(/GATEWAY_ENGINE: .*native/);
  });
});
