import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { FeedQuestion, Feeds } from '../../src/ports/cues.ts';
import type { Log } from '../../src/ports/log.ts';
import { type FetchOptions, fetchText } from './fetch-text.ts';

const READ_MS = 5_000;
const READ_MB = 256;
const endingsSchema = z.array(z.string().transform((end) => Temporal.Instant.from(end)));

/** Calendars by iCal, read with `ical.js` in a thread that ends with it. Its addresses are secrets: they are logged nowhere. */
export function openFeeds(log: Log, options: FetchOptions & { readMs?: number } = {}): Feeds {
  return {
    async endings({ url, ...asked }) {
      try {
        const calendar = await fetchText(url.replace(/^webcal:/i, 'https:'), options);
        return await read(calendar, asked, options.readMs ?? READ_MS);
      } catch (error) {
        log.warn({ reason: reasonOf(error) }, 'a calendar could not be read');
        return undefined;
      }
    },
  };
}

function read(calendar: string, asked: Omit<FeedQuestion, 'url'>, readMs: number): Promise<readonly Temporal.Instant[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./endings-main.ts', import.meta.url), {
      workerData: { ...asked, day: asked.day.toString(), calendar },
      resourceLimits: { maxOldGenerationSizeMb: READ_MB },
    });
    const late = setTimeout(() => {
      reject(new Error('it took too long to read'));
      void worker.terminate();
    }, readMs);
    worker.once('message', (ends) => resolve(endingsSchema.parse(ends)));
    worker.once('error', () => reject(new Error('not a calendar')));
    worker.once('exit', () => {
      clearTimeout(late);
      reject(new Error('it ended without an answer'));
    });
  });
}

// A code, or our own words: what others say may quote the address.
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error ? String(error.code) : error.name === 'TimeoutError' ? 'timeout' : error.message.slice(0, 80);
}
