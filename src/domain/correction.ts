import { type Attempt, isRecall } from './attempt.ts';
import { type Course, corrected } from './course.ts';
import { withHints } from './hints.ts';
import type { Grade } from './kinds/kind.ts';
import { type Memory, type Review, remember, type Tuning } from './schedule.ts';

/** A mark in the place of another, and who gave it. */
export type Correction = { grade: Grade; grader: 'ruling' | 'buddy' | 'self' };

/** That an answer was right after all. */
export function asRight({ matched, missed }: Attempt): Correction {
  return { grade: { verdict: 'correct', credit: 1, matched: [...matched, ...missed], missed: [] }, grader: 'ruling' };
}

/** An answer's mark put right: an attempt of its own, of the same day, that names the first and changes nothing in it. */
export function correctionOf(
  attempt: Attempt,
  { grade, grader }: Correction,
  at: { id: string; now: Temporal.Instant },
): Attempt {
  const { verdict, credit, matched, missed } = withHints(grade, attempt.hints);
  const marked = { ...attempt, id: at.id, answeredAt: at.now, corrects: attempt.id, grader };
  return { ...marked, verdict, credit: Math.max(credit, attempt.credit), matched, missed, misconceptions: [] };
}

/** The memory after a correction: as if the answer had been marked so that day, and never worse than it was, but for an answer that had no mark till then. */
export function correctedMemory(
  log: readonly Attempt[],
  correction: Attempt,
  now: Memory | undefined,
  tuning: Tuning = {},
): Memory | undefined {
  const answers = log.filter((each) => each.corrects === undefined);
  const was = memoryOf(withCorrections(log, answers), tuning);
  const after = memoryOf(withCorrections([...log, correction], answers), tuning);
  const isWhole = now !== undefined && was?.reviews === now.reviews && was.lastDay.equals(now.lastDay);
  const isFirstMark = answers.find(({ id }) => id === correction.corrects)?.verdict === 'unsure';
  if (!now || isWhole) return after && noWorse(isFirstMark ? undefined : now, after);
  // Some of the log is gone by now: the one answer is all there is to go by.
  const { day, askedAt, verdict, guess } = correction;
  return noWorse(now, { ...remember(now, undefined, isRecall(verdict), { now: askedAt, day, guess }, tuning), ...lastSeen(now) });
}

/** The course of an item after a correction. */
export function correctedCourse(log: readonly Attempt[], correction: Attempt, now: Course | undefined): Course | undefined {
  const answers = log.filter((each) => each.corrects === undefined && each.purpose !== 'replay');
  const marked = withCorrections([...log, correction], answers).filter(({ verdict }) => verdict !== 'unsure');
  return now && corrected(now, marked);
}

function lastSeen({ lastDay, seenAt, reviews }: Memory): Pick<Memory, 'lastDay' | 'seenAt' | 'reviews'> {
  return { lastDay, seenAt, reviews };
}

function withCorrections(log: readonly Attempt[], answers: readonly Attempt[]): Attempt[] {
  const corrections = new Map(log.flatMap((each) => (each.corrects === undefined ? [] : [[each.corrects, each.verdict]])));
  return answers.map((each) => ({ ...each, verdict: corrections.get(each.id) ?? each.verdict }));
}

// What is not marked yet says nothing of memory.
function memoryOf(answers: readonly Attempt[], tuning: Tuning): Memory | undefined {
  const marked = answers.filter(({ verdict }) => verdict !== 'unsure');
  return marked.reduce<Memory | undefined>(
    (memory, each) => remember(each, memory, isRecall(each.verdict), reviewIn(each), tuning),
    undefined,
  );
}

export function reviewIn({ answeredAt: now, day, guess, firstOfDay }: Attempt): Review {
  return { now, day, guess, again: !firstOfDay };
}

function noWorse(before: Memory | undefined, after: Memory): Memory {
  if (!before) return after;
  const kept = after.stability >= before.stability ? after : before;
  const dueDay = Temporal.PlainDate.compare(after.dueDay, before.dueDay) > 0 ? after.dueDay : before.dueDay;
  return { ...kept, dueDay, missed: before.missed && after.missed, recalled: before.recalled || after.recalled };
}

/** Answers as they stand, each at the time at which it was given, the oldest first. */
export function asAnswered(attempts: readonly Attempt[]): readonly Attempt[] {
  const given = new Map(attempts.map((each) => [each.id, each.answeredAt]));
  return asTheyStand(attempts)
    .map((each) => ({ ...each, answeredAt: given.get(each.corrects ?? '') ?? each.answeredAt }))
    .sort((a, b) => Temporal.Instant.compare(a.answeredAt, b.answeredAt));
}

/** Answers as they stand: in the place of one that was corrected, its correction alone; what nobody has marked yet says nothing. */
export function asTheyStand(attempts: readonly Attempt[]): readonly Attempt[] {
  const corrected = new Set(attempts.map((each) => each.corrects));
  return attempts.filter((each) => each.verdict !== 'unsure' && !corrected.has(each.id));
}
