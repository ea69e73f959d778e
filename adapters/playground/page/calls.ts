import type { MoveBody, PressBody, Refusal, SayBody, State } from '../wire.ts';

/** The zone of this browser: days of the clock and of its people are days here. */
export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

export async function readState(): Promise<State> {
  return (await answered(await fetch('/playground/state'))) as State;
}

export async function say(body: Omit<SayBody, 'zone'>): Promise<void> {
  await post('/playground/say', { ...body, zone } satisfies SayBody);
}

export async function press(body: Omit<PressBody, 'zone'>): Promise<void> {
  await post('/playground/press', { ...body, zone } satisfies PressBody);
}

export async function moveClock(body: MoveBody): Promise<void> {
  await post('/playground/clock', body);
}

export async function readPayload(letter: string, as: 'slack' | 'teams'): Promise<unknown> {
  return await answered(await fetch(`/playground/letters/${encodeURIComponent(letter)}?as=${as}`));
}

async function post(path: string, body: object): Promise<unknown> {
  return await answered(await reach(path, body));
}

async function reach(path: string, body: object): Promise<Response> {
  try {
    return await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  } catch (cause) {
    throw new Error('Cairn cannot be reached just now. Try again in a moment.', { cause });
  }
}

/** The body of an answer; a refusal is thrown with the server's own words. */
async function answered(response: Response): Promise<unknown> {
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return body;
  throw new Error((body as Refusal | undefined)?.error ?? `Cairn answered with ${response.status}.`);
}
