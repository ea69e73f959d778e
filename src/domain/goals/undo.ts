import type { Goal } from './goal.ts';

/** What became of goals when something was taken back: they are set again, as they were before a change, or gone. */
export type Undone = { changed: readonly Goal[]; what: 'again' | 'before' | 'gone' };

/**
 * Takes back the last thing that a learner did to a goal, or what was done to one of them as long as it still stands (`from`): what was dropped is set again, what
 * was set is dropped, and what it took the place of comes back. A plan is begun and dropped as one.
 */
export function takenBack(
  all: readonly Goal[],
  { goal: id, from }: { goal?: string | undefined; from?: Goal['state'] | undefined },
  now: Temporal.Instant,
): Undone | undefined {
  const touched = all.filter(({ state }) => state === 'set' || state === 'dropped');
  const latest = [...touched].sort((a, b) => Temporal.Instant.compare(touchedAt(a), touchedAt(b))).at(-1);
  const last = id === undefined ? latest : touched.find((goal) => goal.id === id && (from === undefined || goal.state === from));
  if (!last) return undefined;
  const before = all.find((goal) => goal.id === last.replaces);
  const isDropped = last.state === 'dropped';
  const changed = doneWith(last, all).map((goal) => (isDropped ? reopened(goal) : ended(goal, 'dropped', now)));
  if (!isDropped && before?.state === 'replaced') return { changed: [...changed, reopened(before)], what: 'before' };
  // Who takes back a change, and that again, has the changed goal, and not both.
  if (isDropped && before?.state === 'set') return { changed: [...changed, ended(before, 'replaced', now)], what: 'again' };
  return { changed, what: isDropped ? 'again' : 'gone' };
}

function doneWith(last: Goal, all: readonly Goal[]): readonly Goal[] {
  if (last.plan === undefined || last.replaces !== undefined) return [last];
  const isWith = (goal: Goal) => goal.plan === last.plan && goal.state === last.state && touchedAt(goal).equals(touchedAt(last));
  return all.filter(isWith);
}

export function ended(goal: Goal, state: 'dropped' | 'replaced' | 'reached', endedAt: Temporal.Instant): Goal {
  return { ...goal, state, endedAt };
}

function reopened({ endedAt: _, ...goal }: Goal): Goal {
  return { ...goal, state: 'set' };
}

function touchedAt({ setAt, endedAt }: Goal): Temporal.Instant {
  return endedAt ?? setAt;
}
