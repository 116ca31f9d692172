export * from './clock.ts';
export * from './decider.ts';
export * from './execute.ts';
export * from './handlers.ts';
export {
  HEARD,
  isWanted,
  listen,
  note,
  PARKED,
  PLACE,
  retry,
  settle,
  type Ear,
  type Listener,
  type Parked,
} from './listen.ts';
export * from './message.ts';
export * from './policy.ts';
export { begun, keepPassed, RELAY, relay, type Relayed } from './relay.ts';
export * from './rows.ts';
export * from './store.ts';
export * from './view.ts';
