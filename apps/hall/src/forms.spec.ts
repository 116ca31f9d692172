/** What every desk is asked: the console draws its forms from the declarations, so these must say all of it. */
import { describe, expect, it } from '@jest/globals';
import { formOf, givenByPeople } from '@yimen/weave';
import { desks } from './desks.ts';

interface Node {
  readonly title?: string;
  readonly titleEn?: string;
  readonly widget?: string;
  readonly enum?: readonly string[];
  readonly const?: unknown;
  readonly words?: Readonly<Record<string, readonly string[]>>;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
}

const han = /\p{Script=Han}/u;
/** What is made or known without asking. A row that counts itself says `no`. */
const isAsked = (name: string, { widget, const: only }: Node): boolean =>
  !['caseId', 'no'].includes(name) && !['hidden', 'newId'].includes(widget ?? '') && only === undefined;

const isTitled = ({ title, titleEn }: Node): boolean =>
  han.test(title ?? '') && Boolean(titleEn) && !han.test(titleEn ?? '');

/** Codes that would be offered as they are; the console knows the words of agencies. */
const bare = ({ enum: values = [], widget, words }: Node): string[] =>
  widget === 'agency' ? [] : values.filter((value) => !han.test(words?.[value]?.[0] ?? ''));

/** Where a form would have to spell out a name of the code. */
function unsaid(node: Node, path: string): string[] {
  // The parts of a document have words in the console.
  if (node.widget === 'document') return [];
  const fields = Object.entries(node.properties ?? {}).filter(([name, field]) => isAsked(name, field));
  const parts = [node.items, ...(node.anyOf ?? []), ...(node.oneOf ?? [])].filter((part) => part !== undefined);
  return [
    ...bare(node).map((value) => `${path} = ${value}`),
    ...fields.flatMap(([name, field]) => (isTitled(field) ? [] : [`${path}.${name}`])),
    ...fields.flatMap(([name, field]) => unsaid(field, `${path}.${name}`)),
    ...parts.flatMap((part) => unsaid(node.words ? { words: node.words, ...part } : part, path)),
  ];
}

const commands = desks.flatMap(({ agency }) => givenByPeople(agency).map(({ command }) => command));

describe('the forms of all desks', () => {
  it('say everything in both languages', () => {
    expect(commands.length).toBeGreaterThan(60);
    expect(commands.flatMap((command) => unsaid(formOf(command) as Node, command.type))).toEqual([]);
  });
});
