import { type Known, key } from '../pick.ts';
import type { Priority } from './goal.ts';
import type { Part } from './plan-backwards.ts';

/** What matters to a learner, by topic, where they say so. */
export type Wishes = { must?: readonly string[] | undefined; could?: readonly string[] | undefined };

/**
 * A deck's topics as parts of a large goal, in its order. Where the learner does not say, a topic is a must that its author requires or of which something was
 * missed last; a could of which everything is known; else a should.
 */
export function partsOf(deck: string, { candidates, memories }: Pick<Known, 'candidates' | 'memories'>, wishes: Wishes): Part[] {
  const known = new Map(memories.map((memory) => [key(memory), memory]));
  const topics = Map.groupBy(
    candidates.filter((each) => each.deck === deck),
    ({ topic }) => topic,
  );
  return [...topics].map(([topic, items]) => {
    const isMust = items.some((item) => item.required || known.get(key(item))?.missed);
    const isHeld = items.every((item) => known.get(key(item))?.recalled);
    const byRule = isMust ? 'must' : isHeld ? 'could' : 'should';
    return { topic, items: items.length, priority: said(topic, wishes) ?? byRule, ...(isHeld && { held: true }) };
  });
}

function said(topic: string, { must, could }: Wishes): Priority | undefined {
  if (must === undefined && could === undefined) return undefined;
  if (must?.includes(topic)) return 'must';
  return could?.includes(topic) ? 'could' : 'should';
}
