import type { Attempt } from '../../domain/attempt.ts';
import { continued } from '../../domain/course.ts';
import { noticeHard } from '../decks/hard-item.ts';
import type { Turn } from '../turn.ts';

/** Keeps what has come of an item with a learner, after an answer. */
export async function keepCourse(turn: Turn, answer: Attempt): Promise<void> {
  if (answer.purpose === 'replay') return;
  const before = await turn.records.courses.get(answer.member, answer);
  const course = continued(before, answer);
  if (course === before) return;
  await turn.records.courses.save(answer.member, course);
  if (!before?.firstReview && course.firstReview?.recalled === false) await noticeHard(turn, answer);
}
