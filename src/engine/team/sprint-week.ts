import { dayAt, instantAt, isDaytime, isTeamTime, nextTeamTime } from '../../domain/rhythm.ts';
import { isOpenSprint, lastDayOf, type Outcome, outcomeOf, ownResult, type Sprint } from '../../domain/sprint.ts';
import type { Team } from '../../domain/team.ts';
import type { Outbound } from '../../outbound.ts';
import {
  sprintAfter,
  sprintBegins,
  sprintCalled,
  sprintClosing,
  sprintNotBegun,
  sprintOver,
  sprintStep,
} from '../../views/sprint.ts';
import { say, type Turn } from '../turn.ts';

/** The alarm of a sprint, each working morning of it and at its end: how many are in, and a line in the thread of its message; what it asks is in everybody's session. */
export async function ringSprint(turn: Turn, id: string): Promise<void> {
  const sprint = await turn.records.sprints.get(id);
  const team = sprint && (await turn.records.teams.get(sprint.team));
  if (!sprint || !team || !isOpenSprint(sprint)) return;
  const people = await takingPart(turn, sprint);
  if (sprint.state === 'called' && people.length === 0)
    return end(turn, team, { ...sprint, state: 'cancelled' }, sprintNotBegun(sprint));
  if (Temporal.Instant.compare(turn.now, closesAt(turn, sprint, team)) >= 0) return close(turn, team, sprint, people);
  const now: Sprint = { ...sprint, state: 'running', counted: people.length };
  await turn.records.sprints.save(now);
  await turn.records.alarms.set('sprint', id, nextRing(turn, sprint, team));
  if (team.unreachable !== undefined) return;
  if (now.counted !== sprint.counted)
    await say(turn, { kind: 'channel', channel: team.channel }, sprintCalled(now), { replaces: sprint.letter });
  await tellThread(turn, team, sprint);
}

async function tellThread(turn: Turn, team: Team, sprint: Sprint): Promise<void> {
  const today = dayAt(turn.now, team.zone);
  const line = lineOf(sprint, today);
  // What comes too late for the day is left out.
  if (!line || !isDaytime(turn.now, team.zone)) return;
  const to = { kind: 'channel', channel: team.channel, thread: sprint.letter } as const;
  await say(turn, to, line, { purpose: `sprint:${sprint.id}:${today}` });
}

function lineOf(sprint: Sprint, today: Temporal.PlainDate): Outbound | undefined {
  const days = sprint.startsOn.until(today).days;
  if (days === 0) return sprintBegins(sprint);
  if (Temporal.PlainDate.compare(today, lastDayOf(sprint)) >= 0) return sprintAfter(sprint);
  return sprintStep(sprint, days);
}

/** Reports the difference in the place of the call, of all together and only where they are enough; each has seen their own. What comes late waits for the next working morning. */
async function close(turn: Turn, team: Team, sprint: Sprint, people: readonly string[]): Promise<void> {
  if (!isTeamTime(turn.now, team.zone, turn.isHoliday))
    return turn.records.alarms.set('sprint', sprint.id, nextTeamTime(turn.now, { zone: team.zone }, turn.isHoliday));
  const outcome = await outcomeIn(turn, sprint, people);
  await end(turn, team, { ...sprint, state: 'over' }, sprintClosing(sprint, outcome));
  if (team.unreachable !== undefined) return;
  const to = { kind: 'channel', channel: team.channel, thread: sprint.letter } as const;
  await say(turn, to, sprintOver(sprint), { purpose: `sprint:${sprint.id}:over` });
}

async function outcomeIn(turn: Turn, sprint: Sprint, people: readonly string[]): Promise<Outcome> {
  const logs = Map.groupBy(await turn.records.attempts.since(people, sprint.startsOn), ({ member }) => member);
  return outcomeOf(new Map(people.map((member) => [member, ownResult(sprint, member, logs.get(member) ?? [])])));
}

async function end(turn: Turn, team: Team, sprint: Sprint, left: Outbound): Promise<void> {
  await turn.records.sprints.save(sprint);
  await turn.records.alarms.set('sprint', sprint.id, undefined);
  await say(turn, { kind: 'channel', channel: team.channel }, left, { replaces: sprint.letter });
}

/** Those who joined and are still on the team. */
async function takingPart({ records }: Turn, sprint: Sprint): Promise<string[]> {
  const onTeam = new Set((await records.teams.members(sprint.team)).map(({ member }) => member));
  const joined = (await records.sprints.people(sprint.id)).filter(({ joinedAt }) => joinedAt !== undefined);
  return joined.map(({ member }) => member).filter((member) => onTeam.has(member));
}

function nextRing(turn: Turn, sprint: Sprint, team: Team): Temporal.Instant {
  const morning = nextTeamTime(turn.now, { zone: team.zone }, turn.isHoliday);
  const isInIt = Temporal.PlainDate.compare(dayAt(morning, team.zone), lastDayOf(sprint)) <= 0;
  return isInIt ? morning : closesAt(turn, sprint, team);
}

// The working day after the last, in the afternoon: so that who is west of the team, or was away, has had a session for the second check.
function closesAt(turn: Turn, sprint: Sprint, team: Team): Temporal.Instant {
  const after = instantAt(lastDayOf(sprint).add({ days: 1 }), new Temporal.PlainTime(), team.zone);
  return nextTeamTime(after, { zone: team.zone, time: team.revealTime }, turn.isHoliday);
}
