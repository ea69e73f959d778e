import type { Pace } from '../ports/platform.ts';

/** How fast letters may go to one workspace. Adapts: a platform that refuses is written to more slowly for a while. */
export type Budget = {
  /** Books the next place for a letter that can wait, if it comes within `longestMs`; gives the milliseconds until then. */
  book(conversation: string, longestMs: number): number;
  /** Counts a letter that does not wait: people who are answered come first, and the others make room. */
  spend(conversation: string): void;
  /** The platform said to wait. */
  throttled(retryAfterMs: number): void;
  /** Milliseconds for which the platform wants nothing more. */
  pausedMs(): number;
  /** Letters a second, at present. */
  rate(): number;
};

// Who has just answered many people does not keep the others waiting for longer.
const MOST_DEBT_MS = 2_000;
const MOST_PLACES_LATE = 2;
const SLOWER = 0.85;
const SLOWEST = 0.5;
const RECOVERS_IN_MS = 30_000;
const MANY_CONVERSATIONS = 2_000;

/** `elapsedMs` is a clock that only runs forward: platforms count in the machine's time, whatever the time is in the playground. */
export function openBudget(pace: Pace, elapsedMs: () => number): Budget {
  let free = 0;
  let pausedUntil = 0;
  let slowed = { by: 1, at: 0 };
  const conversations = new Map<string, number>();

  const rate = () => {
    const recovered = (elapsedMs() - slowed.at) / RECOVERS_IN_MS;
    return pace.workspace * Math.min(1, slowed.by + recovered * (1 - slowed.by));
  };

  function occupy(conversation: string, at: number): void {
    if (conversations.size >= MANY_CONVERSATIONS) forget();
    conversations.set(conversation, at + 1_000 / pace.conversation);
  }

  function forget(): void {
    for (const [name, until] of conversations) if (until <= elapsedMs()) conversations.delete(name);
  }

  return {
    book(conversation, longestMs) {
      const now = elapsedMs();
      const at = Math.max(now, free, pausedUntil, conversations.get(conversation) ?? 0);
      if (at - now > longestMs) return at - now;
      const place = 1_000 / rate();
      // Who comes a little late for a place has it all the same: else a busy machine would never be as fast as it may.
      const isLittleLate = free < now && now - free < MOST_PLACES_LATE * place;
      free = Math.max(isLittleLate ? free : now, free, pausedUntil) + place;
      occupy(conversation, at);
      return at - now;
    },
    spend(conversation) {
      const now = elapsedMs();
      free = Math.min(Math.max(now, free) + 1_000 / rate(), Math.max(free, now + MOST_DEBT_MS));
      occupy(conversation, now);
    },
    throttled(retryAfterMs) {
      const now = elapsedMs();
      // Letters that were on their way together are refused together: that is one sign, not many.
      if (now >= pausedUntil) slowed = { by: Math.max(SLOWEST, (rate() / pace.workspace || 1) * SLOWER), at: now };
      pausedUntil = Math.max(pausedUntil, now + retryAfterMs);
    },
    pausedMs: () => Math.max(0, pausedUntil - elapsedMs()),
    rate,
  };
}
