import { setTimeout } from 'node:timers/promises';

/** Waits in the machine's time. Cut short is no failure: who waits looks at the signal. */
export async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch(() => {});
}
