import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A token as its parts, so that a test can forge any of them. */
export type Token = { header: object; claims: object };

const KID = 'connector-key';
const connector = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** What the fake Bot Connector publishes of its key, as Microsoft's does. */
export function publishedKeys(): object {
  const { kty, n, e } = connector.publicKey.export({ format: 'jwk' });
  return { keys: [{ kty, use: 'sig', kid: KID, n, e, endorsements: ['msteams'] }] };
}

/** The connector's public key as text: what an attacker knows, and what no log should hold. */
export function publicKeyText(): string {
  return connector.publicKey.export({ format: 'pem', type: 'pkcs1' }).toString();
}

export function connectorToken(claims: { aud: string; serviceurl: string } & Record<string, unknown>): Token {
  return {
    header: { alg: 'RS256', typ: 'JWT', kid: KID },
    // Fixed instants: tests move their clock, and the library reads the machine's.
    claims: { iss: 'https://api.botframework.com', nbf: 1_577_836_800, exp: 4_102_444_800, ...claims },
  };
}

export function signed(token: Token, key: KeyObject = connector.privateKey): string {
  const unsigned = encoded(token);
  return `${unsigned}.${sign('sha256', Buffer.from(unsigned), key).toString('base64url')}`;
}

export function signedBySomebodyElse(token: Token): string {
  return signed(token, generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);
}

export function signedByNobody({ header, claims }: Token): string {
  return `${encoded({ header: { ...header, alg: 'none' }, claims })}.`;
}

/** The public key taken for the secret of an HMAC. */
export function signedByConfusion({ header, claims }: Token): string {
  const unsigned = encoded({ header: { ...header, alg: 'HS256' }, claims });
  return `${unsigned}.${createHmac('sha256', publicKeyText()).update(unsigned).digest('base64url')}`;
}

function encoded({ header, claims }: Token): string {
  return [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
}
