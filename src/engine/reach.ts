import type { Member } from '../domain/member.ts';
import type { Team } from '../domain/team.ts';
import type { Conversation } from '../events.ts';
import { notify } from './notice.ts';
import { teamOfChannel } from './team/team.ts';
import { keep, type Turn } from './turn.ts';

/** Marks who or what can no longer be reached: nothing is sent there unasked until there is a sign of life. */
export async function lose(turn: Turn, lost: { member?: string; channel?: string; reason: string }): Promise<void> {
  const { records } = turn;
  const { reason: unreachable } = lost;
  if (lost.member !== undefined) {
    const member = await records.members.lock(lost.member);
    if (member) await keep(turn, { ...member, unreachable });
  } else if (lost.channel !== undefined) {
    const team = await teamOfChannel(turn, lost.channel);
    if (team && team.unreachable === undefined) await loseChannel(turn, { ...team, unreachable });
  } else {
    await records.workspace.save({ ...turn.workspace, unreachable });
  }
}

async function loseChannel(turn: Turn, team: Team): Promise<void> {
  await turn.records.teams.save(team);
  const leads = (await turn.records.teams.members(team.id)).filter((each) => each.role === 'lead');
  for (const { member } of leads) await notify(turn, member, 'channel-lost', team.id);
}

/** Who writes to us can be reached again, and so can the channel where they do, and their workspace. */
export async function foundAgain(turn: Turn, member: Member, where: Conversation): Promise<Member> {
  if (turn.workspace.unreachable !== undefined) {
    const { unreachable: _, ...workspace } = turn.workspace;
    await turn.records.workspace.save(workspace);
  }
  if (where.kind === 'channel') await findChannel(turn, where.id);
  if (member.unreachable === undefined) return member;
  const { unreachable: _, ...found } = member;
  await keep(turn, found);
  return found;
}

async function findChannel(turn: Turn, channel: string): Promise<void> {
  const team = await teamOfChannel(turn, channel);
  if (team?.unreachable === undefined) return;
  const { unreachable: _, ...found } = team;
  await turn.records.teams.save(found);
}
