import { worthAsking } from './daily-plan.ts';
import { type Known, key, type Weigh } from './pick.ts';
import type { Prompt } from './session.ts';
import type { Wanted } from './weekly.ts';

/** What waits after an absence, without its number: for how many days at most, and how much more is lost by waiting than by asking it all at once. */
export type Deferred = { days: number; lost: number };

/** What of a day's questions did not find a place, spread over the days to come at the learner's pace; nothing where all did. */
export function deferred(
  known: Known,
  plan: readonly Prompt[],
  day: Temporal.PlainDate,
  wanted: Wanted,
  weigh: Weigh,
): Deferred | undefined {
  const today = new Set(plan.map(key));
  const waiting = worthAsking(known, day, weigh).filter(({ candidate }) => !today.has(key(candidate)));
  const waits = waiting.map((_, i) => Math.ceil(((Math.floor(i / wanted.budget) + 1) * 7) / wanted.workingDays.length));
  const lost = waiting.map(({ memory }, i) => weigh.recall(memory, day) - weigh.recall(memory, day.add({ days: waits[i] ?? 0 })));
  const days = waits.at(-1);
  return days === undefined ? undefined : { days, lost: lost.reduce((sum, each) => sum + each, 0) };
}
