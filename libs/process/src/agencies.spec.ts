import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readAgencies } from './agencies.ts';

const folder = mkdtempSync(join(tmpdir(), 'yimen-agencies-'));
afterAll(() => rmSync(folder, { recursive: true }));

function listOf(text: string): string {
  const file = join(folder, 'agencies.yaml');
  writeFileSync(file, text);
  return file;
}

describe('the list of services', () => {
  const one = 'agencies:\n  - name: hr # the bureau\n    port: 4102\n    topic: yimen.hr.v1\n    schema: es_hr\n';

  it('is read with comments and blank lines', () => {
    const read = readAgencies(listOf(`# all of them\n\n${one}    files: /files\n`));
    expect(read).toEqual([{ name: 'hr', port: 4102, topic: 'yimen.hr.v1', schema: 'es_hr', files: '/files' }]);
  });

  it.each([
    ['a line that is not understood', `${one}  port = 7\n`, 'line 6'],
    ['a field that nobody knows', `${one}    colour: red\n`, 'colour'],
    ['a port that is none', one.replace('4102', 'many'), '0.port'],
    ['an empty list', 'agencies:\n', 'read'],
  ])('refuses %s', (_, text, named) => expect(() => readAgencies(listOf(text))).toThrow(named));

  it('is refused when it is not there', () => expect(() => readAgencies(join(folder, 'no.yaml'))).toThrow('no.yaml'));
});
