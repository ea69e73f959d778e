import { isAway, type Member } from '../../domain/member.ts';
import { APART_WEEKS, type Candidate, topicsOf } from '../../domain/partners/fit.ts';
import { freeIn } from '../../domain/partners/free.ts';
import { matchesOf } from '../../domain/partners/match.ts';
import type { Match, Seeker } from '../../domain/partners/partner.ts';
import { dayAt } from '../../domain/rhythm.ts';
import type { Turn } from '../turn.ts';
import { setMatching, weekNow } from './partners.ts';

// What came back in so many days says what somebody knows.
const LOOK_BACK_DAYS = 90;

/** The weekly alarm: who is matched with whom. Each hears of it within their hours. */
export async function ringMatching(turn: Turn): Promise<void> {
  const { seekers, avoidances, matches, alarms } = turn.records;
  const week = weekNow(turn);
  const all = await seekers.all();
  if (all.length === 0) return;
  await setMatching(turn);
  const past = await matches.since(week.subtract({ weeks: APART_WEEKS }));
  if (past.some((match) => match.week.equals(week))) return;
  for (const match of past) if (match.state === 'proposed') await matches.save({ ...match, state: 'over' });
  const candidates = await candidatesOf(
    turn,
    all.filter((seeker) => isDue(seeker, past, week)),
    week,
  );
  const topics = await topicsByDeck(turn, candidates);
  const about = {
    week,
    past,
    avoided: await avoidances.of(candidates.map(({ seeker }) => seeker.member)),
    topicsIn: (deck: string) => topics.get(deck) ?? [],
  };
  for (const found of matchesOf(candidates, about)) {
    const match = { id: turn.newId(), ...found };
    await matches.save(match);
    for (const { member } of match.partners) await alarms.set('proposal', `${match.id} ${member}`, turn.now);
  }
}

/** Whether somebody has had a rest for as long as they want from the last match. */
function isDue({ member, everyWeeks, paused }: Seeker, past: readonly Match[], week: Temporal.PlainDate): boolean {
  const since = week.subtract({ weeks: everyWeeks - 1 });
  const recent = past.filter((match) => Temporal.PlainDate.compare(match.week, since) >= 0);
  return !paused && !recent.some(({ partners }) => partners.some((each) => each.member === member));
}

async function candidatesOf(turn: Turn, wanted: readonly Seeker[], week: Temporal.PlainDate): Promise<Candidate[]> {
  const { members, matches, decks } = turn.records;
  const asked = new Set((await decks.list()).map(({ id }) => id));
  const ids = wanted.map(({ member }) => member);
  const people = new Map((await members.all(ids)).map((member) => [member.id, member]));
  const studies = new Map((await matches.studies(ids)).map((each) => [each.member, each]));
  const returns = Map.groupBy(await returnsOf(turn, ids, [...asked]), ({ member }) => member);
  return wanted.flatMap((seeker) => {
    const member = people.get(seeker.member);
    if (!member || isGone(turn, member)) return [];
    const { decks: learned = [], path } = studies.get(member.id) ?? {};
    const free = freeIn(week, member, seeker, turn.isHoliday);
    const topics = topicsOf(returns.get(member.id) ?? []);
    return [{ seeker, free, decks: learned.filter((deck) => asked.has(deck)), path, topics }];
  });
}

function isGone({ now }: Turn, member: Member): boolean {
  return isAway(member, dayAt(now, member.zone));
}

async function returnsOf(turn: Turn, ids: readonly string[], decks: readonly string[]) {
  const today = dayAt(turn.now, turn.workspace.zone);
  const days = { from: today.subtract({ days: LOOK_BACK_DAYS }), until: today.add({ days: 1 }) };
  const all = [];
  for (const deck of decks) for (const each of await turn.records.weeks.returns(ids, deck, days)) all.push({ ...each, deck });
  return all;
}

async function topicsByDeck(turn: Turn, candidates: readonly Candidate[]): Promise<Map<string, string[]>> {
  const decks = [...new Set(candidates.flatMap((each) => each.decks))];
  const items = await turn.records.decks.items(decks);
  return new Map(decks.map((deck) => [deck, [...new Set(items.flatMap((item) => (item.deck === deck ? item.topic : [])))]]));
}
