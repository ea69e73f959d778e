import type { Attempt } from '../domain/attempt.ts';
import { bearsOut } from '../domain/explanation.ts';
import type { Turn } from './turn.ts';

/** Where an answer shows that something explained to its learner has stayed, the explainer's credit follows (`explanation.ts`). */
export async function bearOut(turn: Turn, answer: Omit<Attempt, 'evidence'>): Promise<void> {
  for (const explanation of await turn.records.explanations.marked(answer.member, answer)) {
    if (!bearsOut(explanation, answer)) continue;
    await turn.records.explanations.save({ ...explanation, state: 'recalled', told: false });
    await turn.records.alarms.set('explanation', explanation.attempt, turn.now);
  }
}
