/** Who is believed: the configured provider, or outside of production an issuer whose key several processes share. */
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { Believed } from './config.ts';
import { developmentIssuer, providerVerifier, type DevelopmentIssuer, type Verify } from './sign-in.ts';

/** Reads tokens; signs for personas only where the configuration allows it. */
export interface Identity {
  readonly verify: Verify;
  readonly issuer?: DevelopmentIssuer;
  /** What gateway and services alone know; with personas it is the key that they share anyway. */
  readonly secret?: string | undefined;
}

export async function identityOf(given: Believed): Promise<Identity> {
  const { secret } = given;
  if (!('keyFile' in given)) return { verify: providerVerifier(given.issuer, given.jwks), secret };
  const key = await sharedKey(given.keyFile);
  const issuer = await developmentIssuer(key);
  return { verify: issuer.verify, issuer, secret: secret ?? key.d };
}

/** The key in the file. Whoever comes first makes it; of two that come together one wins and both use the same. */
async function sharedKey(file: string): Promise<JWK> {
  if (!existsSync(file)) {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const draft = `${file}.${randomUUID()}`;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(draft, JSON.stringify(await exportJWK(privateKey)), { mode: 0o600 });
    try {
      linkSync(draft, file);
    } catch (error) {
      if ((error as { code?: string }).code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft);
    }
  }
  return JSON.parse(readFileSync(file, 'utf8')) as JWK;
}
