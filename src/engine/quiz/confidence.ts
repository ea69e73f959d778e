import type { Confidence } from '../../domain/confidence.ts';
import { present } from '../../domain/deck.ts';
import { changed, showing } from '../../domain/session.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { type Phrase, phrase } from '../../phrase.ts';
import { question } from '../../views/question.ts';
import { sentence } from '../../views/words.ts';
import { reply, tell, type Visit } from '../turn.ts';
import { openQuestion, tooLate } from './open-question.ts';

const NOTED: Readonly<Record<Confidence, Phrase>> = { sure: phrase`sure`, fairly: phrase`fairly sure`, guess: phrase`a guess` };

/** How sure somebody is of the answer that they are about to give; the question stays open, in its own message. */
export async function sayConfidence(visit: Visit, intent: IntentOf<'say-confidence'>): Promise<void> {
  const open = await openQuestion(visit, intent);
  if (!open) return;
  const { confidence } = intent;
  const { item, prompt } = open;
  if (prompt.comparing !== undefined) return tooLate(visit, 'compare');
  if (visit.pressed && prompt.confidence === confidence) return;
  const session = changed(open.session, { confidence });
  const place = { session, prompt: { ...prompt, confidence }, asksConfidence: visit.member.askConfidence };
  const view = question(item, present(item, showing(session)), place, visit.values);
  const letter = await tell(visit, visit.member.id, view, { replaces: session.letter });
  await visit.records.sessions.save({ ...session, ...(letter && { letter }) });
  if (!visit.pressed) await reply(visit, sentence(md`Noted: ${NOTED[confidence]}. Now your answer.`));
}
