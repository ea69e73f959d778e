import type { Member } from '../domain/member.ts';
import { keep, type Turn } from './turn.ts';

/** Marks who or what can no longer be reached: nothing is sent there unasked until there is a sign of life. */
export async function lose(turn: Turn, lost: { member?: string; channel?: string; reason: string }): Promise<void> {
  const { records } = turn;
  const { reason: unreachable } = lost;
  if (lost.member !== undefined) {
    const member = await records.members.lock(lost.member);
    if (member) await keep(turn, { ...member, unreachable });
  } else if (lost.channel !== undefined) {
    const team = (await records.teams.all()).find((each) => each.channel === lost.channel);
    if (team) await records.teams.save({ ...team, unreachable });
  } else {
    await records.workspace.save({ ...turn.workspace, unreachable });
  }
}

/** Who writes to us can be reached again, and so can their workspace. */
export async function foundAgain(turn: Turn, member: Member): Promise<Member> {
  if (turn.workspace.unreachable !== undefined) {
    const { unreachable: _, ...workspace } = turn.workspace;
    await turn.records.workspace.save(workspace);
  }
  if (member.unreachable === undefined) return member;
  const { unreachable: _, ...found } = member;
  await keep(turn, found);
  return found;
}
