import type { Log } from './ports/log.ts';

// Orchestrators end a process by force ten seconds after they asked it to stop.
const LONGEST_MS = 9_000;

type Ending = {
  /** Aborted at once, so that whoever looks sees that nothing more is taken. */
  stopping: AbortController;
  /** What has to end, in this order. */
  steps: readonly (() => unknown)[];
  log: Log;
};

/**
 * Ends the process when it is told to: what is in hand is finished, what waits is left to others. Where something hangs, it ends all the same: by
 * then others may take what it held. A second signal ends it at once.
 */
export function stopOnSignal({ stopping, steps, log }: Ending): void {
  const stop = async (signal: string): Promise<void> => {
    if (stopping.signal.aborted) process.exit(1);
    log.info({ signal }, 'stopping: what has been taken is finished first');
    stopping.abort();
    setTimeout(() => {
      log.warn(
        {},
        'stopped before all was finished: something hangs, and what it held is taken up by another or after the restart',
      );
      process.exit(0);
    }, LONGEST_MS).unref();
    for (const step of steps) {
      try {
        await step();
      } catch (error) {
        log.error({ error }, 'something did not end as it should; the rest is stopped all the same');
      }
    }
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
}
