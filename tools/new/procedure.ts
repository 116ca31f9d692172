import { addExport, addImport, addToList } from './edit.ts';
import { spell, type Spelling } from './spelling.ts';
import { changed, fresh, type Read, type Writing } from './writing.ts';

interface Names {
  readonly agency: Spelling;
  readonly it: Spelling;
}

/** A procedure that can be opened once, with its specification; everything else is matter. */
export function newProcedure(read: Read, agencyName: string, name: string): Writing[] {
  const names = { agency: spell(agencyName), it: spell(name) };
  const { agency, it } = names;
  const home = `apps/${agency.kebab}`;
  return [
    fresh(`${home}/language/${it.kebab}.ts`, language(names)),
    fresh(`${home}/src/${it.kebab}/${it.kebab}.ts`, rules(names)),
    fresh(`${home}/src/${it.kebab}/${it.kebab}.spec.ts`, specification(names)),
    changed(read, `${home}/language/index.ts`, (text) => speak(text, it)),
    changed(read, `${home}/src/agency.ts`, (text) =>
      addToList(
        addImport(text, `import { ${it.camel} } from './${it.kebab}/${it.kebab}.ts';`),
        /deciders: \[/,
        it.camel,
      ),
    ),
  ];
}

function speak(text: string, { kebab, camel }: Spelling): string {
  const imported = addImport(text, `import { ${camel}Events } from './${kebab}.ts';`);
  const listed = addToList(imported, /Language = language\([^[]*\[/, `...${camel}Events`);
  return addExport(listed, `export * from './${kebab}.ts';`);
}

const language = ({ it }: Names): string[] => [
  `/** What is said of a ${it.words.toLowerCase()} in public. */`,
  "import { event } from '@yimen/kernel';",
  "import { caseId } from '@yimen/terms';",
  "import { z } from 'zod';",
  '',
  `export const ${it.pascal}Opened = event({`,
  `  name: '${it.pascal}Opened',`,
  `  zh: '${it.words}',`,
  `  en: '${it.words} opened',`,
  '  data: z.object({ caseId }),',
  '});',
  '',
  `export const ${it.camel}Events = [${it.pascal}Opened] as const;`,
];

const rules = ({ agency, it }: Names): string[] => [
  `/** A ${it.words.toLowerCase()}, from its opening to its end. */`,
  "import { command, refusal, type Decider, type Messages } from '@yimen/kernel';",
  `import { ${it.pascal}Opened } from '@yimen/${agency.kebab}-language';`,
  '',
  `export const Open${it.pascal} = command({`,
  `  name: 'Open${it.pascal}',`,
  `  zh: '办理${it.words}',`,
  `  en: 'Open ${it.words.toLowerCase()}',`,
  `  by: ['${agency.kebab}.clerk'],`,
  `  input: ${it.pascal}Opened.schema,`,
  '});',
  `const commands = [Open${it.pascal}] as const;`,
  `const events = [${it.pascal}Opened] as const;`,
  '',
  `type ${it.pascal} = { status: 'none' | 'open' };`,
  '',
  `const alreadyOpen = refusal('already-open', { zh: '已在办理，无需重复', en: 'It is open already' });`,
  '',
  `export const ${it.camel} = {`,
  `  name: '${agency.kebab}.${it.camel}',`,
  `  label: { zh: '${it.words}', en: '${it.words}' },`,
  '  commands,',
  `  opens: [Open${it.pascal}],`,
  '  events,',
  `  initial: { status: 'none' } as ${it.pascal},`,
  '  decide: {',
  `    Open${it.pascal}: ({ data }, { status }) => (status === 'none' ? [${it.pascal}Opened(data)] : alreadyOpen),`,
  '  },',
  '  evolve: {',
  `    ${it.pascal}Opened: (): ${it.pascal} => ({ status: 'open' }),`,
  '  },',
  '  show: ({ status }) =>',
  "    status === 'none' ? undefined : { status, label: { zh: '办理中', en: 'Open' }, facts: [], next: [] },",
  `} satisfies Decider<Messages<typeof commands>, ${it.pascal}, Messages<typeof events>>;`,
];

const specification = ({ agency, it }: Names): string[] => [
  "import { describe, it } from '@jest/globals';",
  "import { given } from '@yimen/kernel/testing';",
  `import { ${it.pascal}Opened } from '@yimen/${agency.kebab}-language';`,
  `import { Open${it.pascal}, ${it.camel} } from './${it.kebab}.ts';`,
  '',
  "const opening = { caseId: '018f3a52-7c1e-7b60-9c57-0a4de2f5b0c1' };",
  '',
  `describe('a ${it.words.toLowerCase()}', () => {`,
  "  it('is opened', () => {",
  `    given(${it.camel}).when(Open${it.pascal}(opening)).then(${it.pascal}Opened(opening));`,
  '  });',
  '',
  "  it('is not opened twice', () => {",
  `    given(${it.camel}, ${it.pascal}Opened(opening)).when(Open${it.pascal}(opening)).refused('already-open');`,
  '  });',
  '});',
];
