import { ended, leaveUntil } from '../../domain/leave.ts';
import { onLeave } from '../../domain/member.ts';
import { dayAt } from '../../domain/rhythm.ts';
import type { StatusChanged } from '../../events.ts';
import { keep, type Turn } from '../turn.ts';

/** What somebody's status says of their being away, where they have said that it may be read. Of anybody else nothing is kept. */
export async function noteStatus(turn: Turn, id: string, { away, until }: StatusChanged): Promise<true> {
  const member = await turn.records.members.lock(id);
  if (!member?.readStatus) return true;
  const today = dayAt(turn.now, member.zone);
  // One status at a time: what it said before is over.
  const before = { ...member, leaves: ended(member.leaves, today, ({ fromStatus }) => fromStatus === true) };
  const leave = { from: today, until: leaveUntil(today, until?.toZonedDateTimeISO(member.zone)), fromStatus: true };
  await keep(turn, away ? onLeave(before, leave, today) : before);
  return true;
}
