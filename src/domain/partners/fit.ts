import type { TopicReturns } from '../week-figures.ts';
import type { Worth } from './arrange.ts';
import { type Free, inCommon } from './free.ts';
import type { Avoided, Match, Seeker } from './partner.ts';

/** Somebody who is to be matched in a week. */
export type Candidate = {
  seeker: Seeker;
  free: Free;
  decks: readonly string[];
  path?: string | undefined;
  /** By deck and topic, what share of what came back they knew. */
  topics: ReadonlyMap<string, number>;
};

/** So many weeks nobody is matched with the same person again, where that can be avoided. */
export const APART_WEEKS = 8;
// Whoever is new to each other comes before everything else, whatever a whole workspace gains by the rest.
const NEW = 2_000_000;
const MOST_HALF_HOURS = 20;
const MOST = { hours: 300, both: 500, one: 100, path: 100 };
const FEWEST_ANSWERS = 2;
const FIRM = 0.7;
const WEAK = 0.5;

/** What of topics somebody knows: of those that came back often enough. */
export function topicsOf(returns: readonly (TopicReturns & { deck: string })[]): Map<string, number> {
  const known = returns.filter(({ answers }) => answers >= FEWEST_ANSWERS);
  return new Map(known.map(({ deck, topic, answers, recalled }) => [topicKey(deck, topic), recalled / answers]));
}

export function topicKey(deck: string, topic: string): string {
  return `${deck}\n${topic}`;
}

/** What two candidates are worth to each other. Nothing where they learn nothing in common, are never free together, speak no common language, or one avoids the other. */
export function worthOfPairs(
  candidates: readonly Candidate[],
  { avoided, past, week }: { avoided: readonly Avoided[]; past: readonly Match[]; week: Temporal.PlainDate },
): Worth {
  // Two thousand people are two million pairs: each is looked at by numbers alone.
  const places = new Map(candidates.map(({ seeker }, place) => [seeker.member, place]));
  const pair = (one: number, other: number) => Math.max(one, other) * candidates.length + Math.min(one, other);
  const named = (one: string, other: string) => pair(places.get(one) ?? Number.NaN, places.get(other) ?? Number.NaN);
  const apart = new Set(avoided.map(({ member, other }) => named(member, other)));
  const again = togetherIn(past, week, named);
  const shares = sharesOf(candidates);
  return (i, j) => {
    const [one, other] = [candidates[i], candidates[j]];
    if (!one || !other || i === j || !haveCommon(one, other) || apart.has(pair(i, j))) return 0;
    const halfHours = inCommon(one.free, other.free);
    if (halfHours === 0) return 0;
    const hours = (MOST.hours * Math.min(halfHours, MOST_HALF_HOURS)) / MOST_HALF_HOURS;
    const path = one.path !== undefined && one.path === other.path ? MOST.path : 0;
    const fit = Math.round(hours + path + complement(shares[i] ?? NOTHING, shares[j] ?? NOTHING));
    return NEW * (APART_WEEKS + 1 - (again.get(pair(i, j)) ?? 0)) + fit;
  };
}

/** How recently people were matched: the last week counts most. */
function togetherIn(
  past: readonly Match[],
  week: Temporal.PlainDate,
  named: (one: string, other: string) => number,
): Map<number, number> {
  const again = new Map<number, number>();
  for (const match of past) {
    const weeks = Math.round(match.week.until(week).total('days') / 7);
    if (weeks < 1 || weeks > APART_WEEKS) continue;
    for (const { member } of match.partners)
      for (const { member: other } of match.partners) {
        const both = named(member, other);
        again.set(both, Math.max(again.get(both) ?? 0, APART_WEEKS + 1 - weeks));
      }
  }
  return again;
}

function haveCommon(one: Candidate, other: Candidate): boolean {
  const [spoken, heard] = [one.seeker.languages, other.seeker.languages];
  const speak = spoken.length === 0 || heard.length === 0 || spoken.some((language) => heard.includes(language));
  return speak && one.decks.some((deck) => other.decks.includes(deck));
}

const NOTHING = new Float64Array();

/** What each knows of each topic that anybody knows anything of; nothing known of it is not a number. */
function sharesOf(candidates: readonly Candidate[]): Float64Array[] {
  const topics = [...new Set(candidates.flatMap((each) => [...each.topics.keys()]))];
  return candidates.map((each) => Float64Array.from(topics, (topic) => each.topics.get(topic) ?? Number.NaN));
}

function complement(one: Float64Array, other: Float64Array): number {
  const [there, back] = [advantage(one, other), advantage(other, one)];
  return MOST.both * Math.min(there, back) + MOST.one * Math.max(there, back);
}

function advantage(one: Float64Array, other: Float64Array): number {
  let most = 0;
  for (let topic = 0; topic < one.length; topic++) {
    const [known, theirs] = [one[topic] ?? 0, other[topic] ?? 0];
    if (known >= FIRM && theirs <= WEAK) most = Math.max(most, known - theirs);
  }
  return most;
}

/** The topic that somebody is firm on and one of the others is not, by the largest distance. */
export function explainedBy(one: Candidate, others: readonly Candidate[], deck: string): string | undefined {
  const found = [...one.topics].flatMap(([key, known]) => {
    const [of, topic = ''] = key.split('\n');
    const gaps = others.flatMap((other) => other.topics.get(key) ?? []).filter((theirs) => theirs <= WEAK);
    return of === deck && known >= FIRM && gaps.length > 0 ? [{ topic, distance: known - Math.min(...gaps) }] : [];
  });
  return found.sort((a, b) => b.distance - a.distance || a.topic.localeCompare(b.topic))[0]?.topic;
}
