import { type CheckIn, type CheckInEntry, isExcused, isWithdrawn, OUTCOMES, withdrawn } from '../domain/check-in.ts';
import { isSilent, type Member } from '../domain/member.ts';
import { dayAt, nextWeekly } from '../domain/rhythm.ts';
import type { Team } from '../domain/team.ts';
import type { IntentOf } from '../intents.ts';
import { checkInForm, checkInSaved } from '../views/check-in.ts';
import { settled } from '../views/session.ts';
import { sentence } from '../views/words.ts';
import { isTimeFor } from './hours.ts';
import { checkInOf, refreshSummary } from './summary.ts';
import { roleIn, teamsOf } from './team.ts';
import { replace, reply, type Turn, tell, type Visit } from './turn.ts';

// A line of a check-in is a line; what is longer is cut, and nothing but its end is lost.
const LONGEST_LINE = 1000;
const TAKEN_BACK = 'All right, what you wrote is taken back. Say check-in if you change your mind.';

/** The alarm of a team's check-in: asks every member who is there, in private, within their own hours. */
export async function ringCheckIn(turn: Turn, id: string, dueAt: Temporal.Instant): Promise<void> {
  const team = await turn.records.teams.get(id);
  if (!team) return;
  await turn.records.alarms.set('check-in', id, nextWeekly(turn.now, { ...team.checkIn, zone: team.zone }, turn.isHoliday));
  const checkIn = await checkInOf(turn, team, dueAt);
  const ids = (await turn.records.teams.members(id)).map((each) => each.member);
  for (const member of await turn.records.members.all(ids)) {
    await ringCheckInForm(turn, `${checkIn.id} ${member.id}`);
  }
}

/** The alarm of one member's check-in; the subject names the check-in and the member. */
export async function ringCheckInForm(turn: Turn, subject: string): Promise<void> {
  const [id = '', memberId = ''] = subject.split(' ');
  const checkIn = await turn.records.checkIns.get(id);
  const team = checkIn && (await turn.records.teams.get(checkIn.team));
  const [member] = await turn.records.members.all([memberId]);
  if (!checkIn || !team || !member || isSilent(member)) return;
  // Who comes back from a leave is not asked for a week that is over.
  if (isExcused(checkIn, team, member, dayAt(turn.now, member.zone))) return;
  if (!roleIn(await turn.records.teams.members(team.id), member.id)) return;
  if ((await turn.records.checkIns.entries(id)).some((entry) => entry.member === member.id)) return;
  if (!(await isTimeFor(turn, member, { kind: 'check-in-form', subject }))) return;
  await tell(turn, member.id, await form(turn, team, checkIn, member), { purpose: `check-in:${id}:${member.id}` });
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

export async function submitCheckIn(visit: Visit, intent: IntentOf<'submit-check-in'>): Promise<void> {
  const found = await ownCheckIn(visit, intent.checkIn);
  if (!found) return;
  const line = (id: string) =>
    String(visit.values[id] ?? '')
      .trim()
      .slice(0, LONGEST_LINE);
  const lastNext = OUTCOMES.find((outcome) => outcome === visit.values['last-next']);
  const entry: CheckInEntry = {
    checkIn: found.checkIn.id,
    member: visit.member.id,
    did: line('did'),
    hurdles: line('hurdles'),
    success: line('success'),
    next: line('next'),
    ...(lastNext && { lastNext }),
    named: (visit.values['named'] ?? []).includes('yes'),
    at: visit.now,
  };
  const before = (await visit.records.checkIns.entries(found.checkIn.id)).some(
    (each) => each.member === entry.member && !isWithdrawn(each),
  );
  if (isWithdrawn(entry) && !before) {
    await reply(visit, sentence('All four lines are empty. One is enough; or press Not this week.'));
    return;
  }
  await visit.records.checkIns.saveEntry(isWithdrawn(entry) ? withdrawn(entry) : entry);
  await replace(visit, isWithdrawn(entry) ? settled(TAKEN_BACK) : checkInSaved(found.team));
  await refreshSummary(visit, found.team, found.checkIn);
}

/** Not this week: what was written before is taken back as well. */
export async function skipCheckIn(visit: Visit, intent: IntentOf<'skip-check-in'>): Promise<void> {
  const found = await ownCheckIn(visit, intent.checkIn);
  if (!found) return;
  await visit.records.checkIns.saveEntry(withdrawn({ checkIn: found.checkIn.id, member: visit.member.id, at: visit.now }));
  await replace(visit, settled('All right, not this week. Say check-in if you change your mind.'));
  await refreshSummary(visit, found.team, found.checkIn);
}

async function ownCheckIn(visit: Visit, id: string): Promise<{ checkIn: CheckIn; team: Team } | undefined> {
  const checkIn = await visit.records.checkIns.get(id);
  const team = checkIn && (await visit.records.teams.get(checkIn.team));
  if (checkIn && team && roleIn(await visit.records.teams.members(team.id), visit.member.id)) return { checkIn, team };
  await reply(visit, sentence('You are not on that team any more.'));
  return undefined;
}

async function form(turn: Turn, team: Team, checkIn: CheckIn, member: Member) {
  const own = (entries: readonly CheckInEntry[]) => entries.find((entry) => entry.member === member.id);
  const before = await turn.records.checkIns.upTo(team.id, checkIn.week.subtract({ weeks: 1 }));
  const planned = before && own(await turn.records.checkIns.entries(before.id))?.next;
  return checkInForm(team, checkIn, { entry: own(await turn.records.checkIns.entries(checkIn.id)), planned });
}
