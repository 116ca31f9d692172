export {
  ConfigRefused,
  configHelp,
  gatewayHelp,
  readConfig,
  readGatewayConfig,
  type Config,
  type GatewayConfig,
} from './config.ts';
export { countByLaw } from './counting.ts';
export { EventContext, EventStrategy, type Heard } from './event-strategy.ts';
export { fileOf, permitted, type Asking } from './file.ts';
export { badInput } from './input.ts';
export { log } from './log.ts';
export { momentOf, resolversOf } from './mutations.ts';
export { NUDGES, nudgeToken } from './nudges.ts';
export { run } from './run.ts';
export { readAgencies, type Listed } from './run-agencies.ts';
export { arrived, begin, endOnSignal } from './run-ending.ts';
export { identityOf, type Identity } from './run-identity.ts';
export { camel, formOf, givenByPeople, pascal, schemaOf } from './schema.ts';
export { formatted, serve, type Desk, type Routed, type Served } from './serve.ts';
export { developmentIssuer, providerVerifier, tokenOf, type DevelopmentIssuer, type Verify } from './sign-in.ts';
export { demonstrationClock, derive, realClock, worldOf, type Clock } from './world.ts';
