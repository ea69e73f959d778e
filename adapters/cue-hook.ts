import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import express from 'express';
import type { WorkspaceId } from '../src/events.ts';
import type { CueLink } from '../src/ports/cues.ts';
import type { Log } from '../src/ports/log.ts';
import type { Store } from '../src/ports/store.ts';
import { rawBody, textOf } from './body-limit.ts';
import type { Seal } from './seal.ts';

/** Makes addresses for signed calls; `newSecret` gives 256 random bits as text for a URL. The workspace is part of the address, so that it is looked up in no other. */
export function cueLinks(from: { publicUrl: () => string | undefined; newSecret: () => string }): CueLink {
  return (workspace) => {
    const address = from.publicUrl();
    if (address === undefined) return undefined;
    const token = `${Buffer.from(workspace).toString('base64url')}.${from.newSecret()}`;
    return { url: `${address}/cues/${token}`, hook: hashOf(token), secret: from.newSecret() };
  };
}

type Deps = {
  store: Store;
  seal: Seal;
  /** Somebody's task is finished; `id` is the same for the same call. */
  ring: (call: { workspace: WorkspaceId; member: string; id: string }) => Promise<string>;
  /** Not the playground's, which is moved: whoever signs lives by the real one. */
  wallClock: () => Temporal.Instant;
  log: Log;
};

const MOST_BYTES = 16_000;
const FRESH_SECONDS = 300;
const TOKEN = /^([\w-]{1,400})\.[\w-]{43}$/;

/**
 * `POST /cues/TOKEN`: a signed call that opens its owner's session. `Cairn-Timestamp` is in seconds since 1970, `Cairn-Signature` is `v1=` and the HMAC-SHA256, in hex, of
 * the timestamp, a full stop and the body. Whether an address is known is told to nobody who cannot sign.
 */
export function cueRoutes({ store, seal, ring, wallClock, log }: Deps): express.Router {
  const router = express.Router();
  router.post('/cues/:token', ...rawBody(MOST_BYTES), async (request, response) => {
    const { token } = request.params;
    const owner = await ownerOf(String(token));
    const timestamp = request.get('Cairn-Timestamp') ?? '';
    const signature = request.get('Cairn-Signature') ?? '';
    if (!owner || !isFresh(timestamp) || !isSigned(owner.secret, `${timestamp}.${textOf(request)}`, signature)) {
      return void response.status(401).json({ error: 'unknown address, wrong signature, or older than five minutes' });
    }
    const outcome = await ring({ ...owner.whose, id: createHash('sha256').update(`${token} ${signature}`).digest('base64url') });
    response.status(outcome === 'taken before' ? 409 : 200).json({ session: outcome });
  });
  router.use('/cues', (error: unknown, _request: express.Request, response: express.Response, _next: express.NextFunction) => {
    const known = error instanceof Error && 'status' in error ? Number(error.status) : 503;
    // The address is a secret, so it is not logged.
    if (known === 503) log.error({ error: String(error) }, 'a cue failed');
    response.status(known).json({ error: known === 503 ? 'please try again in a minute' : 'that body is not taken' });
  });

  async function ownerOf(token: string) {
    const workspace = workspaceOf(token);
    const member = workspace && (await store.within(workspace, ({ members }) => members.hooked(hashOf(token))));
    if (!workspace || member?.cue?.kind !== 'webhook') return undefined;
    return { whose: { workspace, member: member.id }, secret: seal.open(member.cue.sealed, `${workspace} ${member.id}`) };
  }

  function isFresh(timestamp: string): boolean {
    const seconds = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NaN;
    return Math.abs(wallClock().epochMilliseconds / 1000 - seconds) <= FRESH_SECONDS;
  }

  return router;
}

function isSigned(secret: string, signed: string, signature: string): boolean {
  const expected = Buffer.from(`v1=${createHmac('sha256', secret).update(signed).digest('hex')}`);
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

function workspaceOf(token: string): WorkspaceId | undefined {
  const [, named = ''] = TOKEN.exec(token) ?? [];
  const workspace = Buffer.from(named, 'base64url').toString();
  return /^(slack|teams|playground):[^\0]+$/.test(workspace) ? (workspace as WorkspaceId) : undefined;
}
