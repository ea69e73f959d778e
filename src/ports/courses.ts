import type { Course } from '../domain/course.ts';

/** How many learners have met an item's version again on a later day, and how many of them had lost it. */
type FirstReviews = { learners: number; missed: number };

export interface Courses {
  of(member: string): Promise<readonly Course[]>;
  get(member: string, item: { deck: string; item: string }): Promise<Course | undefined>;
  save(member: string, course: Course): Promise<void>;
  firstReviews(item: { deck: string; item: string; version: number }): Promise<FirstReviews>;
  /** Notes that a version of an item is lost by most; false where that is known. */
  findHard(item: { deck: string; item: string; version: number }, at: Temporal.Instant): Promise<boolean>;
}
