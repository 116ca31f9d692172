export { countByLaw } from './counting.ts';
export { EventContext, EventStrategy, type Heard } from './event-strategy.ts';
export { fileOf, permitted, type Asking } from './file.ts';
export { badInput } from './input.ts';
export { momentOf, resolversOf } from './mutations.ts';
export { run } from './run.ts';
export { camel, formOf, givenByPeople, pascal, schemaOf } from './schema.ts';
export { serve, type Desk, type Routed, type Served } from './serve.ts';
export { demonstrationClock, derive, realClock, worldOf, type Clock } from './world.ts';
