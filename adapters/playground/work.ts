import { Refused } from './refused.ts';

/** The requests that are being worked on, so that stopping can wait for them and refuse what comes later. */
export interface Work {
  run<T>(job: () => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

export function trackWork(): Work {
  const running = new Set<Promise<unknown>>();
  let stopped = false;
  return {
    async run(job) {
      if (stopped) throw new Refused(503, 'Cairn is stopping; try again in a moment.');
      const done = job();
      running.add(done);
      try {
        return await done;
      } finally {
        running.delete(done);
      }
    },
    async stop() {
      stopped = true;
      await Promise.allSettled(running);
    },
  };
}
