import { changesOf, EFFORT_WEEKS, effortOf } from '../../domain/effort.ts';
import { dayAt, weekOf } from '../../domain/rhythm.ts';
import { effort } from '../../views/effort.ts';
import { reply, type Visit } from '../turn.ts';

/** `effort`: the learner's own weeks, for them alone. */
export async function openEffort(visit: Visit): Promise<void> {
  const { member, records, now } = visit;
  const today = dayAt(now, member.zone);
  const from = weekOf(today).subtract({ weeks: EFFORT_WEEKS - 1 });
  const weeks = effortOf(await records.attempts.since([member.id], from));
  await reply(visit, effort(weeks, changesOf(weeks, today)));
}
