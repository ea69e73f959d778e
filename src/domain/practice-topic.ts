import type { Candidate } from './pick.ts';

/** A topic that a member wants to practise, for example because of a hurdle. */
export type PracticeTopic = { member: string; deck: string; topic: string; at: Temporal.Instant };

/** For so long a chosen topic comes first. */
export const PRACTICE_DAYS = 14;

/** What a learner could be asked, with what they chose to practise among what must be known: it comes first once it is due. */
export function withChosen(candidates: readonly Candidate[], chosen: readonly PracticeTopic[]): readonly Candidate[] {
  if (chosen.length === 0) return candidates;
  const isChosen = ({ deck, topic }: Candidate) => chosen.some((each) => each.deck === deck && each.topic === topic);
  return candidates.map((each) => (isChosen(each) ? { ...each, required: true } : each));
}
