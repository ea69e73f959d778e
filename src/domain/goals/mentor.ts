/** Somebody who may ask how a learner's goals go, because the learner said so. */
export type Mentor = { member: string; mentor: string; since: Temporal.Instant };
