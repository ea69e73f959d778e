import { type Confidence, statedIn } from './confidence.ts';
import { grade, type Item } from './deck.ts';
import type { Outcome, Reply, Showing } from './kinds/kind.ts';

/**
 * A reply, and apart from it how sure the learner says they are. Words that are the better answer with "sure" or "guess" in them are left whole: they are
 * what was meant.
 */
export function stated(item: Item, reply: Reply, showing: Showing): { reply: Reply; confidence?: Confidence } {
  const words = reply.type === 'typed' ? statedIn(reply.text) : undefined;
  if (!words) return { reply };
  const bare: Reply = { type: 'typed', text: words.text };
  const [whole, rest] = [reply, bare].map((each) => worth(grade(item, each, showing)));
  const isMeant = words.isMarked ? whole !== RIGHT || rest === RIGHT : (rest ?? 0) >= (whole ?? 0);
  return isMeant ? { reply: bare, confidence: words.confidence } : { reply };
}

const RIGHT = 4;

function worth(outcome: Outcome): number {
  if (outcome.type !== 'graded') return outcome.type === 'unclear' ? 0 : RIGHT;
  return { incorrect: 1, unsure: 2, partly: 3, correct: RIGHT }[outcome.grade.verdict];
}
