import { evidenceOf } from './achievements/achievements.ts';
import { type Attempt, isRecall } from './attempt.ts';
import { type Course, corrected } from './course.ts';
import { withHints } from './hints.ts';
import { type Memory, remember } from './schedule.ts';

/** An answer's mark put right: an attempt of its own, of the same day, that names the first and changes nothing in it. */
export function correctionOf(attempt: Attempt, at: { id: string; now: Temporal.Instant; before: Memory | undefined }): Attempt {
  const { verdict, credit } = withHints({ verdict: 'correct', credit: 1, matched: [], missed: [] }, attempt.hints);
  const matched = [...attempt.matched, ...attempt.missed];
  const right = { ...attempt, id: at.id, answeredAt: at.now, corrects: attempt.id, grader: 'ruling' as const };
  const corrected = { ...right, verdict, credit: Math.max(credit, attempt.credit), matched, missed: [], misconceptions: [] };
  return { ...corrected, evidence: evidenceOf(corrected, at.before) };
}

/** The memory before an answer, as the log of one learner's answers to one item tells it. */
export function memoryBefore(log: readonly Attempt[], attempt: Attempt): Memory | undefined {
  const answers = log.filter((each) => each.corrects === undefined);
  return memoryOf(
    withCorrections(
      log,
      answers.slice(
        0,
        Math.max(
          0,
          answers.findIndex(({ id }) => id === attempt.id),
        ),
      ),
    ),
  );
}

/** The memory after a correction: as if the answer had been right that day, and never worse than it was. */
export function correctedMemory(log: readonly Attempt[], correction: Attempt, now: Memory | undefined): Memory | undefined {
  const answers = log.filter((each) => each.corrects === undefined);
  const after = memoryOf(withCorrections([...log, correction], answers));
  const isWhole = now !== undefined && after?.reviews === now.reviews && after.lastDay.equals(now.lastDay);
  if (!now || isWhole) return after && noWorse(now, after);
  // Some of the log is gone by now: the one answer is all there is to go by.
  const { day, askedAt, verdict } = correction;
  return noWorse(now, { ...remember(now, undefined, isRecall(verdict), { now: askedAt, day }), ...lastSeen(now) });
}

/** The course of an item after a correction. */
export function correctedCourse(log: readonly Attempt[], correction: Attempt, now: Course | undefined): Course | undefined {
  const answers = log.filter((each) => each.corrects === undefined && each.purpose !== 'replay');
  return now && corrected(now, withCorrections([...log, correction], answers));
}

function lastSeen({ lastDay, seenAt, reviews }: Memory): Pick<Memory, 'lastDay' | 'seenAt' | 'reviews'> {
  return { lastDay, seenAt, reviews };
}

function withCorrections(log: readonly Attempt[], answers: readonly Attempt[]): Attempt[] {
  const corrections = new Map(log.flatMap((each) => (each.corrects === undefined ? [] : [[each.corrects, each.verdict]])));
  return answers.map((each) => ({ ...each, verdict: corrections.get(each.id) ?? each.verdict }));
}

function memoryOf(answers: readonly Attempt[]): Memory | undefined {
  return answers.reduce<Memory | undefined>(
    (memory, each) => remember(each, memory, isRecall(each.verdict), { now: each.answeredAt, day: each.day }),
    undefined,
  );
}

function noWorse(before: Memory | undefined, after: Memory): Memory {
  if (!before) return after;
  const kept = after.stability >= before.stability ? after : before;
  const dueDay = Temporal.PlainDate.compare(after.dueDay, before.dueDay) > 0 ? after.dueDay : before.dueDay;
  return { ...kept, dueDay, missed: before.missed && after.missed, recalled: before.recalled || after.recalled };
}

/** Answers as they stand: in the place of one that was corrected, its correction alone. */
export function asTheyStand(attempts: readonly Attempt[]): readonly Attempt[] {
  const corrected = new Set(attempts.map((each) => each.corrects));
  return corrected.size <= 1 ? attempts : attempts.filter((each) => !corrected.has(each.id));
}
