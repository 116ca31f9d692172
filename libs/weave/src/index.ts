export type { Asking } from './file.ts';
export { badInput } from './input.ts';
export { resolversOf } from './resolvers.ts';
export { camel, pascal, schemaOf } from './schema.ts';
