import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

// RS256 is what every verifier of Open Badges knows.
export const ALGORITHMS: Readonly<Record<string, string>> = { rsa: 'RS256', ed25519: 'EdDSA' };

/** The private key as PKCS #8 in base64, on one line; nothing where it is no such key. */
export function readIssuerKey(text: string): KeyObject | undefined {
  try {
    const key = createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' });
    return Object.hasOwn(ALGORITHMS, key.asymmetricKeyType ?? '') ? key : undefined;
  } catch {
    return undefined;
  }
}

export function newIssuerKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
}
