import { setTimeout } from 'node:timers/promises';

/** What a check found. Whatever is not `ok` says what to do; nothing secret is ever in it. */
export type Finding = { level: 'ok' | 'warn' | 'fail'; what: string; todo?: string };

/** Looks at one thing. What it throws counts as a failure of that thing. */
export type Check = { about: string; look: (signal: AbortSignal) => Promise<readonly Finding[]> };

export const ok = (what: string): Finding => ({ level: 'ok', what });
export const warn = (what: string, todo: string): Finding => ({ level: 'warn', what, todo });
export const fail = (what: string, todo: string): Finding => ({ level: 'fail', what, todo });

const LONGEST_MS = 5_000;

/** Runs the checks side by side, each for five seconds at most. */
export function runChecks(checks: readonly Check[], reasonOf: (error: unknown) => string) {
  return Promise.all(
    checks.map(async ({ about, look }) => {
      const limit = new AbortController();
      const late = setTimeout(LONGEST_MS, undefined, { signal: limit.signal }).then(
        () => [fail('no answer within 5 s', 'is it there, and does a firewall or a proxy stand between?')],
        () => [],
      );
      const findings = await Promise.race([look(AbortSignal.timeout(LONGEST_MS)), late]).catch((error: unknown) => [
        fail(reasonOf(error), 'see that it can be reached from this machine'),
      ]);
      limit.abort();
      return { about, findings };
    }),
  );
}

/** How far apart two clocks are allowed to be; `reliedOn` says why it matters. */
export function skew(
  seconds: number,
  { from, warnAbove, failAbove, reliedOn }: { from: string; warnAbove: number; failAbove: number; reliedOn: string },
): Finding {
  const apart = Math.abs(seconds);
  const what = `this machine's clock is ${apart < 10 ? apart.toFixed(1) : Math.round(apart)} s ${seconds >= 0 ? 'ahead of' : 'behind'} ${from}`;
  const todo = `let both follow a time server (NTP): ${reliedOn}`;
  if (apart > failAbove) return fail(what, todo);
  if (apart > warnAbove) return warn(what, todo);
  return ok(apart <= 1 ? `the clocks of this machine and ${from} agree` : what);
}
