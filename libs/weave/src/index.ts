export { fileOf, type Asking } from './file.ts';
export { badInput } from './input.ts';
export { notForYou, type Reader } from './reader.ts';
export { resolversOf } from './resolvers.ts';
export { camel, formOf, givenByPeople, pascal, schemaOf } from './schema.ts';
