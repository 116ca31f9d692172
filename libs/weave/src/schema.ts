/**
 * From declarations to GraphQL: one mutation for each command, one input type for each schema, the agency's field
 * on Case.
 */
import type { Agency } from '@yimen/casework';
import type { AnyDecider, CommandType } from '@yimen/kernel';
import { z } from 'zod';
import { operationsSdl } from './operations-sdl.ts';

type Json = Record<string, any>;

export const pascal = (name: string): string =>
  name.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase());
export const camel = (name: string): string => {
  const big = pascal(name);
  return big.charAt(0).toLowerCase() + big.slice(1);
};

/** How a command is called in the graph. What every agency has carries the agency's name. */
export const graphName = (agency: string, decider: AnyDecider, command: CommandType<any, any>): string =>
  decider.everywhere ? `${pascal(agency)}${command.type}` : command.type;

export const formOf = (command: CommandType<any, any>): Json =>
  z.toJSONSchema(command.schema, { io: 'input', unrepresentable: 'any' }) as Json;

/** Commands that people give; the others belong to policies and clocks. */
export const givenByPeople = (agency: Agency): { decider: AnyDecider; command: CommandType<any, any> }[] =>
  agency.deciders.flatMap((decider) =>
    decider.commands.filter((command) => command.by.length > 0).map((command) => ({ decider, command })),
  );

const isName = (word: unknown): boolean => typeof word === 'string' && /^[A-Za-z_]\w*$/.test(word);

/** Writes the type of one JSON Schema node and collects the definitions that it needs. */
function typeOf(node: Json, name: string, defined: Map<string, string>): string {
  if (node.scalar) return node.scalar;
  if (Array.isArray(node.enum) && node.enum.every(isName)) return enumOf(node, name, defined);
  if (node.type === 'array') return `[${typeOf(node.items ?? {}, name, defined)}!]`;
  if (node.type === 'object' && node.properties) return inputOf(node, name, defined);
  return { string: 'String', integer: 'Int', number: 'Float', boolean: 'Boolean' }[node.type as string] ?? 'JSON';
}

function enumOf(node: Json, name: string, defined: Map<string, string>): string {
  const values = node.enum.map((value: string) => `  ${describe(node.words?.[value])}${value}`).join('\n');
  defined.set(name, `enum ${name} {\n${values}\n}`);
  return name;
}

const describe = (words?: readonly [string, string]): string => (words ? `"${words[0]} ${words[1]}" ` : '');

/** Fields stay nullable in the graph, so that what is missing is answered in words by the command's own schema. */
function inputOf(node: Json, name: string, defined: Map<string, string>): string {
  const required = new Set<string>(node.required ?? []);
  const fields = Object.entries<Json>(node.properties).map(([key, field]) => {
    const words = [field.title, field.titleEn, required.has(key) ? '（必填 required）' : ''].filter(Boolean).join(' ');
    return `  ${words ? `"${words}" ` : ''}${key}: ${typeOf(field, `${name}${pascal(key)}`, defined)}`;
  });
  defined.set(`${name}Input`, `input ${name}Input {\n${fields.join('\n') || '  none: Boolean'}\n}`);
  return `${name}Input`;
}

function mutationOf(name: string, command: CommandType<any, any>): string {
  const input = `input: ${name}Input!`;
  const field = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  const words = `"${command.label.zh} ${command.label.en} (${command.by.join(', ')})"`;
  return `  ${words}\n  ${field}(id: ID!, commandId: ID!, occurredAt: String, expectedVersion: Int, ${input}): Receipt!`;
}

/** What every subgraph says the same way: receipts and the agency's file on a case. */
const everywhere = `
extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable", "@external", "@requires", "@provides", "@inaccessible"])
scalar JSON
"Whole fen (分) as a JSON number: 100 is one yuan."
scalar Fen
type Label @shareable { zh: String! en: String! }
type Fact @shareable { label: Label! value: String! kind: String! words: Label }
`;
const acting = `
type Receipt @shareable { id: ID! version: Int! refusal: Refusal }
type Refusal @shareable { code: String! message: Label! law: String nextDoor: Label }
type Action @shareable { command: String! label: Label! mutation: String! inputType: String! schema: JSON! }
type Procedure @shareable { id: ID! kind: String! label: Label! status: String! statusLabel: Label! closed: Boolean! version: Int! openedAt: String! facts: [Fact!]! actions: [Action!]! }
type AgencyFile @shareable { agency: String! label: Label! asOf: String! procedures: [Procedure!]! openings: [Action!]! }
`;

/** The whole schema of a subgraph: what is woven from declarations, and the queries that were written by hand. */
export function schemaOf(agency: Agency, queries = ''): string {
  const commands = givenByPeople(agency);
  const operated = operationsSdl(camel(agency.name));
  if (commands.length === 0) return [everywhere, operated, queries].join('\n');
  const defined = new Map<string, string>();
  const mutations = commands.map(({ decider, command }) => {
    const name = graphName(agency.name, decider, command);
    inputOf(formOf(command), name, defined);
    return mutationOf(name, command);
  });
  const field = `"${agency.label.zh} ${agency.label.en}"\n  ${camel(agency.name)}: AgencyFile`;
  const onCase = `type Case @key(fields: "id") {\n  id: ID!\n  ${field}\n}`;
  const mutation = `type Mutation {\n${mutations.join('\n')}\n}`;
  return [everywhere, acting, operated, onCase, queries, mutation, ...defined.values()].join('\n');
}
