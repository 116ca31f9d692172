import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { newAgency } from './agency.ts';
import { addToImport, addToList, addToTable, NoPlace } from './edit.ts';
import { newEvent } from './event.ts';
import { newProcedure } from './procedure.ts';
import { spell } from './spelling.ts';
import type { Writing } from './writing.ts';

/** A small checkout that remembers what was written into it. */
function checkout() {
  const files = new Map([
    [
      'apps/hall/src/desks.ts',
      "import { unionDesk } from '@yimen/union';\nimport { routesOf } from './routes.ts';\n\n" +
        'export const desks: readonly Desk[] = [unionDesk];\n',
    ],
    ['apps/hall/src/personas.ts', "export const personas: readonly Persona[] = [\n  persona('a', ['b']),\n];\n"],
    [
      'infra/agencies.yaml',
      'agencies:\n  - name: union\n    port: 4101\n    topic: yimen.union.v1\n    schema: es_union\n',
    ],
    ['package-lock.json', JSON.stringify({ packages: { '': {}, 'apps/union': {}, 'node_modules/zod': {} } })],
  ]);
  const read = (path: string) => files.get(path);
  const write = (writings: readonly Writing[]) => writings.forEach(({ path, text }) => files.set(path, text));
  return { files, read, write };
}

/** What the compiler says of a file that imports nothing. */
function complaintsOf(path: string, text: string): string[] {
  const options = { strict: true, target: ts.ScriptTarget.ES2024, lib: ['lib.es2024.d.ts'], types: [] };
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (name, version) =>
    name === path ? ts.createSourceFile(name, text, version) : getSourceFile(name, version);
  const program = ts.createProgram([path], options, host);
  const found = program.getSemanticDiagnostics(program.getSourceFile(path));
  return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

function grown() {
  const { files, read, write } = checkout();
  write(newAgency(read, 'health'));
  write(newProcedure(read, 'health', 'work-checkup'));
  write(newProcedure(read, 'health', 'vaccination'));
  write(newEvent(read, ['health', 'work-checkup', 'WorkCheckupEnded']));
  return files;
}

describe('what is new', () => {
  it('is named in every spelling', () => {
    expect(spell('LegalAid')).toEqual({
      kebab: 'legal-aid',
      camel: 'legalAid',
      pascal: 'LegalAid',
      words: 'Legal aid',
    });
    expect(spell('legal-aid')).toEqual(spell('LegalAid'));
  });

  it('is opened by the hall, and has somebody to act in it', () => {
    const files = grown();
    expect(files.get('apps/hall/src/desks.ts')).toBe(
      "import { unionDesk } from '@yimen/union';\nimport { healthDesk } from '@yimen/health';\n" +
        "import { routesOf } from './routes.ts';\n\nexport const desks: readonly Desk[] = [unionDesk, healthDesk];\n",
    );
    expect(files.get('apps/hall/src/personas.ts')).toContain("persona('health-clerk', 'health.clerk', ['测试Health'");
  });

  it('is in the list of services, at a port of its own', () =>
    expect(grown().get('infra/agencies.yaml')).toBe(
      'agencies:\n  - name: union\n    port: 4101\n    topic: yimen.union.v1\n    schema: es_union\n' +
        '  - name: health\n    port: 4102\n    topic: yimen.health.v1\n    schema: es_health\n',
    ));

  it('fits into the hall as it is now', () => {
    const path = 'apps/hall/src/personas.ts';
    const read = (name: string) => (existsSync(name) ? readFileSync(name, 'utf8') : undefined);
    const { text } = newAgency(read, 'health').find((written) => written.path === path)!;
    expect(text).toContain('health-clerk');
    expect(complaintsOf(path, text)).toEqual([]);
  });

  it('is in the lock where npm would put it', () =>
    expect(Object.keys(JSON.parse(grown().get('package-lock.json') ?? '').packages)).toEqual([
      '',
      'apps/health',
      'apps/health/language',
      'apps/union',
      'node_modules/@yimen/health',
      'node_modules/@yimen/health-language',
      'node_modules/zod',
    ]));

  it('is declared, spoken and folded', () => {
    const files = grown();
    expect(files.get('apps/health/src/agency.ts')).toMatch(/deciders: \[ workCheckup, vaccination\]/);
    expect(files.get('apps/health/language/index.ts')).toMatch(
      /\nexport \* from '.\/work-checkup.ts';\nexport \* from '.\/vaccination.ts';\n.*\[ \.\.\.workCheckupEvents, \.\.\./s,
    );
    expect(files.get('apps/health/language/work-checkup.ts')).toMatch(
      /Events = \[WorkCheckupOpened, WorkCheckupEnded\]/,
    );
    expect(files.get('apps/health/src/work-checkup/work-checkup.ts')).toMatch(
      /WorkCheckupOpened, WorkCheckupEnded } from.*events = \[.*, WorkCheckupEnded\].*WorkCheckupEnded: \(state\) => state/s,
    );
  });

  it('is at most forty lines a file: more would be mechanism', () => {
    const long = [...grown()].filter(([path, text]) => path.startsWith('apps/health/') && text.split('\n').length > 42);
    expect(long.map(([path]) => path)).toEqual([]);
  });
});

describe('an edit', () => {
  it('finds the end of a list and of a table, whatever they hold', () => {
    expect(addToList('a = [b([1], {c: [2]})]; d = [];', /a = \[/, 'e')).toBe('a = [b([1], {c: [2]}), e]; d = [];');
    expect(addToList('a = [];', /a = \[/, 'e')).toBe('a = [ e];');
    expect(addToTable('a: { b: { c } }, d', /a: \{/, 'e')).toBe('a: { b: { c }, \ne,\n}, d');
  });

  it('adds to what is imported already, and imports what is not', () => {
    const text = "import { a } from 'b';\n";
    expect(addToImport(text, 'c', 'b')).toBe("import { a, c } from 'b';\n");
    expect(addToImport(text, 'c', 'd')).toBe("import { a } from 'b';\nimport { c } from 'd';\n");
  });

  it('says so when there is no place for it', () => expect(() => addToList('a', /b = \[/, 'c')).toThrow(NoPlace));
});
