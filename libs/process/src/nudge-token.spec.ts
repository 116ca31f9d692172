import { expect, it } from '@jest/globals';
import { decodeJwt, SignJWT } from 'jose';
import { isNudgeToken, nudgeToken } from './nudge-token.ts';

const SECRET = 'a secret of the specification, long enough';

it('a token for the feed of nudges is good for a minute', async () => {
  const token = await nudgeToken(SECRET);
  expect(await isNudgeToken(token, SECRET)).toBe(true);
  expect(decodeJwt(token).exp! - Date.now() / 1000).toBeLessThanOrEqual(60);
});

it('a token that was signed for something else opens no feed, nor does one that has run out', async () => {
  const signed = (audience: string, end: string) =>
    new SignJWT()
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience(audience)
      .setExpirationTime(end)
      .sign(new TextEncoder().encode(SECRET));
  const opens = async (audience: string, end: string) => isNudgeToken(await signed(audience, end), SECRET);
  expect(await opens('yimen-nudges', '1m')).toBe(true);
  expect(await opens('yimen', '1m')).toBe(false);
  expect(await opens('yimen-nudges', '-1s')).toBe(false);
});
