import type { Explanation } from '../../domain/buddy.ts';
import type { Item } from '../../domain/deck.ts';
import { asAsked } from '../../domain/wordings.ts';
import type { Turn } from '../turn.ts';

/** What was explained, as it was asked. */
export async function explainedItem({ records }: Turn, explanation: Explanation): Promise<Item | undefined> {
  const version = await records.decks.version(explanation);
  const attempt = await records.attempts.get(explanation.attempt);
  return version && asAsked(version.item, attempt?.wording);
}
