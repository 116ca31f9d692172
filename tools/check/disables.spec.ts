import { describe, expect, it } from '@jest/globals';
import { disabledRules } from './disables.ts';

const off = 'eslint-' + 'disable';
const complaints = (text: string) => disabledRules([{ path: 'a.ts', text }]).complaints;

describe('rules switched off', () => {
  it('are refused for limits, for the rules of dependency and for everything at once', () =>
    expect(complaints(`/* ${off} max-lines, house/imports */\n// ${off}-next-line\n/* ${off} */`)).toEqual([
      'a.ts:1 switches max-lines off.',
      'a.ts:1 switches house/imports off.',
      'a.ts:2 switches every rule off.',
      'a.ts:3 switches every rule off.',
    ]));

  it('may be a single other rule, by its name', () =>
    expect(complaints(`// ${off}-next-line no-control-regex -- control characters are what this looks for`)).toEqual(
      [],
    ));
});
