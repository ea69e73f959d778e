import type { Course } from '../course.ts';
import { daysBetween } from '../days.ts';
import { DEFAULT_REINFORCE } from '../item-plan.ts';
import { type Candidate, key } from '../pick.ts';
import { type Goal, inOrderOfDay, isAbout, isUnderWay } from './goal.ts';

// What was first met yesterday is the soonest that can be recalled a day later.
const NEXT_DAY = 1;

/**
 * What a learner could be asked, with the goals that are under way: their new questions come before other new ones, the nearest goal's first, and each of their questions is wished for
 * once since the goal began, and on the day after it was first met. How many a day stays as it is. `shares`: with what they chose to practise they take turns.
 */
export function aimed(
  candidates: readonly Candidate[],
  goals: readonly Goal[],
  { courses, day, shares = false }: { courses: readonly Course[]; day: Temporal.PlainDate; shares?: boolean },
): readonly Candidate[] {
  const underWay = inOrderOfDay(goals.filter((goal) => isUnderWay(goal, day)));
  if (underWay.length === 0) return candidates;
  const started = new Map(courses.map((course) => [key(course), course.startedOn]));
  const goalOf = (candidate: Candidate) => underWay.findIndex((each) => isAbout(each, candidate));
  const others = candidates.filter((each) => goalOf(each) < 0);
  const about = candidates.filter((each) => goalOf(each) >= 0).sort((a, b) => goalOf(a) - goalOf(b));
  const wished = about.flatMap((each) => {
    const goal = underWay[goalOf(each)];
    return goal ? [wishedFor(each, goal, started.get(key(each)))] : [];
  });
  if (!shares) return [...wished, ...others];
  const chosen = others.filter(({ required }) => required);
  const rest = others.filter(({ required }) => !required);
  return [
    ...byTurns(
      wished.map((each) => ({ ...each, required: true })),
      chosen,
    ),
    ...rest,
  ];
}

function byTurns<T>(some: readonly T[], others: readonly T[]): T[] {
  const length = Math.max(some.length, others.length);
  return Array.from({ length }, (_, i) => [some[i], others[i]].filter((each) => each !== undefined)).flat();
}

function wishedFor(candidate: Candidate, { startsOn }: Goal, startedOn: Temporal.PlainDate | undefined): Candidate {
  const plan = candidate.reinforce ?? DEFAULT_REINFORCE;
  const since = startedOn ? Math.max(NEXT_DAY, daysBetween(startedOn, startsOn)) : NEXT_DAY;
  return { ...candidate, reinforce: [...new Set([...plan, NEXT_DAY, since])].sort((a, b) => a - b) };
}
