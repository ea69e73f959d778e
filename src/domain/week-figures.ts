import { deu, eng, removeStopwords } from 'stopword';
import { z } from 'zod';
import { teamNewsSchema } from './achievements/team-news.ts';
import { type CheckInEntry, isGiven } from './check-in.ts';
import type { ProbeRow } from './evidence/probe-row.ts';
import { FEWEST_LEARNERS } from './evidence/retention.ts';
import { wordsOf } from './grade/normalise.ts';
import { type LedgerEntry, SMALLEST_LEDGER } from './misconception.ts';
import { type Cluster, changeOf, intervalOf, shareOf } from './statistics/clusters.ts';

/** Of fewer people than this nothing is counted: it could be read as one person's. */
export const SMALLEST_GROUP = 5;

const intervalSchema = z.object({ estimate: z.number(), low: z.number(), high: z.number() });

const recallSchema = z.object({
  horizon: z.enum(['24h', '7d']),
  /** How many answered a check of this week. Of fewer than may be shown there is no share. */
  learners: z.int(),
  share: intervalSchema.optional(),
  before: intervalSchema.optional(),
  change: intervalSchema.optional(),
});

/** The figures of a team's week, which its summary tells in words and its chart shows. Taken once: two a little apart would tell who answered in between. */
export const weekFiguresSchema = z.object({
  recall: z.array(recallSchema),
  /** The topic that more people hold than the week before. */
  moved: z.object({ topic: z.string(), held: z.int(), people: z.int(), heldBefore: z.int(), peopleBefore: z.int() }).optional(),
  /** Topics that a group does not hold yet, or chose to practise. */
  talk: z.array(z.string()),
  /** Misconceptions that were verified as resolved. */
  verified: z.array(z.object({ deck: z.string(), misconception: z.string(), name: z.string() })),
  /** What is on the mind of several. */
  themes: z.array(z.string()),
  plans: z.object({ done: z.int(), of: z.int() }).optional(),
  /** The team's awards that this message is the first to tell. */
  news: z.array(teamNewsSchema).optional(),
});
export type WeekFigures = z.infer<typeof weekFiguresSchema>;
export type WeekRecall = z.infer<typeof recallSchema>;

/** How one member answered a topic in a week, of what they had seen a day or more before. */
export type TopicReturns = { member: string; topic: string; answers: number; recalled: number };

/** Recall a day and a week after something was last seen, this week's beside last week's. */
export function recallOf(now: readonly ProbeRow[], before: readonly ProbeRow[]): WeekRecall[] {
  return (['24h', '7d'] as const).map((horizon) => {
    const [thisWeek, lastWeek] = [clustersAt(now, horizon), clustersAt(before, horizon)];
    const learners = thisWeek.size;
    if (learners < FEWEST_LEARNERS) return { horizon, learners };
    const share = intervalOf(shareOf([...thisWeek.values()]));
    if (lastWeek.size < FEWEST_LEARNERS) return { horizon, learners, share };
    const change = changeOf(lastWeek, thisWeek);
    return { horizon, learners, share, before: intervalOf(shareOf([...lastWeek.values()])), change };
  });
}

function clustersAt(rows: readonly ProbeRow[], horizon: ProbeRow['horizon']): Map<string, Cluster> {
  const answered = rows.filter((row) => row.horizon === horizon && row.arm !== 'control' && row.outcome !== 'missing');
  return new Map(
    [...Map.groupBy(answered, ({ learner }) => learner)].map(([learner, own]) => [
      learner,
      { hits: own.filter(({ outcome }) => outcome === 'recalled').length, n: own.length },
    ]),
  );
}

/** How many of a group hold a topic: were right on most of what came back. */
export type Held = { topic: string; held: number; people: number };

