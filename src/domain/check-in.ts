import { deu, eng, removeStopwords } from 'stopword';
import { z } from 'zod';
import { wordsOf } from './grade/normalise.ts';
import { meets } from './leave.ts';
import type { Member } from './member.ts';
import type { Team } from './team.ts';

/** A team's look at one week: asked of its members, summed up for its channel. */
export type CheckIn = {
  id: string;
  team: string;
  /** The Monday of the week. */
  week: Temporal.PlainDate;
  askedAt: Temporal.Instant;
  /** The letter that holds the summary, once it is posted. */
  summary?: string;
  /** The figures of the summary: taken once, since two a little apart would tell who answered in between. */
  recall?: WeeksRecall;
};

export const OUTCOMES = ['done', 'partly', 'dropped'] as const;

/** What one member said of the week. */
export type CheckInEntry = {
  checkIn: string;
  member: string;
  did: string;
  hurdles: string;
  success: string;
  next: string;
  /** What became of the plan of the week before. */
  lastNext?: (typeof OUTCOMES)[number];
  /** Whether the success may carry the member's name. */
  named: boolean;
  at: Temporal.Instant;
};

/** An entry that says nothing: not this week, or taken back. */
export function withdrawn({ checkIn, member, at }: Pick<CheckInEntry, 'checkIn' | 'member' | 'at'>): CheckInEntry {
  return { checkIn, member, at, did: '', hurdles: '', success: '', next: '', named: false };
}

export function isWithdrawn({ did, hurdles, success, next }: CheckInEntry): boolean {
  return ![did, hurdles, success, next].some(Boolean);
}

/** Whether somebody has a day of leave between the day on which a team is asked and another, or the end of the week: then they are not missing. */
export function isExcused(
  { week }: CheckIn,
  { checkIn }: Pick<Team, 'checkIn'>,
  { leaves }: Pick<Member, 'leaves'>,
  last = week.add({ days: 6 }),
): boolean {
  const asked = week.add({ days: Math.min(...checkIn.days) - 1 });
  return meets(leaves, { from: Temporal.PlainDate.compare(asked, last) < 0 ? asked : last, until: last.add({ days: 1 }) });
}

/** Figures about fewer people than this could be read as one person's. */
export const SMALLEST_GROUP = 3;

// Shorter words are seldom what a hurdle is about.
const SHORTEST_THEME = 4;
const MOST_THEMES = 3;

/** Words that a group of people used of what they did and what was hard, the most shared first. Fewer could be guessed. */
export function themesOf(entries: readonly CheckInEntry[]): { word: string; people: number }[] {
  const people = new Map<string, Set<string>>();
  for (const entry of entries) {
    const words = removeStopwords(wordsOf(`${entry.did} ${entry.hurdles}`), [...eng, ...deu]);
    for (const word of words.filter((each) => each.length >= SHORTEST_THEME && !/^\d/.test(each))) {
      people.set(word, (people.get(word) ?? new Set()).add(entry.member));
    }
  }
  return [...people]
    .map(([word, members]) => ({ word, people: members.size }))
    .filter((theme) => theme.people >= SMALLEST_GROUP)
    .sort((a, b) => b.people - a.people || a.word.localeCompare(b.word))
    .slice(0, MOST_THEMES);
}

/** How a group answered what it had seen a day or more before: a count of people, of answers, and of recalls. */
const groupRecallSchema = z.object({ people: z.int(), answers: z.int(), recalled: z.int() });
export type GroupRecall = z.infer<typeof groupRecallSchema>;

/** This week's recall beside last week's. */
export const recallSchema = z.object({ thisWeek: groupRecallSchema, lastWeek: groupRecallSchema });
export type WeeksRecall = z.infer<typeof recallSchema>;

/** The share recalled, 0 to 1; nothing where the group is too small to show. */
export function shareOf(recall: GroupRecall): number | undefined {
  return recall.people >= SMALLEST_GROUP && recall.answers > 0 ? recall.recalled / recall.answers : undefined;
}
