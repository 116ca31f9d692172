/** What gateway and services alone know lets the gateway, and nobody else, listen to their feeds of nudges (提示). */
import { jwtVerify, SignJWT } from 'jose';

/** Where a service feeds them. */
export const NUDGES = '/nudges';
const AUDIENCE = 'yimen-nudges';

const keyOf = (secret: string) => new TextEncoder().encode(secret);

/** It opens a feed for a minute and is good for nothing else. */
export const nudgeToken = (secret: string): Promise<string> =>
  new SignJWT().setProtectedHeader({ alg: 'HS256' }).setAudience(AUDIENCE).setExpirationTime('1m').sign(keyOf(secret));

/** Of nobody where there is no secret. */
export const isNudgeToken = async (token = '', secret?: string): Promise<boolean> =>
  secret !== undefined &&
  jwtVerify(token, keyOf(secret), { audience: AUDIENCE, algorithms: ['HS256'] }).then(
    () => true,
    () => false,
  );
