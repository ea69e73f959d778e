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
  const apart = new Set(avoided.flatMap(({ member, other }) => [`${member} ${other}`, `${other} ${member}`]));
  const again = togetherIn(past, week);
  return (i, j) => {
    const [one, other] = [candidates[i], candidates[j]];
    if (!one || !other || i === j) return 0;
    const names = `${one.seeker.member} ${other.seeker.member}`;
    if (apart.has(names) || !haveCommon(one, other)) return 0;
    const halfHours = inCommon(one.free, other.free);
    if (halfHours === 0) return 0;
    const hours = (MOST.hours * Math.min(halfHours, MOST_HALF_HOURS)) / MOST_HALF_HOURS;
    const path = one.path !== undefined && one.path === other.path ? MOST.path : 0;
    return NEW * (APART_WEEKS + 1 - (again.get(names) ?? 0)) + Math.round(hours + path + complement(one, other));
  };
}

/** How recently people were matched, by both their names: the last week counts most. */
function togetherIn(past: readonly Match[], week: Temporal.PlainDate): Map<string, number> {
  const again = new Map<string, number>();
  for (const match of past) {
    const weeks = Math.round(match.week.until(week).total('days') / 7);
    if (weeks < 1 || weeks > APART_WEEKS) continue;
    for (const { member } of match.partners)
      for (const { member: other } of match.partners)
        again.set(`${member} ${other}`, Math.max(again.get(`${member} ${other}`) ?? 0, APART_WEEKS + 1 - weeks));
  }
  return again;
}

function haveCommon(one: Candidate, other: Candidate): boolean {
  const [spoken, heard] = [one.seeker.languages, other.seeker.languages];
  const speak = spoken.length === 0 || heard.length === 0 || spoken.some((language) => heard.includes(language));
  return speak && one.decks.some((deck) => other.decks.includes(deck));
}

function complement(one: Candidate, other: Candidate): number {
  const [there, back] = [advantage(one, other), advantage(other, one)];
  return MOST.both * Math.min(there, back) + MOST.one * Math.max(there, back);
}

function advantage(one: Candidate, other: Candidate): number {
  let most = 0;
  for (const [key, known] of one.topics) {
    const theirs = other.topics.get(key);
    if (known >= FIRM && theirs !== undefined && theirs <= WEAK && known - theirs > most) most = known - theirs;
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
