/** Values for the arguments of a random query: such as there are, and such as nobody has. */
import {
  astFromValue,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  print,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
} from 'graphql';
import type { Chance } from './chance.ts';

/** What is known to exist, by the name of the argument that asks for it. */
export type Pool = Readonly<Record<string, readonly unknown[]>>;

const NOBODY = ['00000000-0000-8000-8000-000000000000', 'nonsense', ''];
const plain: Record<string, readonly unknown[]> = {
  ID: NOBODY,
  String: ['', '测试', 'open', '没有'],
  Int: [0, 1, 2, 3, 50],
  Float: [0, 1.5],
  Boolean: [true, false],
};

type Given = Pick<GraphQLArgument | GraphQLInputField, 'name' | 'type'>;

export function valueOf(given: Given, pool: Pool, chance: Chance): unknown {
  const { name, type } = given;
  if (isNonNullType(type)) return present({ name, type: type.ofType }, pool, chance);
  return chance.of(0.05) ? null : present(given, pool, chance);
}

function present({ name, type }: Given, pool: Pool, chance: Chance): unknown {
  if (isListType(type))
    return Array.from({ length: chance.below(3) }, () => valueOf({ name, type: type.ofType }, pool, chance));
  if (isEnumType(type)) return chance.pick(type.getValues()).value;
  if (isInputObjectType(type)) {
    const given = Object.values(type.getFields()).filter((field) => isNonNullType(field.type) || chance.of(0.5));
    return Object.fromEntries(given.map((field) => [field.name, valueOf(field, pool, chance)]));
  }
  const known = pool[name] ?? [];
  const unknown = plain[getNamedType(type).name] ?? [1, '一'];
  return chance.pick(known.length > 0 && chance.of(0.85) ? known : unknown);
}

/** As it stands in the text of a query. */
export function literal(value: unknown, type: GraphQLInputType): string {
  const node = astFromValue(value, type);
  return node ? print(node) : 'null';
}
