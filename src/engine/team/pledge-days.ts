import type { Member } from '../../domain/member.ts';
import { dayAt, isWorkingDay, nextSessionAt } from '../../domain/rhythm.ts';
import { openCheck, type Phase, phaseOn } from '../../domain/sprint.ts';
import { sessionsOf } from '../quiz/plan.ts';
import type { Turn } from '../turn.ts';

// A pledge is two weeks ahead at most.
const MOST_SESSIONS = 14;

/** The session with which so many questions that come first have been asked of somebody; nothing where that is more than two weeks of them. */
export async function doneBy(turn: Turn, member: Member, items: number): Promise<Temporal.Instant | undefined> {
  const checks = await checksOf(turn, member);
  let left = items;
  for (const at of await sessionsAhead(turn, member)) {
    left -= member.budget - checks(dayAt(at, member.zone));
    if (left <= 0) return at;
  }
  return undefined;
}

/** When somebody is asked next, now among it where today's questions have not come yet. */
async function sessionsAhead(turn: Turn, member: Member): Promise<Temporal.Instant[]> {
  const { today, day } = await sessionsOf(turn, member);
  const isOpen = !today?.planned && isWorkingDay(day, member, turn.isHoliday);
  const found = isOpen ? [turn.now] : [];
  for (let from = day.add({ days: 1 }); found.length < MOST_SESSIONS; ) {
    const at = nextSessionAt(turn.now, member, turn.isHoliday, from);
    if (!at) break;
    found.push(at);
    from = dayAt(at, member.zone).add({ days: 1 });
  }
  return found;
}

/** How many places of a day the checks of somebody's sprint take, asked day after day. */
async function checksOf(turn: Turn, member: Member): Promise<(day: Temporal.PlainDate) => number> {
  const sprint = await turn.records.sprints.joined(member.id);
  if (!sprint) return () => 0;
  const log = await turn.records.attempts.since([member.id], sprint.startsOn);
  const today = dayAt(turn.now, member.zone);
  const left = new Map<Phase, number>();
  const present = phaseOn(sprint, today);
  if (present) left.set(present, openCheck(sprint, member.id, today, log).length);
  return (day) => {
    const phase = phaseOn(sprint, day);
    if (!phase) return 0;
    const open = left.get(phase) ?? sprint.pairs.length;
    left.set(phase, Math.max(0, open - member.budget));
    return Math.min(member.budget, open);
  };
}
