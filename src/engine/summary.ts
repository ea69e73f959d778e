import { may } from '../domain/access.ts';
import { type Attempt, isRecall } from '../domain/attempt.ts';
import type { CheckIn, GroupRecall } from '../domain/check-in.ts';
import { dayAt, nextWeekly, weekOf } from '../domain/rhythm.ts';
import type { Team } from '../domain/team.ts';
import { summary } from '../views/check-in.ts';
import { sentence } from '../views/words.ts';
import { roleIn, teamOfChannel, teamsOf } from './team.ts';
import { reply, say, type Turn, type Visit } from './turn.ts';

// What was seen the same day says nothing about memory: a night lies between.
const RETURN_HOURS = 18;

/** The alarm of a team's summary. */
export async function ringSummary(turn: Turn, id: string): Promise<void> {
  const team = await turn.records.teams.get(id);
  if (!team) return;
  await turn.records.alarms.set('summary', id, nextWeekly(turn.now, { ...team.summary, zone: team.zone }, turn.isHoliday));
  await postSummary(turn, team, await thisWeeks(turn, team));
}

/** `summary` by a lead: now, in the team's channel. */
export async function postSummaryNow(visit: Visit): Promise<void> {
  const { conversation, member } = visit;
  const here = conversation.kind === 'channel' ? await teamOfChannel(visit, conversation.id) : undefined;
  const [first] = await teamsOf(visit, member.id, 'lead');
  const team = here ?? first;
  if (!team || !may('lead-team', member, roleIn(await visit.records.teams.members(team.id), member.id))) {
    await reply(visit, sentence('Only the lead of a team can post its summary.'));
    return;
  }
  const checkIn = await thisWeeks(visit, team);
  await postSummary(visit, team, checkIn);
  await reply(
    visit,
    sentence(checkIn.summary ? `The summary of ${team.name} is up to date.` : `The summary of ${team.name} is in its channel.`),
  );
}

/** Brings a posted summary up to date; nothing where it is not posted yet. */
export async function refreshSummary(turn: Turn, team: Team, checkIn: CheckIn): Promise<void> {
  if (checkIn.summary) await postSummary(turn, team, checkIn);
}

/** This week's check-in of a team, begun where it is not there yet. */
export async function thisWeeks(turn: Turn, team: Team): Promise<CheckIn> {
  const week = weekOf(dayAt(turn.now, team.zone));
  const known = await turn.records.checkIns.ofWeek(team.id, week);
  if (known) return known;
  const checkIn = { id: turn.newId(), team: team.id, week, askedAt: turn.now };
  await turn.records.checkIns.save(checkIn);
  return checkIn;
}

async function postSummary(turn: Turn, team: Team, checkIn: CheckIn): Promise<void> {
  const ids = (await turn.records.teams.members(team.id)).map((each) => each.member);
  const entries = (await turn.records.checkIns.entries(checkIn.id)).filter((entry) => ids.includes(entry.member));
  const recall = await recallOf(turn, team, checkIn, ids);
  const outbound = summary({ team, checkIn, entries, members: await turn.records.members.all(ids), recall });
  const options = checkIn.summary ? { replaces: checkIn.summary } : { purpose: `summary:${team.id}:${checkIn.week}` };
  const letter = await say(turn, { kind: 'channel', channel: team.channel }, outbound, options);
  if (letter) await turn.records.checkIns.save({ ...checkIn, summary: letter });
}

async function recallOf(turn: Turn, team: Team, checkIn: CheckIn, ids: readonly string[]) {
  const lastWeek = checkIn.week.subtract({ weeks: 1 });
  const attempts = (await turn.records.attempts.since(ids, lastWeek)).filter(
    (attempt) => attempt.deck === team.deck && attempt.firstOfDay && (attempt.gapHours ?? 0) >= RETURN_HOURS,
  );
  const nextWeek = checkIn.week.add({ weeks: 1 });
  const between = (from: Temporal.PlainDate, to: Temporal.PlainDate) =>
    groupRecall(
      attempts.filter(({ day }) => Temporal.PlainDate.compare(day, from) >= 0 && Temporal.PlainDate.compare(day, to) < 0),
    );
  return { thisWeek: between(checkIn.week, nextWeek), lastWeek: between(lastWeek, checkIn.week) };
}

function groupRecall(attempts: readonly Attempt[]): GroupRecall {
  return {
    people: new Set(attempts.map((attempt) => attempt.member)).size,
    answers: attempts.length,
    recalled: attempts.filter((attempt) => isRecall(attempt.verdict)).length,
  };
}
