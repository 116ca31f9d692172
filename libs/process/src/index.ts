export { readAgencies, type Listed } from './agencies.ts';
export { configuration, ConfigRefused, databaseUrl, file, port, processConfiguration, whole } from './config.ts';
export { arrived, begin, endOnSignal, graceOf } from './ending.ts';
export { tell } from './event-feed.ts';
export { identityOf, type Identity } from './identity.ts';
export { log } from './log.ts';
export { isNudgeToken, NUDGES, nudgeToken } from './nudge-token.ts';
export { giveWay } from './priority.ts';
export { formatted, refused } from './shown-error.ts';
export { readsOf, type Reads } from './reads.ts';
export {
  developmentIssuer,
  KeysAway,
  providerVerifier,
  tokenOf,
  type DevelopmentIssuer,
  type Verify,
} from './sign-in.ts';
export { tryingAgain } from './trying-again.ts';
