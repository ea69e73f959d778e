import { isCopy } from '../../domain/achievements/copy.ts';
import type { Attempt } from '../../domain/attempt.ts';
import { type Item, keyPoints, modelAnswer } from '../../domain/deck.ts';
import { saidIn } from '../../domain/dispute.ts';
import type { Turn } from '../turn.ts';

/** Whether what a learner wrote stands in an explanation that they were given to read. */
export async function isCopied({ records }: Turn, attempt: Attempt, question: Item): Promise<boolean> {
  const said = saidIn(attempt);
  if (attempt.reply.type !== 'typed' || said === '') return false;
  const usual = [modelAnswer(question), ...keyPoints(question)];
  for (const { deck, item, sentAt, attempt: id } of await records.explanations.givenTo(attempt.member)) {
    if (deck !== attempt.deck || item !== attempt.item || !sentAt) continue;
    const read = await records.attempts.get(id);
    if (read && isCopy(said, saidIn(read), usual)) return true;
  }
  return false;
}
