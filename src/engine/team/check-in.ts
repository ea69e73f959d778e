import { type CheckIn, type CheckInEntry, isExcused, isGiven, isWithdrawn, LINES } from '../../domain/check-in.ts';
import { isAway, isSilent, type Member } from '../../domain/member.ts';
import { dayAt, nextSessionAt } from '../../domain/rhythm.ts';
import type { Team, TeamMember } from '../../domain/team.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import type { Outbound } from '../../outbound.ts';
import { checkInForm, checkInReminder, noteForm } from '../../views/check-in.ts';
import { sentence } from '../../views/words.ts';
import { isTimeFor } from '../hours.ts';
import { reply, type Turn, tell, type Visit } from '../turn.ts';
import { checkInOf } from './summary.ts';
import { roleIn, teamsOf } from './team.ts';
import { setCheckIn, summaryAfter } from './team-rhythm.ts';

// Sooner, a reminder is nagging.
const REMIND_AFTER_HOURS = 12;

/** One member and what they are asked about. */
type Asked = {
  team: Team;
  checkIn: CheckIn;
  member: Member;
  role: TeamMember['role'];
  /** The day on which the team is asked. */
  day: Temporal.PlainDate;
  own: CheckInEntry | undefined;
};

/** The alarm of a team's check-in, or of the day's note: asks every member who is there, in private, within their own hours. */
export async function ringCheckIn(turn: Turn, id: string, dueAt: Temporal.Instant): Promise<void> {
  const team = await turn.records.teams.get(id);
  if (!team) return;
  await setCheckIn(turn, team);
  const checkIn = await checkInOf(turn, team, dueAt);
  const day = dayAt(dueAt, team.zone);
  const roles = new Map((await turn.records.teams.members(id)).map(({ member, role }) => [member, role]));
  const entries = new Map((await turn.records.checkIns.entries(checkIn.id)).map((entry) => [entry.member, entry]));
  for (const member of await turn.records.members.all([...roles.keys()])) {
    const asked = { team, checkIn, member, role: roles.get(member.id) ?? 'member', day, own: entries.get(member.id) };
    await askInTime(turn, asked);
  }
}

/** The alarm of one member's check-in. */
export async function ringCheckInForm(turn: Turn, subject: string): Promise<void> {
  const asked = await askedIn(turn, subject);
  if (asked) await askInTime(turn, asked);
}

async function askInTime(turn: Turn, asked: Asked): Promise<void> {
  const { team, checkIn, member } = asked;
  // Who comes back from a leave is not asked for a week that is over.
  if (isSilent(member) || isExcused(checkIn, team, member, dayAt(turn.now, member.zone))) return;
  if (await isTimeFor(turn, member, { kind: 'check-in-form', subject: subjectOf(asked) })) await ask(turn, asked);
}

async function ask(turn: Turn, asked: Asked): Promise<void> {
  const { team, checkIn, member, day, own } = asked;
  if (own && isWithdrawn(own)) return;
  const purpose = `check-in:${checkIn.id}:${member.id}`;
  if (!team.checkIn.days.includes(day.dayOfWeek)) {
    const days = day.until(dayAt(turn.now, member.zone)).days;
    // East of the team it comes the next morning; what is older is let be.
    if (days > 1) return;
    const note = noteForm(team, checkIn, { day, isToday: days < 1 });
    await tell(turn, member.id, note, { purpose: `${purpose}:${day}` });
    return;
  }
  if (own && isWhole(team, own)) return;
  if (!(await tell(turn, member.id, await form(turn, asked), { purpose }))) return;
  await turn.records.alarms.set('check-in-reminder', subjectOf(asked), reminderAt(turn, team, member));
}

function subjectOf({ checkIn, member, day }: Pick<Asked, 'checkIn' | 'member' | 'day'>): string {
  return `${checkIn.id} ${member.id} ${day}`;
}

/** The alarm of who has not written: the one reminder. */
export async function ringReminder(turn: Turn, subject: string): Promise<void> {
  const asked = await askedIn(turn, subject);
  if (!asked || isAway(asked.member, dayAt(turn.now, asked.member.zone))) return;
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

/** Who is asked for what; nothing where they are not there, or not on the team any more. */
async function askedIn(turn: Turn, subject: string): Promise<Asked | undefined> {
  const [id = '', memberId = '', on] = subject.split(' ');
  const checkIn = await turn.records.checkIns.get(id);
  const team = checkIn && (await turn.records.teams.get(checkIn.team));
  const [member] = await turn.records.members.all([memberId]);
  if (!checkIn || !team || !member) return undefined;
  const role = roleIn(await turn.records.teams.members(team.id), member.id);
  if (!role) return undefined;
  const own = (await turn.records.checkIns.entries(id)).find((entry) => entry.member === member.id);
  const day = on ? Temporal.PlainDate.from(on) : dayAt(turn.now, team.zone);
  return { team, checkIn, member, role, day, own };
}

/** `check-in`, early, late or to change it. */
export async function openCheckIn(visit: Visit, intent: IntentOf<'open-check-in'>): Promise<void> {
  const teams = await teamsOf(visit, visit.member.id);
  const wanted = intent.team === undefined ? teams : teams.filter((team) => team.id === intent.team);
  if (wanted.length === 0) {
    await reply(visit, sentence(md`You are on no team that checks in. A lead sets one up by saying team in its channel.`));
    return;
  }
  for (const team of wanted) {
    const checkIn = await checkInOf(visit, team, visit.now);
    const asked = await askedIn(visit, subjectOf({ checkIn, member: visit.member, day: dayAt(visit.now, team.zone) }));
    if (asked) await tell(visit, visit.member.id, await form(visit, asked));
  }
}

async function form({ records }: Turn, { team, checkIn, member, role, own }: Asked): Promise<Outbound> {
  const before = await records.checkIns.before(checkIn, member.id);
  const lines = LINES.filter((line) => team.questions[line] !== '');
  return checkInForm(team, checkIn, { entry: own, before, leads: role === 'lead', lines });
}
