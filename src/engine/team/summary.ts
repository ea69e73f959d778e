import { may } from '../../domain/access.ts';
import type { TeamNews } from '../../domain/achievements/team-news.ts';
import { type CheckIn, isExcused, isGiven } from '../../domain/check-in.ts';
import { isAway, type Member } from '../../domain/member.ts';
import { dayAt, isDaytime, nextTeamTime, weekOf } from '../../domain/rhythm.ts';
import type { Team } from '../../domain/team.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import type { Outbound } from '../../outbound.ts';
import { details, hasDetails, summary, type Week } from '../../views/summary.ts';
import { sentence } from '../../views/words.ts';
import { haveTold, lookAtTeam, untoldOf } from '../achievements/team-look.ts';
import { witness } from '../audit.ts';
import { reply, say, type Turn, type Visit, worded } from '../turn.ts';
import { roleIn, teamOfChannel, teamsOf } from './team.ts';
import { setSummary } from './team-rhythm.ts';
import { figuresOf } from './week.ts';

/** The alarm of a team's summary. One that comes at night or on a holiday waits for the next working morning; a week in which nobody was asked has none. */
export async function ringSummary(turn: Turn, id: string, dueAt: Temporal.Instant): Promise<void> {
  const team = await turn.records.teams.get(id);
  if (!team) return;
  if (!isDaytime(turn.now, team.zone) || turn.isHoliday(turn.now.toZonedDateTimeISO(team.zone).toPlainDate()))
    return turn.records.alarms.set('summary', id, nextTeamTime(turn.now, { zone: team.zone }, turn.isHoliday));
  await setSummary(turn, team);
  if (team.unreachable !== undefined) return;
  // On Monday it is of the week before.
  const checkIn = await turn.records.checkIns.upTo(id, weekOf(dayAt(dueAt, team.zone)));
  if (checkIn) await postSummary(turn, team, checkIn, { atItsHour: true });
}

/** `summary` by a lead: now, in the team's channel. */
export async function postSummaryNow(visit: Visit): Promise<void> {
  const { conversation, member } = visit;
  const here = conversation.kind === 'channel' ? await teamOfChannel(visit, conversation.id) : undefined;
  const [first] = await teamsOf(visit, member.id, 'lead');
  const team = here ?? first;
  if (!team || !may('lead-team', member, await visit.records.teams.members(team.id))) {
    await reply(visit, sentence(md`Only the lead of a team can post its summary.`));
    return;
  }
  // One after the other with its reveals: what one has told of an award the other does not.
  await visit.records.teams.get(team.id);
  const checkIn = await checkInOf(visit, team, visit.now);
  await witness(visit, 'summary-posted', `team:${team.id}`, { checkIn: checkIn.id });
  await postSummary(visit, team, checkIn, { atItsHour: false });
  if (checkIn.summary) await reply(visit, sentence(md`The summary of ${team.name} is up to date.`));
  else if (conversation.kind === 'personal') await reply(visit, sentence(md`The summary of ${team.name} is in its channel.`));
}

/** What a posted summary has no room for, for who asks alone. */
export async function openDetails(visit: Visit, { checkIn: id }: IntentOf<'open-details'>): Promise<void> {
  const [own] = await teamsOf(visit, visit.member.id);
  const checkIn = id
    ? await visit.records.checkIns.get(id)
    : own && (await visit.records.checkIns.upTo(own.id, dayAt(visit.now, own.zone)));
  const team = checkIn && (await visit.records.teams.get(checkIn.team));
  const isOn = team && roleIn(await visit.records.teams.members(team.id), visit.member.id);
  if (!checkIn?.figures || !team || !isOn) {
    await reply(visit, sentence(md`The details of a summary are for its team, once it is posted.`));
    return;
  }
  await reply(visit, details(await weekOfTeam(visit, team, checkIn)));
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

/** A week has one message. What is there already, as when a lead asked for it before its hour, is brought up to date; at its hour with new figures. */
async function postSummary(turn: Turn, team: Team, checkIn: CheckIn, { atItsHour }: { atItsHour: boolean }): Promise<void> {
  const isFirst = atItsHour || checkIn.summary === undefined;
  if (isFirst) await lookAtTeam(turn, team);
  const news = isFirst ? await untoldOf(turn, team) : [];
  const toldBefore = checkIn.figures?.news ?? [];
  const week = withNews(await weekOfTeam(turn, team, checkIn, { anew: atItsHour }), [...toldBefore, ...news]);
  const purpose = `summary:${team.id}:${checkIn.week}`;
  const options = checkIn.summary ? { replaces: checkIn.summary } : { purpose };
  const letter = await say(turn, { kind: 'channel', channel: team.channel }, summary(week), options);
  if (!letter) return;
  await haveTold(turn, team, news);
  const { details: before, ...kept } = checkIn;
  // What has only changed stands where its first letter does, and so does its thread.
  const thread = options.replaces ?? letter;
  const isThere = options.replaces !== undefined && before !== undefined;
  const told = await postDetails(turn, week, thread, isThere ? { replaces: before } : { purpose: `${purpose}:${thread}:thread` });
  await turn.records.checkIns.save({ ...kept, summary: letter, figures: week.figures, ...(told && { details: told }) });
}

// They stay in the message when it follows late entries.
function withNews(week: Week, news: readonly TeamNews[]): Week {
  return news.length > 0 ? { ...week, figures: { ...week.figures, news: [...news] } } : week;
}

/** What the summary has no room for, in its thread, where there is anything. */
async function postDetails(
  turn: Turn,
  week: Week,
  thread: string,
  options: { purpose: string } | { replaces: string },
): Promise<string | undefined> {
  if (!hasDetails(week) && 'purpose' in options) return undefined;
  return say(turn, { kind: 'channel', channel: week.team.channel, thread }, details(week), options);
}

/** Tells a summary again in each of the messages that told it, and in their threads, as it is now; nothing that they said before is kept. */
export async function retellSummary(
  turn: Turn,
  team: Team,
  checkIn: CheckIn,
  told: { letters: readonly string[]; details: readonly string[] },
): Promise<void> {
  const week = await weekOfTeam(turn, team, checkIn);
  const again = async (letters: readonly string[], outbound: Outbound) => {
    for (const replaces of letters) {
      const { to } = (await turn.records.letters.get(replaces)) ?? {};
      if (!to) continue;
      await say(turn, to, outbound, { replaces });
      await turn.records.privacy.retell(replaces, await worded(turn, to, outbound));
    }
  };
  await again(told.letters, summary(week));
  await again(told.details, details(week));
}

async function weekOfTeam(turn: Turn, team: Team, checkIn: CheckIn, { anew } = { anew: false }): Promise<Week> {
  const people = await turn.records.teams.members(team.id);
  const ids = people.map((each) => each.member);
  const entries = (await turn.records.checkIns.entries(checkIn.id)).filter((each) => ids.includes(each.member) && isGiven(each));
  const figures = (!anew && checkIn.figures) || (await figuresOf(turn, team, checkIn, { ids, entries }));
  const wrote = new Set(entries.map(({ member }) => member));
  const all = await turn.records.members.all(ids);
  const isOff = (member: Member) => isAway(member, dayAt(turn.now, member.zone)) || isExcused(checkIn, team, member);
  const members = all.filter((member) => wrote.has(member.id) || !isOff(member));
  const leads = people.flatMap(({ member, role }) => (role === 'lead' ? [member] : []));
  return { team, checkIn, entries, members, leads, figures };
}
