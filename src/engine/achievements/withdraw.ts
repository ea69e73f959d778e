import { grade } from '../../domain/deck.ts';
import { saidIn } from '../../domain/dispute.ts';
import type { Turn } from '../turn.ts';
import { withdrawProof } from './achieve.ts';

/**
 * An author has changed an item: what was marked right by its old key and is wrong by its new one proves nothing any more. Marks stay as they are; a person's
 * own or another's mark does not hang on the key.
 */
export async function withdrawWrong(
  turn: Pick<Turn, 'records' | 'rules' | 'now' | 'isHoliday'>,
  changed: { deck: string; item: string; version: number },
): Promise<void> {
  const proofs = await turn.records.proofs.ofItem(changed);
  const older = proofs.filter((proof) => proof.version < changed.version && proof.lapsedBy === undefined);
  const now = older.length > 0 ? await turn.records.decks.version(changed) : undefined;
  if (!now) return;
  for (const { member, ...proof } of older) {
    // A day or a topic does not hang on one answer.
    if (proof.subject !== `${proof.deck}/${proof.item}`) continue;
    const attempt = await turn.records.attempts.get(proof.attempt);
    if (attempt?.grader !== 'rules' || attempt.wording) continue;
    // Another question by now: its key says nothing of the old answer.
    if ((await turn.records.decks.version(attempt))?.item.prompt !== now.item.prompt) continue;
    // In words: an option's id is its place in one version.
    const again = grade(now.item, { type: 'typed', text: saidIn(attempt) }, { seed: '', progress: [] });
    if (again.type === 'graded' && again.grade.verdict === 'incorrect') {
      // Their session may be telling of the award at this moment.
      await turn.records.members.lock(member);
      await withdrawProof(turn, member, proof);
    }
  }
}
