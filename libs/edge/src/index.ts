export { EventContext, EventStrategy, type Heard } from './event-strategy.ts';
export { run } from './run.ts';
export { serve, type Desk, type Routed, type Served } from './serve.ts';
