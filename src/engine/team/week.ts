import type { CheckIn, CheckInEntry } from '../../domain/check-in.ts';
import type { Team, TeamMember } from '../../domain/team.ts';
import {
  chosenByMany,
  heldOf,
  movedIn,
  plansIn,
  recallOf,
  stuckIn,
  themesOf,
  verifiedSince,
  type WeekFigures,
} from '../../domain/week-figures.ts';
import { withNames } from '../decks/misconceptions.ts';
import type { Turn } from '../turn.ts';

const MOST_TALK = 3;

/** The figures of a team's week: of its people, of the deck that they learn together. */
export async function figuresOf(
  turn: Turn,
  team: Team,
  checkIn: CheckIn,
  { ids, entries }: { ids: readonly TeamMember['member'][]; entries: readonly CheckInEntry[] },
): Promise<WeekFigures> {
  const [start, lastStart] = [startOf(team, checkIn.week), startOf(team, checkIn.week.subtract({ weeks: 1 }))];
  const { weeks, probes, misconceptions, decks } = turn.records;
  const rows = async (from: Temporal.Instant, until: Temporal.Instant) =>
    (await probes.rows(from, { members: ids, until })).filter(({ deck }) => deck === team.deck);
  const end = startOf(team, checkIn.week.add({ weeks: 1 }));
  const [now, before] = [await rows(start, end), await rows(lastStart, start)];
  const held = await heldIn(turn, team, ids, checkIn.week);
  const heldBefore = await heldIn(turn, team, ids, checkIn.week.subtract({ weeks: 1 }));
  const chosen = (await weeks.chosen(ids, start)).filter(({ deck }) => deck === team.deck);
  const ledger = (await misconceptions.of(ids)).filter(({ deck }) => deck === team.deck);
  const verified = await withNames(turn, verifiedSince(ledger, start).map(asNamed));
  const topics = [...new Set((await decks.items([team.deck])).map(({ topic }) => topic))];
  const talk = [...new Set([...stuckIn(held).map(({ topic }) => topic), ...chosenByMany(chosen)])].slice(0, MOST_TALK);
  const [moved, plans] = [movedIn(held, heldBefore), plansIn(entries)];
  return {
    ...{ recall: recallOf(now, before), talk, themes: themesOf(entries, topics) },
    verified: verified.map(({ deck, misconception, name }) => ({ deck, misconception, name })),
    ...(moved && { moved }),
    ...(plans && { plans }),
  };
}

/** Which topics how many of some people held in a week. */
async function heldIn(turn: Turn, team: Team, ids: readonly string[], week: Temporal.PlainDate) {
  return heldOf(await turn.records.weeks.returns(ids, team.deck, { from: week, until: week.add({ weeks: 1 }) }));
}

function asNamed<T extends { items: readonly string[] }>(entry: T): T & { item: string } {
  return { ...entry, item: entry.items.at(-1) ?? '' };
}

function startOf(team: Team, week: Temporal.PlainDate): Temporal.Instant {
  return week.toZonedDateTime(team.zone).toInstant();
}
