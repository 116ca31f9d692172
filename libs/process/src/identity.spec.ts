import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { identityOf } from './identity.ts';

const folder = mkdtempSync(join(tmpdir(), 'yimen-identity-'));
afterAll(() => rmSync(folder, { recursive: true }));
const clerk = { id: 'test-clerk', name: '测试人员', agency: 'union', roles: ['union.clerk'] };

describe('the identity of a process', () => {
  it('believes what another process with the same key has signed', async () => {
    const keyFile = join(folder, 'deep', 'key.json');
    const [one, other] = await Promise.all([identityOf({ keyFile }), identityOf({ keyFile })]);
    expect(await other.verify(await one.issuer!.issue(clerk))).toEqual({ ...clerk, reads: 'all' });
    expect(statSync(keyFile).mode & 0o077).toBe(0);
  });

  it('believes no other key, and signs nobody in where a provider is configured', async () => {
    const one = await identityOf({ keyFile: join(folder, 'one.json') });
    const other = await identityOf({ keyFile: join(folder, 'other.json') });
    expect(await other.verify(await one.issuer!.issue(clerk))).toBeUndefined();
    expect(
      (await identityOf({ issuer: 'https://id.example', jwks: 'https://id.example/keys' })).issuer,
    ).toBeUndefined();
  });
});
