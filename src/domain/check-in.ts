import { meets } from './leave.ts';
import type { Member } from './member.ts';
import type { Team } from './team.ts';
import type { WeekFigures } from './week-figures.ts';

/** A team's look at one week: asked of its members, summed up for its channel. */
export type CheckIn = {
  id: string;
  team: string;
  /** The Monday of the week. */
  week: Temporal.PlainDate;
  askedAt: Temporal.Instant;
  /** The letter that holds the summary, once it is posted. */
  summary?: string;
  /** The letter in its thread, where there is more to say. */
  details?: string;
  /** What the summary says of all together, once it has been said. */
  figures?: WeekFigures;
  /** The topic that a lead chose for the week after. */
  focus?: string;
};

/** What became of a plan. Who has carried it over twice may make it smaller or get help instead. */
export const OUTCOMES = ['done', 'partly', 'dropped', 'smaller', 'help'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The lines of a check-in, in their order. */
export const LINES = ['did', 'hurdles', 'success', 'next'] as const;
export type Line = (typeof LINES)[number];

/** What one member said of the week. */
export type CheckInEntry = Record<Line, string> & {
  checkIn: string;
  member: string;
  /** What became of the plan of the check-in before. */
  lastNext?: Outcome;
  /** Not sent yet: it is its writer's alone. */
  draft: boolean;
  /** Whether the success may carry the member's name. */
  named: boolean;
  /** Whether the hurdle may be told, to find somebody who helps; who offers to learns whose it is. */
  asksHelp: boolean;
  /** Whether what comes next may be told with the member's name. */
  sharesNext: boolean;
  /** From how many weeks the plan was carried over. */
  carried: number;
  at: Temporal.Instant;
};

export function emptyEntry({ checkIn, member, at }: Pick<CheckInEntry, 'checkIn' | 'member' | 'at'>): CheckInEntry {
  const consents = { named: false, asksHelp: false, sharesNext: false };
  return { checkIn, member, at, did: '', hurdles: '', success: '', next: '', draft: false, ...consents, carried: 0 };
}

/** An entry that says nothing: not this week, or taken back. */
export function isWithdrawn(entry: CheckInEntry): boolean {
  return entry.lastNext === undefined && LINES.every((line) => entry[line] === '');
}

/** Whether an entry is sent and says something. */
export function isGiven(entry: CheckInEntry): boolean {
  return !entry.draft && !isWithdrawn(entry);
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

const CARRYING: readonly (Outcome | undefined)[] = ['partly', 'smaller', 'help'];

/** An entry with its plan: one that is not done, and in whose place nothing else was written, is carried over. */
export function withPlan(entry: CheckInEntry, before: CheckInEntry | undefined): CheckInEntry {
  const isSame = entry.next === '' || entry.next === before?.next;
  if (!before?.next || !isSame || !CARRYING.includes(entry.lastNext)) return { ...entry, carried: 0 };
  return { ...entry, next: before.next, carried: before.carried + 1 };
}

/** So often a plan may be carried over before its owner is asked whether it should be. */
export const OFTEN_CARRIED = 2;

/** A week's entry with a day's note added to it; notes of one day stand in one line. */
export function noted(entry: CheckInEntry, note: Pick<CheckInEntry, 'did' | 'hurdles' | 'at'>, day: string): CheckInEntry {
  const added = (line: 'did' | 'hurdles') => [entry[line], note[line] && `${day}: ${note[line]}`].filter(Boolean).join('\n');
  return { ...entry, did: added('did'), hurdles: added('hurdles'), draft: false, at: note.at };
}

/** What a member wants help with and may be told: a hurdle, or a plan that they do not get done. */
export function needsOf(entry: CheckInEntry): string[] {
  const plan = entry.lastNext === 'help' ? entry.next : '';
  return [entry.asksHelp ? entry.hurdles : '', plan].filter((need) => need !== '');
}
