import { hash } from '../hash.ts';
import { type Candidate, key } from '../pick.ts';
import type { Gate } from './path.ts';
import { opens, type Standing } from './standing.ts';

// So many questions a sample has, of a stage that has more; of a large one half.
const SAMPLE = 8;
// What was seen since is fresh in mind, and shows nothing.
const UNSEEN_HOURS = 6 * 24;

/** A sample of a stage's items that the learner has not seen lately; nothing where even all of it right would not open the stage. */
export function sampleOf(
  { items }: Pick<Standing, 'items'>,
  gate: Gate,
  { seen, seed, now }: { seen: ReadonlyMap<string, Temporal.Instant>; seed: string; now: Temporal.Instant },
): Candidate[] | undefined {
  const rank = (each: Candidate) => hash(`${seed}/${key(each)}`);
  const unseen = items.filter((each) => isLongAgo(seen.get(key(each)), now));
  const size = Math.max(SAMPLE, Math.ceil(items.length / 2));
  const sample = unseen.sort((a, b) => rank(a) - rank(b)).slice(0, size);
  const isBroad = sample.length * 2 >= items.length;
  return isBroad && opens({ hits: sample.length, answers: sample.length }, gate) ? sample : undefined;
}

function isLongAgo(seenAt: Temporal.Instant | undefined, now: Temporal.Instant): boolean {
  return seenAt === undefined || seenAt.until(now).total('hours') >= UNSEEN_HOURS;
}
