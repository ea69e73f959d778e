import { isCopy } from '../domain/achievements/copy.ts';
import type { Manner } from '../domain/achievements/refusal.ts';
import { A_DAY_HOURS, type Attempt } from '../domain/attempt.ts';
import { type Item, keyPoints, modelAnswer } from '../domain/deck.ts';
import { saidIn } from '../domain/dispute.ts';
import type { Turn } from './turn.ts';

/** What others have shown a learner of what they answer: it was revealed in a channel of theirs within the last day, or it stands in an explanation that they were given to read. */
export async function shownToThem({ records, now }: Turn, attempt: Attempt, question: Item): Promise<Manner['shown']> {
  const since = now.subtract({ hours: A_DAY_HOURS });
  if (await records.channelAnswers.hasShown(attempt.member, attempt, since)) return 'revealed';
  const said = saidIn(attempt);
  if (attempt.reply.type !== 'typed' || said === '') return undefined;
  const usual = [modelAnswer(question), ...keyPoints(question)];
  for (const { deck, item, sentAt, attempt: id } of await records.explanations.givenTo(attempt.member)) {
    if (deck !== attempt.deck || item !== attempt.item || !sentAt) continue;
    const read = await records.attempts.get(id);
    if (read && isCopy(said, saidIn(read), usual)) return 'copied';
  }
  return undefined;
}
