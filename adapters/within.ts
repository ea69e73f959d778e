import { setTimeout } from 'node:timers/promises';

/** What `work` gives, or an error when it takes longer; the work itself goes on. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const done = new AbortController();
  const limit = setTimeout(ms, undefined, { signal: done.signal, ref: false }).then(() => {
    throw new Error(`no answer within ${ms / 1_000} s`);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    done.abort();
    limit.catch(() => {});
  }
}

/** The same work for all who ask while it is under way: whoever asks a database that hangs, again and again, takes one connection. */
export function shared<T>(work: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<T> | undefined;
  return () => {
    underWay ??= work().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
}
