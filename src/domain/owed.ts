import { type Known, key, promptFor } from './pick.ts';
import type { Prompt, Session } from './session.ts';

/**
 * A day's plan with what the session before it still owed: what was missed there, said to come again at its end, and was not asked. It comes first, in the
 * place of what the plan has last. What rests by now does not.
 */
export function withOwed(
  plan: readonly Prompt[],
  { prompts, position }: Session,
  { candidates, courses }: Pick<Known, 'candidates' | 'courses'>,
): Prompt[] {
  const missed = new Set(prompts.slice(position).flatMap((each) => (each.purpose === 'correction' ? [key(each)] : [])));
  const resting = new Set(courses.filter(({ restsSince }) => restsSince).map(key));
  const owed = candidates.filter((each) => missed.has(key(each)) && !resting.has(key(each)));
  const rest = plan.filter((each) => !owed.some((other) => key(other) === key(each)));
  return [...owed.map((each) => promptFor(each, 'review')), ...rest.slice(0, Math.max(0, plan.length - owed.length))];
}
