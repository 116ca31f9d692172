import { describe, expect, it } from '@jest/globals';
import { lockFile } from './lock.ts';

const complaints = (packages: object, ...paths: string[]) =>
  lockFile([
    { path: 'package-lock.json', text: JSON.stringify({ packages }) },
    ...paths.map((path) => ({ path, text: '{}' })),
  ]).complaints;

describe('the lock file', () => {
  it('is whole when each package finds what it wants, in its own folder or above', () =>
    expect(
      complaints({
        '': { dependencies: { a: '1.0.0' } },
        'node_modules/a': { integrity: 'x', dependencies: { b: '1.0.0' }, optionalDependencies: { c: '1.0.0' } },
        'node_modules/a/node_modules/b': { integrity: 'x', dependencies: { c: '1.0.0' } },
        'node_modules/c': { integrity: 'x' },
      }),
    ).toEqual([]));

  it('is not whole when a package for another platform was left out', () =>
    expect(
      complaints({ 'node_modules/a': { integrity: 'x', optionalDependencies: { '@a/darwin-arm64': '1.0.0' } } }),
    ).toEqual(['package-lock.json: @a/darwin-arm64, wanted by node_modules/a, is missing.']));

  it('names no registry and seals each package', () =>
    expect(complaints({ 'node_modules/a': { resolved: 'https://example.org/a.tgz' } })).toEqual([
      'package-lock.json: node_modules/a names the place it came from.',
      'package-lock.json: node_modules/a has no checksum.',
    ]));

  it('knows every workspace', () =>
    expect(complaints({ 'apps/hr': {} }, 'apps/hr/package.json', 'apps/hr/language/package.json')).toEqual([
      'package-lock.json: the workspace apps/hr/language is missing; run npm install.',
    ]));
});
