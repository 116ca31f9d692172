export { readAgencies, type Listed } from './agencies.ts';
export { configuration, ConfigRefused, databaseUrl, file, port, processConfiguration, whole } from './config.ts';
export { arrived, begin, endOnSignal } from './ending.ts';
export { identityOf, type Identity } from './identity.ts';
export { log } from './log.ts';
export { isNudgeToken, NUDGES, nudgeToken } from './nudge-token.ts';
export { formatted } from './shown-error.ts';
export { developmentIssuer, providerVerifier, tokenOf, type Verify } from './sign-in.ts';
export { tryingAgain } from './trying-again.ts';
