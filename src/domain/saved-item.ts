import type { Candidate } from './pick.ts';
import type { Memory } from './schedule.ts';

/** An item that a member saved for themselves, be its deck among theirs or not. */
export type SavedItem = { deck: string; item: string; at: Temporal.Instant };

/** What a learner could be asked, with what they saved: until they have answered it, it comes first. Of a deck that is not theirs that item alone. */
export function withSaved(
  candidates: readonly Candidate[],
  others: readonly Candidate[],
  { saved, memories }: { saved: readonly SavedItem[]; memories: readonly Memory[] },
): readonly Candidate[] {
  if (saved.length === 0) return candidates;
  const isSaved = (each: Candidate) => saved.some(({ deck, item }) => deck === each.deck && item === each.item);
  const isOpen = (each: Candidate) => {
    const at = saved.find(({ deck, item }) => deck === each.deck && item === each.item)?.at;
    const memory = memories.find(({ deck, item }) => deck === each.deck && item === each.item);
    return at !== undefined && (!memory || Temporal.Instant.compare(memory.seenAt, at) <= 0);
  };
  const known = new Set(candidates.map(({ deck, item }) => `${deck}/${item}`));
  const all = [...candidates, ...others.filter((each) => isSaved(each) && !known.has(`${each.deck}/${each.item}`))];
  return all.map((each) => (isOpen(each) ? { ...each, required: true } : each));
}
