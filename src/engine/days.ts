import { isCheck, isRecall } from '../domain/attempt.ts';
import { type Days, freeDays } from '../domain/streak.ts';
import type { Turn } from './turn.ts';

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
  const days = await daysWithQuestions(turn, member, 2 * STREAK_DAYS);
  const first = days.asked.at(-1);
  const attempts = first === undefined ? [] : await turn.records.attempts.since([member], Temporal.PlainDate.from(first));
  const recalled = attempts.filter(({ firstOfDay, verdict, purpose }) => firstOfDay && isRecall(verdict) && !isCheck(purpose));
  const kept = new Set(recalled.map(({ day }) => String(day)));
  return { ...days, isKept: (day) => kept.has(day) };
}
