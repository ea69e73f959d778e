import type { Member } from '../domain/member.ts';
import { nextWelcome } from '../domain/rhythm.ts';
import type { Alarm } from '../ports/alarms.ts';
import type { Turn } from './turn.ts';

/**
 * Whether something unasked may be said to somebody now; else its alarm is set for when it may. The one place that keeps people's hours, beside the session,
 * which has its own time.
 */
export async function isTimeFor(
  turn: Turn,
  member: Member,
  { kind, subject }: Pick<Alarm, 'kind' | 'subject'>,
): Promise<boolean> {
  const at = nextWelcome(turn.now, member, turn.isHoliday);
  if (at?.equals(turn.now)) return true;
  await turn.records.alarms.set(kind, subject, at);
  return false;
}
