import { type Attempt, isRecall } from './attempt.ts';
import { correctedCourse, correctedMemory, reviewIn } from './correction.ts';
import { type Course, continued } from './course.ts';
import { type Memory, remember, type Tuning } from './schedule.ts';

/** The memory of one learner's item, made anew from all their answers to it and the corrections of these, the oldest first. */
export function replayed(log: readonly Attempt[], tuning: Tuning = {}): Memory | undefined {
  return log.reduce<Memory | undefined>((memory, attempt, i) => {
    if (attempt.corrects !== undefined) return correctedMemory(log.slice(0, i), attempt, memory, tuning);
    if (attempt.verdict === 'unsure') return memory;
    return remember(attempt, memory, isRecall(attempt.verdict), reviewIn(attempt), tuning);
  }, undefined);
}

/** The course of the item, from the same answers. That somebody wanted it back is not among them. */
export function replayedCourse(log: readonly Attempt[]): Course | undefined {
  return log.reduce<Course | undefined>((course, attempt, i) => {
    if (attempt.corrects !== undefined) return correctedCourse(log.slice(0, i), attempt, course);
    return attempt.verdict === 'unsure' || attempt.purpose === 'replay' ? course : continued(course, attempt);
  }, undefined);
}
