import { addToImport, addToList, addToTable } from './edit.ts';
import { spell, type Spelling } from './spelling.ts';
import { changed, type Read, type Writing } from './writing.ts';

/** A public event of a procedure that is there: declared, listed, and folded without effect until it gets one. */
export function newEvent(read: Read, [agencyName, procedure, name]: readonly [string, string, string]): Writing[] {
  const [agency, it, event] = [spell(agencyName), spell(procedure), spell(name)];
  const home = `apps/${agency.kebab}`;
  return [
    changed(read, `${home}/language/${it.kebab}.ts`, (text) => declare(text, it, event)),
    changed(read, `${home}/src/${it.kebab}/${it.kebab}.ts`, (text) =>
      fold(addToImport(text, event.pascal, `@yimen/${agency.kebab}-language`), event),
    ),
  ];
}

function declare(text: string, { camel }: Spelling, { pascal, words }: Spelling): string {
  const listed = addToList(text, new RegExp(`export const ${camel}Events = \\[`), pascal);
  const declaration = `export const ${pascal} = event({
  name: '${pascal}',
  zh: '${words}',
  en: '${words}',
  data: z.object({}),
});
`;
  return listed.replace(`export const ${camel}Events`, `${declaration}\nexport const ${camel}Events`);
}

function fold(text: string, { pascal }: Spelling): string {
  const listed = addToList(text, /\bevents(?: = |: )\[/, pascal);
  return addToTable(listed, /\bevolve: \{/, `    ${pascal}: (state) => state`);
}
