import { skipped } from '../../domain/session.ts';
import type { IntentOf } from '../../intents.ts';
import { compared } from '../../views/compare.ts';
import { finishAction } from '../achievements/reward.ts';
import { retire } from '../quiz/answer.ts';
import { openQuestion, tooLate } from '../quiz/open-question.ts';
import { recordUnmarked } from '../quiz/record.ts';
import { ask } from '../quiz/session.ts';
import type { Visit } from '../turn.ts';
import { contest } from './dispute.ts';

/** Neither the rules nor the learner can tell whether it is right: it waits for somebody who may rule on it, and counts neither way till then. */
export async function askLead(visit: Visit, intent: IntentOf<'ask-lead'>): Promise<void> {
  const open = await openQuestion(visit, intent);
  if (!open) return;
  const { prompt, item, session } = open;
  const said = prompt.comparing;
  if (said === undefined || item.kind === 'scenario') return tooLate(visit, 'compare');
  const attempt = await recordUnmarked(visit, open, { id: visit.newId(), member: visit.member, said, grader: 'rules' });
  await finishAction(visit, visit.member, prompt.action);
  await retire(visit, open, compared(said));
  const { pressed: _, ...typed } = visit;
  const version = await visit.records.decks.version(prompt);
  await contest(typed, attempt, version?.item ?? item);
  await ask(visit, visit.member, skipped(session));
}
