import { describe, expect, it } from 'vitest';
import { broughtBack, type Course, continued, corrected } from '../../src/domain/course.ts';
import { isHard } from '../../src/domain/hard-item.ts';
import type { Verdict } from '../../src/domain/kinds/kind.ts';

const FIRST = Temporal.PlainDate.from('2026-11-23');

const answer = (days: number, verdict: Verdict, firstOfDay = true) => ({
  ...{ deck: 'd', item: 'i', version: 1, verdict, firstOfDay },
  day: FIRST.add({ days }),
});

function after(...answers: ReturnType<typeof answer>[]): Course {
  const course = answers.reduce<Course | undefined>(continued, undefined);
  if (!course) throw new Error('nothing was answered');
  return course;
}

describe('the course of an item', () => {
  it('rests after three misses in a row, of first answers of a day', () => {
    const misses = [0, 1, 2].map((day) => answer(day, 'incorrect'));
    expect(after(...misses).restsSince?.toString()).toBe('2026-11-25');
    expect(after(...misses.slice(0, 2), answer(1, 'incorrect', false)).restsSince).toBeUndefined();
    expect(after(...misses.slice(0, 2), answer(2, 'correct'), answer(3, 'incorrect')).misses).toBe(1);
  });

  it('takes what was partly right neither for a miss nor for known', () => {
    const course = after(answer(0, 'incorrect'), answer(1, 'partly'), answer(2, 'incorrect'));
    expect(course.misses).toBe(2);
    expect(continued(course, answer(3, 'incorrect')).restsSince).toBeDefined();
  });

  it('keeps the first answer on a later day, and no other', () => {
    const course = after(answer(0, 'correct'), answer(0, 'incorrect', false), answer(3, 'incorrect'), answer(4, 'correct'));
    expect(course.firstReview).toEqual({ version: 1, recalled: false });
    expect(after(answer(0, 'incorrect')).firstReview).toBeUndefined();
  });

  it('is asked as if it had not been missed, once it is brought back', () => {
    const course = broughtBack(after(...[0, 1, 2].map((day) => answer(day, 'incorrect'))));
    expect(course).toMatchObject({ misses: 0 });
    expect(continued(course, answer(5, 'incorrect')).restsSince).toBeUndefined();
  });

  it('rests no more where a miss turns out to have been right, and stays at rest where it would all the same', () => {
    const course = after(...[0, 1, 2].map((day) => answer(day, 'incorrect')));
    const right = [answer(0, 'incorrect'), answer(1, 'correct'), answer(2, 'incorrect')];
    expect(corrected(course, right)).toMatchObject({ misses: 1, firstReview: { recalled: true } });
    expect(corrected(course, right).restsSince).toBeUndefined();
    const four = [...[0, 1, 2, 3].map((day) => answer(day, 'incorrect'))];
    expect(corrected(after(...four), [answer(0, 'correct'), ...four.slice(1)]).restsSince).toBeDefined();
  });
});

describe('an item is hard', () => {
  it('where most of thirty learners or more had lost it', () => {
    expect(isHard({ learners: 29, missed: 29 })).toBe(false);
    expect(isHard({ learners: 30, missed: 15 })).toBe(false);
    expect(isHard({ learners: 30, missed: 16 })).toBe(true);
  });
});
