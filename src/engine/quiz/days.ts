import { isCheck, isRecall } from '../../domain/attempt.ts';
import type { Member } from '../../domain/member.ts';
import { type Days, freeDays } from '../../domain/streak.ts';
import type { Turn } from '../turn.ts';

const STREAK_DAYS = 20;

/** A learner's newest days with questions, and which of them are free: what the streak and achievements look at. */
export async function daysWithQuestions(
  { records, isHoliday }: Pick<Turn, 'records' | 'isHoliday'>,
  member: string,
  most: number,
): Promise<Omit<Days, 'isKept'>> {
  const found = most > 0 ? await records.sessions.days(member, most) : [];
  const [person] = found.length > 0 ? await records.members.all([member]) : [];
  return { asked: found.map(({ day }) => String(day)), isFree: person ? freeDays(found, person, isHoliday) : () => false };
}

/** The days of a learner's streak: kept is one on which something was recalled. */
export async function streakDays(turn: Turn, member: string): Promise<Days> {
  return (await streaksOf(turn, await turn.records.members.all([member])))(member);
}

/** Those of several learners at once. */
export async function streaksOf(
  { records, isHoliday }: Pick<Turn, 'records' | 'isHoliday'>,
  people: readonly Member[],
): Promise<(member: string) => Days> {
  const ids = people.map(({ id }) => id);
  const asked = await records.sessions.daysOf(ids, 2 * STREAK_DAYS);
  const [first] = [...asked.values()].flatMap((own) => own.map(({ day }) => day)).sort(Temporal.PlainDate.compare);
  const attempts = first === undefined ? [] : await records.attempts.since(ids, first);
  const recalled = attempts.filter(({ firstOfDay, verdict, purpose }) => firstOfDay && isRecall(verdict) && !isCheck(purpose));
  const kept = new Set(recalled.map(({ member, day }) => `${member} ${day}`));
  const free = new Map(people.map((person) => [person.id, freeDays(asked.get(person.id) ?? [], person, isHoliday)]));
  return (id) => ({
    asked: (asked.get(id) ?? []).map(({ day }) => String(day)),
    isFree: free.get(id) ?? (() => false),
    isKept: (day) => kept.has(`${id} ${day}`),
  });
}
