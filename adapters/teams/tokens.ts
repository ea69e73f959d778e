import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { z } from 'zod';

export const CONNECTOR = 'https://api.botframework.com';
export const OPEN_ID_METADATA_URL = 'https://login.botframework.com/v1/.well-known/openidconfiguration';

type Options = { openIdMetadataUrl: string; appId: string; now: () => Temporal.Instant };

const HASHES = { RS256: 'sha256', RS384: 'sha384', RS512: 'sha512' } as const;
const SKEW_SECONDS = 5 * 60;
const seconds = z.number();
const headerSchema = z.object({ alg: z.enum(['RS256', 'RS384', 'RS512']), kid: z.string() });

/**
 * Tells whether an Authorization header holds a token that the Bot Connector signed for us. botbuilder judges each token
 * again, and in more ways; but it answers a wrong signature with 500 and prints the key, so that such tokens stop here.
 * Throws where the keys cannot be had.
 */
export function tokenCheck({ openIdMetadataUrl, appId, now }: Options): (authorization: string | undefined) => Promise<boolean> {
  const claimsSchema = z.object({ iss: z.literal(CONNECTOR), aud: z.literal(appId), nbf: seconds.default(0), exp: seconds });
  const keys = signingKeys(openIdMetadataUrl, now);

  return async (authorization) => {
    const [, head, body, signature] = /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(authorization ?? '') ?? [];
    if (!head || !body || !signature) return false;
    const header = headerSchema.safeParse(decoded(head));
    const claims = claimsSchema.safeParse(decoded(body));
    if (!header.success || !claims.success) return false;
    const key = await keys(header.data.kid);
    const signed = Buffer.from(`${head}.${body}`);
    if (!key || !verify(HASHES[header.data.alg], signed, key, Buffer.from(signature, 'base64url'))) return false;
    const at = now().epochMilliseconds / 1_000;
    return claims.data.nbf - SKEW_SECONDS <= at && at < claims.data.exp + SKEW_SECONDS;
  };
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return undefined;
  }
}

const metadataSchema = z.object({ jwks_uri: z.url() });
const keySchema = z.object({ kid: z.string(), kty: z.literal('RSA'), n: z.string(), e: z.string() });
const keysSchema = z.object({ keys: z.array(z.unknown()) });

/** The keys are read once a day, and once an hour at most when somebody shows one that we do not know. */
function signingKeys(openIdMetadataUrl: string, now: () => Temporal.Instant): (kid: string) => Promise<KeyObject | undefined> {
  let keys = new Map<string, KeyObject>();
  let readAt: Temporal.Instant | undefined;
  let reading: Promise<Map<string, KeyObject>> | undefined;

  async function readOnce(): Promise<Map<string, KeyObject>> {
    reading ??= readKeys(openIdMetadataUrl).finally(() => {
      reading = undefined;
    });
    return await reading;
  }

  return async (kid) => {
    const hours = readAt?.until(now()).total('hours') ?? Number.POSITIVE_INFINITY;
    if (hours >= 24 || (hours >= 1 && !keys.has(kid))) {
      keys = await readOnce();
      readAt = now();
    }
    return keys.get(kid);
  };
}

async function readKeys(openIdMetadataUrl: string): Promise<Map<string, KeyObject>> {
  const { jwks_uri } = metadataSchema.parse(await json(openIdMetadataUrl));
  const { keys } = keysSchema.parse(await json(jwks_uri));
  return new Map(
    keys.flatMap((key) => {
      const jwk = keySchema.safeParse(key).data;
      return jwk ? [[jwk.kid, createPublicKey({ key: jwk, format: 'jwk' })] as const] : [];
    }),
  );
}

async function json(url: string): Promise<unknown> {
  // Two of these have to fit into the time that Teams waits, and leave most of it.
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  if (!response.ok) throw new Error(`The signing keys of the Bot Connector cannot be read: ${url} answered ${response.status}`);
  return await response.json();
}
