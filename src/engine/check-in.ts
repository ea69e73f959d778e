import { type CheckIn, type CheckInEntry, isGiven, isWithdrawn, LINES } from '../domain/check-in.ts';
import { isAway, type Member } from '../domain/member.ts';
import { dayAt, mayBeAsked, nextSessionAt } from '../domain/rhythm.ts';
import type { Team } from '../domain/team.ts';
import type { IntentOf } from '../intents.ts';
import type { Outbound } from '../outbound.ts';
import { checkInForm, checkInReminder, noteForm } from '../views/check-in.ts';
import { sentence } from '../views/words.ts';
import { checkInOf } from './summary.ts';
import { roleIn, teamsOf } from './team.ts';
import { setCheckIn, summaryAfter } from './team-rhythm.ts';
import { reply, type Turn, tell, type Visit } from './turn.ts';

// Sooner, a reminder is nagging.
const REMIND_AFTER_HOURS = 12;

/** The alarm of a team's check-in, or of the day's note: asks every member who is there, in private, at an hour of their own. */
export async function ringCheckIn(turn: Turn, id: string, dueAt: Temporal.Instant): Promise<void> {
  const team = await turn.records.teams.get(id);
  if (!team) return;
  await setCheckIn(turn, team);
  const checkIn = await checkInOf(turn, team, dueAt);
  const ids = (await turn.records.teams.members(id)).map((each) => each.member);
  for (const member of await turn.records.members.all(ids)) {
    const subject = `${checkIn.id} ${member.id} ${dayAt(dueAt, team.zone)}`;
    if (mayBeAsked(turn.now, member, turn.isHoliday)) await ringCheckInForm(turn, subject);
    else await turn.records.alarms.set('check-in-form', subject, nextSessionAt(turn.now, member, turn.isHoliday));
  }
}

/** The alarm of one member's check-in; the subject names the check-in, the member and the day on which the team is asked. */
export async function ringCheckInForm(turn: Turn, subject: string): Promise<void> {
  const asked = await askedIn(turn, subject);
  if (!asked) return;
  const { team, checkIn, member, day, own } = asked;
  if (own && isWithdrawn(own)) return;
  const purpose = `check-in:${checkIn.id}:${member.id}`;
  if (!team.checkIn.days.includes(day.dayOfWeek)) {
    // A note that waited for a morning would stand beside that day's own.
    if (dayAt(turn.now, member.zone).equals(day))
      await tell(turn, member.id, noteForm(team, checkIn), { purpose: `${purpose}:${day}` });
    return;
  }
  if (own && isWhole(team, own)) return;
  if (!(await tell(turn, member.id, await form(turn, team, checkIn, member), { purpose }))) return;
  await turn.records.alarms.set('check-in-reminder', subject, reminderAt(turn, team, member));
}

/** The alarm of who has not written: the one reminder. */
export async function ringReminder(turn: Turn, subject: string): Promise<void> {
  const asked = await askedIn(turn, subject);
  if (!asked) return;
  const { team, checkIn, member, own } = asked;
  if (own && !own.draft) return;
  const isDraft = own !== undefined && !isWithdrawn(own);
  const purpose = `check-in-reminder:${checkIn.id}:${member.id}`;
  await tell(turn, member.id, checkInReminder(team, checkIn, { isDraft }), { purpose });
}

// At the member's own hour of their next day, where the summary has not gone out by then; after that nobody waits for them.
function reminderAt(turn: Turn, team: Team, member: Member): Temporal.Instant | undefined {
  const at = nextSessionAt(turn.now.add({ hours: REMIND_AFTER_HOURS }), member, turn.isHoliday);
  const summaryAt = summaryAfter(turn.now, team);
  return at && summaryAt && Temporal.Instant.compare(at, summaryAt) < 0 ? at : undefined;
}

// With a note a day, the week is whole once it has been looked back on.
function isWhole(team: Team, entry: CheckInEntry): boolean {
  return isGiven(entry) && (team.cadence === 'weekly' || entry.next !== '' || entry.lastNext !== undefined);
}

type Asked = { team: Team; checkIn: CheckIn; member: Member; day: Temporal.PlainDate; own: CheckInEntry | undefined };

/** Who is asked for what; nothing where they are not there, or not on the team any more. */
async function askedIn(turn: Turn, subject: string): Promise<Asked | undefined> {
  const [id = '', memberId = '', on] = subject.split(' ');
  const checkIn = await turn.records.checkIns.get(id);
  const team = checkIn && (await turn.records.teams.get(checkIn.team));
  const [member] = await turn.records.members.all([memberId]);
  if (!checkIn || !team || !member || isAway(member, dayAt(turn.now, member.zone))) return undefined;
  if (!roleIn(await turn.records.teams.members(team.id), member.id)) return undefined;
  const own = (await turn.records.checkIns.entries(id)).find((entry) => entry.member === member.id);
  const day = on ? Temporal.PlainDate.from(on) : dayAt(turn.now, team.zone);
  return { team, checkIn, member, day, own };
}

/** `check-in`, early, late or to change it. */
export async function openCheckIn(visit: Visit, intent: IntentOf<'open-check-in'>): Promise<void> {
  const teams = await teamsOf(visit, visit.member.id);
  const wanted = intent.team === undefined ? teams : teams.filter((team) => team.id === intent.team);
  if (wanted.length === 0) {
    await reply(visit, sentence('You are on no team that checks in. A lead sets one up by saying team in its channel.'));
    return;
  }
  for (const team of wanted)
    await tell(visit, visit.member.id, await form(visit, team, await checkInOf(visit, team, visit.now), visit.member));
}

async function form(turn: Turn, team: Team, checkIn: CheckIn, member: Member): Promise<Outbound> {
  const entry = (await turn.records.checkIns.entries(checkIn.id)).find((each) => each.member === member.id);
  const before = await turn.records.checkIns.before(checkIn, member.id);
  const leads = roleIn(await turn.records.teams.members(team.id), member.id) === 'lead';
  return checkInForm(team, checkIn, { entry, before, leads, lines: LINES.filter((line) => team.questions[line] !== '') });
}