/** Topics of which enough people were asked again, those that most of them hold first. */
export function heldOf(returns: readonly TopicReturns[]): Held[] {
  return [...Map.groupBy(returns, ({ topic }) => topic)]
    .map(([topic, own]) => ({
      topic,
      held: own.filter(({ answers, recalled }) => recalled * 2 > answers).length,
      people: own.length,
    }))
    .filter(({ people }) => people >= SMALLEST_GROUP)
    .sort((a, b) => b.held / b.people - a.held / a.people || a.topic.localeCompare(b.topic));
}

/** The topic that gained most from one week to the next; nothing where none did. */
export function movedIn(now: readonly Held[], before: readonly Held[]): WeekFigures['moved'] {
  const gains = now.flatMap(({ topic, held, people }) => {
    const last = before.find((each) => each.topic === topic);
    return last ? [{ topic, held, people, heldBefore: last.held, peopleBefore: last.people }] : [];
  });
  const gain = (each: (typeof gains)[number]) => each.held / each.people - each.heldBefore / each.peopleBefore;
  const [most] = gains.sort((a, b) => gain(b) - gain(a));
  return most && gain(most) > 0 ? most : undefined;
}

// Below this share of people a topic is worth talking about.
const STUCK = 0.6;

/** Topics that fewer hold than not, the least held first. */
export function stuckIn(held: readonly Held[]): Held[] {
  return held.filter((each) => each.held / each.people < STUCK).toReversed();
}

/** Of what members chose to practise, what enough of them chose, the most chosen first, of equals what came first. */
export function chosenByMany(chosen: readonly { member: string; topic: string }[]): string[] {
  const people = [...Map.groupBy(chosen, ({ topic }) => topic)].map(([topic, own]) => ({ topic, n: peopleIn(own) }));
  return people
    .filter(({ n }) => n >= SMALLEST_GROUP)
    .sort((a, b) => b.n - a.n)
    .map(({ topic }) => topic);
}

/** The misconceptions that were verified since a time, of which enough people had met. */
export function verifiedSince(ledger: readonly LedgerEntry[], since: Temporal.Instant): LedgerEntry[] {
  const groups = [...Map.groupBy(ledger, ({ deck, misconception }) => `${deck}/${misconception}`).values()];
  return groups.flatMap((own) => {
    const fresh = own.find(({ verifiedAt }) => verifiedAt && Temporal.Instant.compare(verifiedAt, since) >= 0);
    return fresh && peopleIn(own) >= SMALLEST_LEDGER ? [fresh] : [];
  });
}

// Shorter words are seldom what a hurdle is about.
const SHORTEST_THEME = 4;
const MOST_THEMES = 3;

/** What a group of people wrote of: the author's topics by their names, and words that they share, the most shared first. Fewer could be guessed. */
export function themesOf(entries: readonly CheckInEntry[], topics: readonly string[] = []): string[] {
  const themes = [...Map.groupBy(entries.filter(isGiven), ({ member }) => member)].flatMap(([member, own]) => {
    const words = wordsOf(own.map(({ did, hurdles }) => `${did} ${hurdles}`).join(' '));
    return themesIn(words, topics).map((topic) => ({ member, topic }));
  });
  return chosenByMany(themes).slice(0, MOST_THEMES);
}

function themesIn(words: readonly string[], topics: readonly string[]): string[] {
  const named = topics.filter((topic) => wordsOf(topic).every((word) => words.includes(word)));
  const told = new Set(named.flatMap(wordsOf));
  const others = removeStopwords([...words], [...eng, ...deu]).filter(
    (word) => word.length >= SHORTEST_THEME && !/^\d/.test(word) && !told.has(word),
  );
  return [...named, ...new Set(others)];
}

/** How many of last week's plans were done, where enough told. */
export function plansIn(entries: readonly CheckInEntry[]): WeekFigures['plans'] {
  const told = entries.filter((entry) => isGiven(entry) && entry.lastNext);
  if (told.length < SMALLEST_GROUP) return undefined;
  return { done: told.filter(({ lastNext }) => lastNext === 'done').length, of: told.length };
}

function peopleIn(own: readonly { member: string }[]): number {
  return new Set(own.map(({ member }) => member)).size;
}
