import { may } from '../domain/access.ts';
import { type Attempt, isRecall, isReturn } from '../domain/attempt.ts';
import { type CheckIn, type GroupRecall, isExcused, isWithdrawn, shareOf, type WeeksRecall } from '../domain/check-in.ts';
import { asTheyStand } from '../domain/correction.ts';
import { dayAt, isDaytime, nextWeekly, weekOf } from '../domain/rhythm.ts';
import type { Team } from '../domain/team.ts';
import { summary } from '../views/check-in.ts';
import { sentence } from '../views/words.ts';
import { witness } from './audit.ts';
import { teamOfChannel, teamsOf } from './team.ts';
import { reply, say, type Turn, type Visit } from './turn.ts';

const MORNING = Temporal.PlainTime.from('09:00');

/** The alarm of a team's summary. One that comes at night waits for the morning. */
export async function ringSummary(turn: Turn, id: string, dueAt: Temporal.Instant): Promise<void> {
  const team = await turn.records.teams.get(id);
  if (!team) return;
  if (!isDaytime(turn.now, team.zone)) {
    const morning = { days: [1, 2, 3, 4, 5], time: MORNING, zone: team.zone };
    await turn.records.alarms.set('summary', id, nextWeekly(turn.now, morning, turn.isHoliday));
    return;
  }
  await turn.records.alarms.set('summary', id, nextWeekly(turn.now, { ...team.summary, zone: team.zone }, turn.isHoliday));
  if (team.unreachable !== undefined) return;
  await postSummary(turn, team, await unsummed(turn, team, dueAt), { atItsHour: true });
}

/** `summary` by a lead: now, in the team's channel. */
export async function postSummaryNow(visit: Visit): Promise<void> {
  const { conversation, member } = visit;
  const here = conversation.kind === 'channel' ? await teamOfChannel(visit, conversation.id) : undefined;
  const [first] = await teamsOf(visit, member.id, 'lead');
  const team = here ?? first;
  if (!team || !may('lead-team', member, await visit.records.teams.members(team.id))) {
    await reply(visit, sentence('Only the lead of a team can post its summary.'));
    return;
  }
  const checkIn = await checkInOf(visit, team, visit.now);
  await witness(visit, 'summary-posted', `team:${team.id}`, { checkIn: checkIn.id });
  await postSummary(visit, team, checkIn, { atItsHour: false });
  if (checkIn.summary) await reply(visit, sentence(`The summary of ${team.name} is up to date.`));
  else if (conversation.kind === 'personal') await reply(visit, sentence(`The summary of ${team.name} is in its channel.`));
}

/** Brings a posted summary up to date; nothing where it is not posted yet. */
export async function refreshSummary(turn: Turn, team: Team, checkIn: CheckIn): Promise<void> {
  if (checkIn.summary) await postSummary(turn, team, checkIn, { atItsHour: false });
}

/** A team's check-in of the week of an instant, begun where it is not there yet. */
export async function checkInOf(turn: Turn, team: Team, at: Temporal.Instant): Promise<CheckIn> {
  const week = weekOf(dayAt(at, team.zone));
  const known = await turn.records.checkIns.upTo(team.id, week);
  if (known?.week.equals(week)) return known;
  const checkIn = { id: turn.newId(), team: team.id, week, askedAt: turn.now };
  await turn.records.checkIns.save(checkIn);
  return checkIn;
}

// A summary on Monday is of the check-in of the week before.
async function unsummed(turn: Turn, team: Team, dueAt: Temporal.Instant): Promise<CheckIn> {
  const newest = await turn.records.checkIns.upTo(team.id, weekOf(dayAt(dueAt, team.zone)));
  return newest && !newest.summary ? newest : checkInOf(turn, team, dueAt);
}

/** At its hour a summary is a message of its own; before and after, what is there is brought up to date. */
async function postSummary(turn: Turn, team: Team, checkIn: CheckIn, { atItsHour }: { atItsHour: boolean }): Promise<void> {
  const { outbound, recall } = await weekOfTeam(turn, team, checkIn, { atItsHour });
  const purpose = `summary:${team.id}:${checkIn.week}`;
  const options = atItsHour ? { purpose } : checkIn.summary ? { replaces: checkIn.summary } : { purpose: `${purpose}:early` };
  const letter = await say(turn, { kind: 'channel', channel: team.channel }, outbound, options);
  if (letter) await turn.records.checkIns.save({ ...checkIn, summary: letter, recall });
}

/** Tells a summary again in each of the messages that told it, as it is now; nothing that they said before is kept. */
export async function retellSummary(turn: Turn, team: Team, checkIn: CheckIn, letters: readonly string[]): Promise<void> {
  const { outbound, recall } = await weekOfTeam(turn, team, checkIn, { atItsHour: false });
  for (const replaces of letters) {
    const letter = await say(turn, { kind: 'channel', channel: team.channel }, outbound, { replaces });
    if (letter) await turn.records.checkIns.save({ ...checkIn, summary: letter, recall });
    await turn.records.privacy.retell(replaces, outbound);
  }
}

async function weekOfTeam(turn: Turn, team: Team, checkIn: CheckIn, { atItsHour }: { atItsHour: boolean }) {
  const ids = (await turn.records.teams.members(team.id)).map((each) => each.member);
  const entries = (await turn.records.checkIns.entries(checkIn.id)).filter(
    (entry) => ids.includes(entry.member) && !isWithdrawn(entry),
  );
  const figures = !atItsHour && checkIn.recall && shareOf(checkIn.recall.thisWeek) !== undefined ? checkIn.recall : undefined;
  const recall = figures ?? (await recallOf(turn, team, checkIn, ids));
  const members = (await turn.records.members.all(ids)).filter(
    (member) => entries.some((entry) => entry.member === member.id) || !isExcused(checkIn, team, member),
  );
  return { outbound: summary({ team, checkIn, entries, members, recall }), recall };
}

async function recallOf(turn: Turn, team: Team, checkIn: CheckIn, ids: readonly string[]): Promise<WeeksRecall> {
  const lastWeek = checkIn.week.subtract({ weeks: 1 });
  const attempts = asTheyStand(await turn.records.attempts.since(ids, lastWeek)).filter(
    (attempt) => attempt.deck === team.deck && isReturn(attempt),
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
