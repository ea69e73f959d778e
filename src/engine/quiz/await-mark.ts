import { present, rubricOf } from '../../domain/deck.ts';
import { forModel, type Rubric } from '../../domain/grade/rubric.ts';
import type { Reply } from '../../domain/kinds/kind.ts';
import { changed, showing } from '../../domain/session.ts';
import { md } from '../../markdown.ts';
import { asked } from '../../views/question.ts';
import { message, sentence } from '../../views/words.ts';
import { type Turn, tell, type Visit } from '../turn.ts';
import type { Open } from './open-question.ts';

// Twice what a model may take. Whoever rings the alarm then does not ask it any more: the learner has waited long enough.
const LATEST_SECONDS = 20;

/** What a language model may be asked about an answer: nothing where there is none, or the deck's author has not let it. */
export async function question(
  turn: Turn,
  { prompt, item }: Pick<Open, 'prompt' | 'item'>,
  said: string,
): Promise<{ answer: string; rubric: Rubric } | undefined> {
  const rubric = turn.hasJudge ? rubricOf(item) : undefined;
  const answer = forModel(said);
  if (!rubric || answer === undefined || !(await turn.records.decks.mayAskModel(prompt.deck))) return undefined;
  return { answer, rubric };
}

/**
 * Keeps an answer that the rules are unsure of, to be marked with a model as soon as that is saved (`ring-mark.ts`). False where no model may
 * be asked. A model takes longer than a platform waits: the answer is acknowledged first.
 */
export async function awaitMark(visit: Visit, open: Open, given: Reply): Promise<boolean> {
  if (given.type !== 'typed' || !(await question(visit, open, given.text))) return false;
  const { session, item } = open;
  const { id } = visit.member;
  const left = message(asked(item, open, present(item, showing(session))));
  if (session.letter) await tell(visit, id, left, { replaces: session.letter });
  const letter = await tell(visit, id, sentence(md`Saved. A language model is looking at it; a few seconds.`));
  const waiting = changed(session, { comparing: given.text, marking: letter });
  await visit.records.sessions.save({ ...waiting, ...(letter && { letter }) });
  const at = visit.now.add({ seconds: LATEST_SECONDS });
  await visit.records.alarms.set('mark', id, at);
  visit.soon.push({ kind: 'mark', subject: id, at });
  return true;
}
