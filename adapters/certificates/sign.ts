import { createPublicKey, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, type JWK, SignJWT } from 'jose';
import { ALGORITHMS } from './issuer-key.ts';

/** Signs credentials as JSON web tokens (Open Badges 3.0, 8.2), so that who has the public keys can check them. */
export type Signer = {
  sign(credential: { id: string; issuer: { id: string }; validFrom: string; validUntil: string }, keys: string): Promise<string>;
  keys(): Promise<{ keys: JWK[] }>;
};

export function openSigner(key: KeyObject): Signer {
  const alg = ALGORITHMS[key.asymmetricKeyType ?? ''] ?? 'RS256';
  const publicKey = async () => {
    const jwk = await exportJWK(createPublicKey(key));
    return { ...jwk, alg, use: 'sig', kid: await calculateJwkThumbprint(jwk) };
  };
  return {
    async sign(credential, keys) {
      const { kid } = await publicKey();
      return new SignJWT({ ...credential })
        .setProtectedHeader({ alg, typ: 'JWT', kid, jku: keys })
        .setIssuer(credential.issuer.id)
        .setJti(credential.id)
        .setSubject(credential.id)
        .setNotBefore(secondsOf(credential.validFrom))
        .setExpirationTime(secondsOf(credential.validUntil))
        .sign(key);
    },
    keys: async () => ({ keys: [await publicKey()] }),
  };
}

function secondsOf(instant: string): number {
  return Math.floor(Temporal.Instant.from(instant).epochMilliseconds / 1_000);
}
