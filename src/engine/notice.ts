import { isSilent, type Member } from '../domain/member.ts';
import { roleGranted } from '../views/settings.ts';
import { channelLost, teamJoined } from '../views/team.ts';
import { tellOfRollout } from './achievements/rollout-review.ts';
import { isTimeFor } from './hours.ts';
import { keep, type Turn, tell } from './turn.ts';

/** What somebody should know without having asked, and about what: a team they were put on, a role they were given, a channel that is gone, how a week went. */
export type Notice = 'joined' | 'role' | 'channel-lost' | 'rollout';

// Who is paused may be back in a week.
const SILENT_HOURS = 7 * 24;

/** Tells somebody, within their hours. */
export async function notify(turn: Turn, id: string, notice: Notice, about: string): Promise<void> {
  await ringNotice(turn, [notice, about, id].join(' '));
}

/** The alarm of a notice that came outside its reader's hours. */
export async function ringNotice(turn: Turn, subject: string): Promise<void> {
  const [notice = '', about = '', id = ''] = subject.split(' ');
  const member = await turn.records.members.lock(id);
  if (!member || member.status === 'left' || member.unreachable !== undefined) return;
  if (isSilent(member)) return turn.records.alarms.set('notice', subject, turn.now.add({ hours: SILENT_HOURS }));
  if (!(await isTimeFor(turn, member, { kind: 'notice', subject }))) return;
  switch (notice as Notice) {
    case 'joined':
      return introduce(turn, member, about, { byLead: true });
    case 'role':
      return tellRole(turn, member, about === 'admin' ? 'admin' : 'author');
    case 'channel-lost':
      return tellLost(turn, member, about);
    case 'rollout':
      return tellOfRollout(turn, member, about);
  }
}

/** Tells somebody that they are on a team now, and who put them there. */
export async function introduce(turn: Turn, member: Member, teamId: string, { byLead }: { byLead: boolean }): Promise<void> {
  const team = await turn.records.teams.get(teamId);
  const people = await turn.records.teams.members(teamId);
  if (!team || !people.some((each) => each.member === member.id)) return;
  const [lead] = await turn.records.members.all(people.filter(({ role }) => role === 'lead').map((each) => each.member));
  const decks = await turn.records.decks.list();
  const deck = decks.find((each) => each.id === team.deck)?.title ?? team.deck;
  await keep(turn, { ...member, welcomed: true });
  await tell(turn, member.id, teamJoined(team, byLead ? lead : undefined, member, deck), {
    purpose: `joined:${team.id}:${member.id}`,
  });
}

async function tellRole(turn: Turn, member: Member, role: 'admin' | 'author'): Promise<void> {
  if (member[role]) await tell(turn, member.id, roleGranted(role));
}

async function tellLost(turn: Turn, member: Member, teamId: string): Promise<void> {
  const team = await turn.records.teams.get(teamId);
  if (team?.unreachable !== undefined) await tell(turn, member.id, channelLost(team));
}
