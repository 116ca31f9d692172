import { addImport, addToList } from './edit.ts';
import { lockWorkspaces } from './lock.ts';
import { spell, type Spelling } from './spelling.ts';
import { changed, fresh, type Read, type Writing } from './writing.ts';

/** A house with its front door and nothing in it; the hall opens it, gateway and console need no telling. */
export function newAgency(read: Read, name: string): Writing[] {
  const agency = spell(name);
  const home = `apps/${agency.kebab}`;
  const workspaces = { [agency.kebab]: home, [`${agency.kebab}-language`]: `${home}/language` };
  return [
    manifest(agency.kebab, home, { door: './src/desk.resolver.ts', kind: 'service' }),
    manifest(`${agency.kebab}-language`, `${home}/language`, { door: './index.ts', kind: 'language' }),
    fresh(`${home}/README.md`, readme(agency)),
    fresh(`${home}/language/index.ts`, language(agency)),
    fresh(`${home}/src/agency.ts`, declaration(agency)),
    fresh(`${home}/src/desk.resolver.ts`, desk(agency)),
    fresh(`${home}/src/main.ts`, main(agency)),
    changed(read, 'apps/hall/src/desks.ts', (text) => openIn(text, agency)),
    changed(read, 'apps/hall/src/personas.ts', (text) =>
      addToList(text, /personas: readonly Persona\[\] = \[/, clerk(agency)),
    ),
    changed(read, 'infra/agencies.yaml', (text) => listIn(text, agency)),
    changed(read, 'package-lock.json', (text) => lockWorkspaces(text, workspaces)),
  ];
}

function manifest(name: string, folder: string, { door, kind }: { door: string; kind: string }): Writing {
  const nx = { tags: [`kind:${kind}`], targets: { test: {}, lint: {} } };
  const content = {
    name: `@yimen/${name}`,
    version: '0.1.0',
    private: true,
    type: 'module',
    exports: { '.': door },
    nx,
  };
  return fresh(`${folder}/package.json`, JSON.stringify(content, null, 2).split('\n'));
}

const readme = ({ words }: Spelling): string[] => [
  `# ${words}`,
  '',
  'What it does, in two sentences.',
  '',
  '| word | 中文 | meaning |',
  '| --- | --- | --- |',
  '',
  'It hears nobody yet. It stands on these laws:',
];

const language = ({ kebab, camel, words }: Spelling): string[] => [
  `/** What ${kebab} says in public. */`,
  "import { language } from '@yimen/casework';",
  '',
  `export const ${camel}Language = language('${kebab}', { zh: '${words}', en: '${words}' }, []);`,
];

const declaration = ({ kebab, camel }: Spelling): string[] => [
  "import { agency } from '@yimen/casework';",
  `import { ${camel}Language } from '@yimen/${kebab}-language';`,
  '',
  `export const ${camel} = agency({`,
  `  speaks: ${camel}Language,`,
  '  hears: [],',
  '  deciders: [],',
  '});',
];

const desk = ({ camel }: Spelling): string[] => [
  "import type { Desk } from '@yimen/edge';",
  `import { ${camel} } from './agency.ts';`,
  '',
  `export const ${camel}Desk: Desk = { agency: ${camel} };`,
];

const main = ({ camel }: Spelling): string[] => [
  "import { run } from '@yimen/edge';",
  `import { ${camel}Desk } from './desk.resolver.ts';`,
  `await run(${camel}Desk);`,
];

/** At the end of the list of services, with the port after the last one. */
function listIn(list: string, { kebab }: Spelling): string {
  const port = 1 + Math.max(...[...list.matchAll(/port: (\d+)/g)].map(([, taken]) => Number(taken)));
  const names = `    topic: yimen.${kebab}.v1\n    schema: es_${kebab.replaceAll('-', '_')}\n`;
  return `${list}  - name: ${kebab}\n    port: ${port}\n${names}`;
}

const openIn = (hall: string, { kebab, camel }: Spelling): string =>
  addToList(
    addImport(hall, `import { ${camel}Desk } from '@yimen/${kebab}';`),
    /desks: readonly Desk\[\] = \[/,
    `${camel}Desk`,
  );

const clerk = ({ kebab, words }: Spelling): string =>
  `persona('${kebab}-clerk', '${kebab}.clerk', ['测试${words}', '${words}', '${words}'])`;
