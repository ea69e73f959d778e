import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { BadUsage, CannotRun, type Command, type Desk, flagsOf } from './command.ts';

const credentialSchema = z.object({
  id: z.url(),
  name: z.string(),
  issuer: z.object({ id: z.url(), name: z.string() }),
  validFrom: z.string(),
  validUntil: z.string(),
  credentialSubject: z.object({ identifier: z.array(z.object({ identityHash: z.string() })).min(1) }),
  evidence: z.array(z.object({ narrative: z.string() })).default([]),
  credentialStatus: z.object({ id: z.url() }),
});
const statusSchema = z.object({
  revokedCredential: z.array(z.object({ id: z.string(), revocationReason: z.string().default('revoked') })),
});
const keysSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

type Credential = z.infer<typeof credentialSchema>;

export const verify: Command = {
  summary: 'check a certificate that somebody shows',
  usage: `cairn verify FILE [--keys FILE] [--offline]

  Checks the signature of a credential (certificate.jwt) with the public keys of whoever it says has issued it, its dates, and whether it
  was revoked. --keys takes the keys from a file, --offline asks nobody whether it was revoked.
  That it holds says that it comes from that address: whether you trust who is there is yours to say.`,

  run: verifyFile,
};

/** Gives the exit code: 0 where it holds. */
export async function verifyFile(args: readonly string[], desk: Pick<Desk, 'from' | 'now' | 'line' | 'note'>): Promise<number> {
  const { positionals, values } = flagsOf(args, { keys: { type: 'string' }, offline: { type: 'boolean' } });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new BadUsage('Say which file: verify certificate.jwt');
  const token = (await textOf(resolve(desk.from, file))).trim();
  const credential = readCredential(token);
  if (!credential) return refused(desk, 'This is no signed Open Badges credential.');
  const keys =
    values.keys === undefined
      ? await fetched(keysAddress(token, credential))
      : JSON.parse(await textOf(resolve(desk.from, values.keys)));
  const flaw = await flawOf(token, keysSchema.parse(keys), desk.now());
  if (flaw !== undefined) return refused(desk, flaw);
  const revoked = values.offline ? undefined : await revocationOf(credential);
  if (revoked !== undefined) return refused(desk, revoked);
  for (const words of told(credential)) await desk.line(words);
  if (values.offline) desk.note('Whether it was revoked was not asked.');
  return 0;
}

function told({ name, issuer, validUntil, evidence, credentialSubject }: Credential): string[] {
  return [
    'It holds.',
    `  holder    ${credentialSubject.identifier[0]?.identityHash ?? ''}`,
    `  for       ${name}`,
    `  issuer    ${issuer.name}, ${issuer.id}`,
    `  until     ${validUntil.slice(0, 10)}`,
    ...evidence.map(({ narrative }) => `  evidence  ${narrative}`),
  ];
}

async function refused(desk: Pick<Desk, 'line'>, why: string): Promise<number> {
  await desk.line(why);
  return 1;
}

function readCredential(token: string): Credential | undefined {
  try {
    return credentialSchema.safeParse(decodeJwt(token)).data;
  } catch {
    return undefined;
  }
}

// Keys that are kept elsewhere than the credential's issuer would prove nothing of them.
function keysAddress(token: string, { issuer }: Credential): string {
  const { jku } = decodeProtectedHeader(token);
  if (jku === undefined || new URL(jku).origin !== new URL(issuer.id).origin)
    throw new CannotRun('It does not say where its issuer keeps the public keys: give them with --keys.');
  return jku;
}

async function flawOf(token: string, keys: z.infer<typeof keysSchema>, now: Temporal.Instant): Promise<string | undefined> {
  try {
    await jwtVerify(token, createLocalJWKSet(keys), {
      algorithms: ['RS256', 'EdDSA'],
      currentDate: new Date(now.epochMilliseconds),
    });
    return undefined;
  } catch (error) {
    if (error instanceof errors.JWTExpired) return 'It is over: its day has come.';
    if (error instanceof errors.JWTClaimValidationFailed) return 'It is not valid yet.';
    if (error instanceof errors.JOSEError) return 'Its signature is not that of its issuer: it was changed, or is not theirs.';
    throw error;
  }
}

async function revocationOf({ id, credentialStatus, issuer }: Credential): Promise<string | undefined> {
  if (new URL(credentialStatus.id).origin !== new URL(issuer.id).origin)
    return 'Its status is kept elsewhere than with its issuer.';
  const status = statusSchema.parse(await fetched(credentialStatus.id));
  return status.revokedCredential.find((each) => each.id === id)?.revocationReason;
}

const LONGEST_MS = 10_000;

async function fetched(address: string): Promise<unknown> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(LONGEST_MS), redirect: 'error' });
    if (!response.ok) throw new Error(`it answers ${response.status}`);
    return await response.json();
  } catch (error) {
    throw new CannotRun(
      `${new URL(address).origin} could not be asked: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

async function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: Error) => {
    throw new CannotRun(`The file cannot be read: ${error.message}`);
  });
}
