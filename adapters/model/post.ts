import { NoFindings } from './no-findings.ts';

/** A model behind an OpenAI-compatible endpoint; those on the same machine often need no key. */
export type Endpoint = { baseUrl: string; name: string; apiKey?: string };

export type Answered = { status: number; text: string; retryAfterMs?: number };

/** What we ask for is a kilobyte or two; an endpoint that talks without end is not listened to. */
const LARGEST = 100_000;

/** Asks for one completion. A redirect would carry the key elsewhere: it is not followed. */
export async function post({ baseUrl, apiKey }: Endpoint, body: object, signal: AbortSignal): Promise<Answered> {
  const response = await fetch(`${baseUrl}/chat/completions`, {
    method: 'POST',
    redirect: 'error',
    headers: { 'content-type': 'application/json', ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }) },
    body: JSON.stringify(body),
    signal,
  });
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  const text = await textOf(response);
  return { status: response.status, text, ...(Number.isFinite(seconds) && { retryAfterMs: seconds * 1000 }) };
}

async function textOf({ body, status }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let [text, size] = ['', 0];
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > LARGEST) throw new NoFindings('unusable', { status });
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
