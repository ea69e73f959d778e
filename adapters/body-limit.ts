import { isUtf8 } from 'node:buffer';
import express, { type Request, type RequestHandler } from 'express';

/** A message has at most 40,000 characters, and comes as text, as blocks or HTML, and with up to six bytes for each in JSON. */
export const LONGEST_BODY_BYTES = 1_000_000;

/** A card quoted in a message nests some 30 deep; what is far deeper is meant to exhaust whoever walks through it. */
export const DEEPEST_JSON = 64;

/** A request that is no use to anybody, whoever sent it. */
export class BadBody extends Error {
  readonly status = 400;
}

/**
 * Reads a body as its raw bytes into `request.body`. One that is larger is refused with 413 as soon as that is known, one that is not UTF-8 with 400.
 * A compressed one is refused as well: signatures cover the bytes that were sent.
 */
export function rawBody(mostBytes: number): RequestHandler[] {
  return [express.raw({ limit: mostBytes, inflate: false, type: () => true }), onlyUtf8];
}

/** The text of a body that `rawBody` has read. */
export function textOf({ body }: Request): string {
  return body instanceof Buffer ? body.toString() : '';
}

/** Parses JSON that nests no deeper than is good for those who walk through it. Throws `BadBody`. */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) throw new BadBody(`JSON that nests deeper than ${DEEPEST_JSON}`);
  try {
    return JSON.parse(text);
  } catch {
    // Without the parser's error, which quotes what it stumbled over.
    throw new BadBody('not JSON');
  }
}

/** Whether brackets nest too deep, told in one pass and without making anything of them. */
export function isTooDeep(json: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < json.length; i++) {
    const sign = json.charCodeAt(i);
    if (sign === QUOTE) quoted = !quoted;
    else if (quoted) i += sign === BACKSLASH ? 1 : 0;
    else if (OPENING.has(sign) && ++depth > DEEPEST_JSON) return true;
    else if (CLOSING.has(sign)) depth--;
  }
  return false;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

const onlyUtf8: RequestHandler = ({ body }, _response, next) => {
  next(body instanceof Buffer && !isUtf8(body) ? new BadBody('not UTF-8') : undefined);
};
