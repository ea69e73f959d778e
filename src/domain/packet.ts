import { type Attempt, isRecall } from './attempt.ts';
import { asAnswered } from './correction.ts';
import type { LedgerEntry } from './misconception.ts';

/** A misconception of which a member shows their lead the answers. */
export type Shown = { member: string; deck: string; misconception: string; at: Temporal.Instant };

/** What shows that a misunderstanding is resolved: the first wrong answer, and right ones on later days, those on other wordings or items before the rest. */
export type Packet = { first: Attempt; later: readonly Attempt[] };

const MOST_LATER = 3;

/** The evidence for one entry of a ledger, out of its member's answers to its items; nothing where the log holds no more of it. */
export function packetOf({ misconception }: Pick<LedgerEntry, 'misconception'>, log: readonly Attempt[]): Packet | undefined {
  const answers = asAnswered(log);
  const first = answers.find(({ misconceptions }) => misconceptions.includes(misconception));
  if (!first) return undefined;
  const isLater = ({ day, verdict }: Attempt) => isRecall(verdict) && Temporal.PlainDate.compare(day, first.day) > 0;
  const isOther = ({ item, wording }: Attempt) => item !== first.item || wording !== first.wording;
  const right = answers.filter(isLater);
  const others = right.filter(isOther);
  return { first, later: [...others, ...right.filter((each) => !isOther(each))].slice(0, MOST_LATER) };
}
