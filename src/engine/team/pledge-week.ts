import { isAway } from '../../domain/member.ts';
import { doneOf, isOpenPledge, type Pledge, type Progress, pledgeToday, settledPledge } from '../../domain/pledge.ts';
import { dayAt, isTeamTime, nextTeamTime } from '../../domain/rhythm.ts';
import type { Team } from '../../domain/team.ts';
import { pledged, pledgeSettled, pledgeTold } from '../../views/pledge.ts';
import { say, type Turn } from '../turn.ts';

/** The alarm of a pledge, once a working day and at its end; one that comes at night or on a free day waits for the next working morning. Told in between, a number that rises would tell whose answer it was. */
export async function ringPledge(turn: Turn, id: string): Promise<void> {
  const pledge = await turn.records.pledges.get(id);
  const team = pledge && (await turn.records.teams.get(pledge.team));
  if (!pledge || !team || !isOpenPledge(pledge)) return;
  if (!isTeamTime(turn.now, team.zone, turn.isHoliday))
    return turn.records.alarms.set('pledge', id, nextTeamTime(turn.now, { zone: team.zone }, turn.isHoliday));
  const { done, of } = await progressOf(turn, pledge, await itemsOf(turn, pledge), await pledgedIn(turn, pledge));
  const isDue = Temporal.Instant.compare(turn.now, pledge.dueAt) >= 0;
  const now = isDue ? settledPledge(pledge, { done, of }) : pledgeToday(pledge, { done, of });
  await turn.records.pledges.save(now);
  await turn.records.alarms.set('pledge', id, isOpenPledge(now) ? nextLook(turn, pledge, team) : undefined);
  if (team.unreachable === undefined) await tellChannel(turn, team, now, { done, of });
}

async function tellChannel(turn: Turn, team: Team, pledge: Pledge, progress: Progress): Promise<void> {
  const to = { kind: 'channel', channel: team.channel } as const;
  const shown = isOpenPledge(pledge) ? pledged(team, pledge) : pledgeSettled(pledge, progress);
  await say(turn, to, shown, { replaces: pledge.letter });
  const told = pledgeTold(pledge, progress);
  if (told) await say(turn, { ...to, thread: pledge.letter }, told, { purpose: `pledge:${pledge.id}:over` });
}

/** Who is counted: on the team, and there. Who is on leave when it ends is not held to it. */
async function pledgedIn(turn: Turn, pledge: Pledge): Promise<string[]> {
  const onTeam = new Set((await turn.records.teams.members(pledge.team)).map(({ member }) => member));
  const ids = (await turn.records.pledges.people(pledge.id)).map(({ member }) => member).filter((id) => onTeam.has(id));
  const people = await turn.records.members.all(ids);
  return people.filter((member) => !isAway(member, dayAt(turn.now, member.zone))).map(({ id }) => id);
}

/** How many of some people have done it, and how much of it each has recalled. */
export async function progressOf(
  turn: Turn,
  pledge: Pledge,
  items: ReadonlySet<string>,
  people: readonly string[],
): Promise<Progress & { recalled: ReadonlyMap<string, number> }> {
  // A day earlier: who is west of the team has the day before.
  const log = await turn.records.attempts.since(people, dayAt(pledge.madeAt, 'UTC').subtract({ days: 1 }));
  const recalled = new Map(people.map((member) => [member, doneOf(pledge, member, log, items)]));
  const done = [...recalled.values()].filter((each) => each >= pledge.items).length;
  return { done, of: people.length, recalled };
}

export async function itemsOf(turn: Turn, pledge: Pledge): Promise<Set<string>> {
  const items = await turn.records.decks.items([pledge.deck]);
  return new Set(items.filter(({ topic }) => topic === pledge.topic).map(({ item }) => item));
}

/** When the channel's number is looked at next: each working day at the hour of reveals, and at the end. */
export function nextLook(turn: Turn, pledge: Pledge, team: Team): Temporal.Instant {
  const next = nextTeamTime(turn.now, { zone: team.zone, time: team.revealTime }, turn.isHoliday);
  return Temporal.Instant.compare(next, pledge.dueAt) < 0 ? next : pledge.dueAt;
}
