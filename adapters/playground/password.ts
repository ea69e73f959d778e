import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { Refused } from './refused.ts';

/** The playground's password, and the machine's own time, by which tries are counted whatever the playground's clock says. */
export type Lock = { password: string; wallClock(): Temporal.Instant };

const TRIES_A_MINUTE = 10;
/** So many addresses are remembered; beyond them nobody may try any more in that minute. */
const MOST_ADDRESSES = 10_000;

/** Asks for the password as browsers do (HTTP Basic, any name); after some wrong ones an address has to wait for the next minute. */
export function onlyWithPassword({ password, wallClock }: Lock): RequestHandler {
  const wanted = digest(password);
  let minute = 0;
  let wrong = new Map<string, number>();

  function triesOf(address: string): number {
    const now = Math.floor(wallClock().epochMilliseconds / 60_000);
    if (now !== minute) wrong = new Map();
    minute = now;
    return wrong.get(address) ?? (wrong.size >= MOST_ADDRESSES ? TRIES_A_MINUTE : 0);
  }

  return (request, response, next) => {
    const given = passwordIn(request.headers.authorization);
    const address = request.socket.remoteAddress ?? '';
    const tries = triesOf(address);
    if (given !== undefined && tries >= TRIES_A_MINUTE) {
      response.set('Retry-After', '60');
      throw new Refused(429, 'Too many wrong passwords: wait a minute, then try again.');
    }
    // Digests have one length, as the comparison in constant time needs it.
    if (given !== undefined && timingSafeEqual(digest(given), wanted)) return next();
    if (given !== undefined) wrong.set(address, tries + 1);
    response.set('WWW-Authenticate', 'Basic realm="Cairn playground", charset="UTF-8"');
    throw new Refused(401, 'The playground asks for its password, PLAYGROUND_PASSWORD; any name will do.');
  };
}

function passwordIn(authorization: string | undefined): string | undefined {
  const [, encoded] = /^Basic ([\w+/=-]{1,2000})$/i.exec(authorization ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString();
  return text.slice(text.indexOf(':') + 1);
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
