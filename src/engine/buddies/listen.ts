import type { Attempt } from '../../domain/attempt.ts';
import { creditAfter } from '../../domain/buddy.ts';
import type { Member } from '../../domain/member.ts';
import type { Turn } from '../turn.ts';

/** Who recalls what a colleague explained to them gives that colleague the credit, and who misses it ends that. They hear of it in the morning. */
export async function creditExplainer(turn: Turn, listener: Member, attempt: string): Promise<void> {
  const { attempts, explanations } = turn.records;
  const answer: Attempt | undefined = await attempts.get(attempt);
  for (const heard of answer ? await explanations.heard(listener.id, answer) : []) {
    // Locked, and read again: a buddy who is erased or ends it meanwhile takes it along.
    const now = await explanations.get(heard.attempt);
    const after = answer && now?.buddy === listener.id ? creditAfter(now, answer, turn.now) : now;
    if (after && after !== now) await explanations.save(after);
  }
}
