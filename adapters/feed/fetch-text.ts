import type { lookup } from 'node:dns';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { guardedLookup, isFetchable, isPublic } from './public-address.ts';

export type FetchOptions = {
  isAllowed?: (address: string) => boolean;
  resolve?: typeof lookup;
  /** Of a certificate authority that is trusted beside the usual ones. */
  ca?: string;
  deadlineMs?: number;
};

const MOST_BYTES = 5_000_000;
const MOST_REDIRECTS = 3;
const DEADLINE_MS = 8_000;

/** Fetches a text from the open internet by HTTPS: no private address, also not by a redirect, nothing large, nothing slow. Throws with a reason that quotes no address. */
export async function fetchText(address: string, options: FetchOptions = {}): Promise<string> {
  const { isAllowed = isPublic, resolve, ca, deadlineMs = DEADLINE_MS } = options;
  const signal = AbortSignal.timeout(deadlineMs);
  let url = URL.parse(address);
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    if (!url || !isFetchable(url, isAllowed)) throw new Error('not an address of the open internet with https://');
    const response = await request(url, { lookup: guardedLookup(isAllowed, resolve), signal, ...(ca !== undefined && { ca }) });
    const { statusCode = 0, headers } = response;
    if (statusCode === 200) return await textOf(response);
    response.destroy();
    if (statusCode < 300 || statusCode >= 400 || headers.location === undefined) throw new Error(`answered with ${statusCode}`);
    url = URL.parse(headers.location, url);
  }
  throw new Error('too many redirects');
}

function request(url: URL, options: Parameters<typeof get>[1]): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(
      url,
      { ...options, agent: false, headers: { accept: 'text/calendar, text/plain', 'accept-encoding': 'identity' } },
      resolve,
    ).on('error', reject);
  });
}

async function textOf(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new Error(`larger than ${MOST_BYTES} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}
