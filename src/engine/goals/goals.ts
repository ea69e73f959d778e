import { bestHours } from '../../domain/goals/best-hours.ts';
import { hasPassed } from '../../domain/goals/decide.ts';
import { type Goal, inOrderOfDay, isUnderWay } from '../../domain/goals/goal.ts';
import { type Measured, tweakFor, weekOfGoals } from '../../domain/goals/week.ts';
import type { Member } from '../../domain/member.ts';
import type { Block } from '../../outbound.ts';
import { review } from '../../views/goal-week.ts';
import { goalNews, goals as goalsView } from '../../views/goals.ts';
import { inPrivate } from '../member/privacy.ts';
import { type Turn, tell, type Visit } from '../turn.ts';
import { type GoalsNow, goalsNow, keepReached } from './goal-progress.ts';

/** How far back answers tell of a learner's best hours. */
const HOURS_DAYS = 56;

/** `goals`: how far each is, and what to change. */
export async function openGoals(visit: Visit): Promise<void> {
  await inPrivate(visit);
  const now = await goalsNow(visit, visit.member);
  await keepReached(visit, now);
  const { underWay, toCome } = sorted(now);
  const reached = now.measured.filter(
    ({ goal }) => goal.state === 'reached' && !now.measured.some((each) => each.goal.replaces === goal.id),
  );
  await tell(visit, visit.member.id, goalsView({ ...now, underWay, toCome, reached }));
}

/** `goal review`: the week's figures beside their targets, and one thing to change. */
export async function reviewGoals(visit: Visit): Promise<void> {
  await inPrivate(visit);
  const { member } = visit;
  const now = await goalsNow(visit, member);
  const week = weekOfGoals(now.today, now.measured, now.log, now.isOf);
  const tweak = tweakFor(week, now.measured, now.today);
  const hours = await bestHoursOf(visit, member);
  await tell(visit, member.id, review(week, { ...now, tweak, hours, sessionHour: member.sessionTime.hour }));
}

/** The hours in which a learner answers most and best; theirs alone to see. */
export async function bestHoursOf({ records, now }: Turn, { id, zone }: Member) {
  const since = now.toZonedDateTimeISO(zone).toPlainDate().subtract({ days: HOURS_DAYS });
  return bestHours(await records.attempts.since([id], since));
}

/** What the end of a session says of goals: nothing, for who has none. */
export async function tellGoals(turn: Turn, member: Member): Promise<Block[]> {
  if (!(await turn.records.goals.of(member.id)).some(({ state }) => state === 'set')) return [];
  const now = await goalsNow(turn, member);
  const reached = await keepReached(turn, now);
  const open = sorted(now).underWay.filter(({ progress }) => !progress.reachedOn);
  const passed = await newlyPassed(turn, open, now.today);
  const nearest = open.find(({ goal, progress }) => !hasPassed(goal, progress, now.today));
  const isLast = now.today.dayOfWeek === Math.max(...member.workingDays);
  return goalNews({ ...now, reached, passed, nearest, endsWeek: isLast });
}

// That a goal's day is over is said once, of one goal at a time; after that `goals` and the week's review have it.
async function newlyPassed(turn: Turn, open: readonly Measured[], today: Temporal.PlainDate): Promise<Measured | undefined> {
  for (const each of open.filter(({ goal, progress }) => hasPassed(goal, progress, today)))
    if (await turn.records.letters.claim(`goal-passed:${each.goal.id}`, turn.now)) return each;
  return undefined;
}

/** Goals that are under way and those of which the first day is still to come, in the order of their days. */
export function sorted({ measured, today }: GoalsNow): { underWay: Measured[]; toCome: Goal[] } {
  const byDay = inOrderOfDay(measured.filter(({ goal }) => goal.state === 'set').map(({ goal }) => goal));
  const isSoon = (goal: Goal) => isUnderWay(goal, today) && !isLaterStep(goal, byDay, today);
  const underWay = byDay.filter(isSoon).flatMap((goal) => measured.find((each) => each.goal === goal) ?? []);
  return { underWay, toCome: byDay.filter((goal) => !isSoon(goal)) };
}

// A plan's steps all count from its first day; only those of the days to come are under way.
function isLaterStep(goal: Goal, byDay: readonly Goal[], today: Temporal.PlainDate): boolean {
  if (goal.plan === undefined || Temporal.PlainDate.compare(goal.dueOn, today) <= 0) return false;
  return byDay.findIndex((each) => each.plan === goal.plan) !== byDay.indexOf(goal);
}
