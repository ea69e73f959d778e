import { type Candidate, key } from '../pick.ts';
import { A_WEEK_DAYS } from './path.ts';
import { inHand, type Standing } from './standing.ts';

/** The stage that is being built: the weakest of the open ones that has something new, else the weakest. */
export function builtNow(standings: readonly Standing[], seen: ReadonlySet<string>): Standing | undefined {
  const open = inHand(standings);
  return open.find((each) => unseenIn(each, seen).length > 0) ?? open[0];
}

/**
 * What a learner of a path may be asked, of all that the path and their own decks have: what they have met, and new items of one open stage, the weakest
 * first. What a held stage has left comes when there is nothing else.
 */
export function askable(
  standings: readonly Standing[],
  { all, seen, chosen }: { all: readonly Candidate[]; seen: ReadonlySet<string>; chosen: ReadonlySet<string> },
): Candidate[] {
  const ofPath = new Set(standings.flatMap(({ items }) => items.map(key)));
  const fresh = new Set(nextNew(standings, seen).map(key));
  const built = new Set(inHand(standings).flatMap(({ days, items }) => (days === A_WEEK_DAYS ? items.map(key) : [])));
  return all.flatMap((each) => {
    const id = key(each);
    const isAskable = ofPath.has(id) ? seen.has(id) || fresh.has(id) : chosen.has(each.deck);
    // An author's own plan for an item goes first.
    return isAskable ? [built.has(id) ? { reinforce: WEEKLY, ...each } : each] : [];
  });
}

// Until a stage is held its items come back a week after they were last seen, so that there is something to tell by.
const WEEKLY = [3, 10, 17, 24, 31, 38, 45, 52, 59, 66, 73, 80, 87];

function nextNew(standings: readonly Standing[], seen: ReadonlySet<string>): Candidate[] {
  const held = standings.filter((each) => each.isOpen && each.isHeld);
  const found = [...inHand(standings), ...held].map((each) => unseenIn(each, seen));
  return found.find((items) => items.length > 0) ?? [];
}

function unseenIn({ items }: Standing, seen: ReadonlySet<string>): Candidate[] {
  return items.filter((each) => !seen.has(key(each)));
}
