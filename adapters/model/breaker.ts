const MOST_FAILURES = 3;
const REST_MS = 60_000;

/** Leaves what fails alone for a while: nobody waits for what does not answer. Then one try says whether it is back. */
export function openBreaker(elapsedMs: () => number): { mayTry(): boolean; worked(): void; failed(): boolean } {
  let failures = 0;
  let restsUntil = 0;
  return {
    mayTry() {
      if (failures < MOST_FAILURES) return true;
      if (elapsedMs() < restsUntil) return false;
      restsUntil = elapsedMs() + REST_MS;
      return true;
    },
    worked() {
      failures = 0;
    },
    /** True where that was one too many. */
    failed() {
      failures++;
      restsUntil = elapsedMs() + REST_MS;
      return failures === MOST_FAILURES;
    },
  };
}
