import type { Item } from '../../domain/deck.ts';
import { current, isBeingMarked, type Prompt, type Session } from '../../domain/session.ts';
import { asAsked } from '../../domain/wordings.ts';
import { phrase } from '../../phrase.ts';
import { sentence } from '../../views/words.ts';
import { reply, type Visit } from '../turn.ts';
import { ask } from './session.ts';

/** A question that waits for its answer. */
export type Open = { session: Session; prompt: Prompt; item: Item };

const BEGUN: ReadonlySet<Session['status']> = new Set(['open', 'done']);

/** The question that an answer or a button is for; where it is over, the learner is told. */
export async function openQuestion(visit: Visit, at: { session: string; position: number }): Promise<Open | undefined> {
  const session = await visit.records.sessions.get(at.session);
  if (!session || session.member !== visit.member.id || !BEGUN.has(session.status)) {
    await tooLate(visit, 'over');
    return undefined;
  }
  const prompt = current(session);
  if (!prompt || session.position !== at.position) {
    await tooLate(visit, session.prompts[at.position]?.result ? 'answered' : 'over');
    return undefined;
  }
  if (isBeingMarked(session)) {
    await tooLate(visit, 'marking');
    return undefined;
  }
  const version = await visit.records.decks.version(prompt);
  if (version) return { session, prompt, item: asAsked(version.item, prompt.wording) };
  await ask(visit, visit.member, session);
  return undefined;
}

export async function tooLate(visit: Visit, why: 'answered' | 'over' | 'compare' | 'ticks' | 'marking'): Promise<void> {
  const words = {
    answered: phrase`That one is answered already; your first answer counted, once.`,
    over: phrase`That question is over. Say quiz for what is due now.`,
    compare: phrase`Have a look at the model answer first: did you say the same?`,
    ticks: phrase`Which of the points did you say? Tick them and press Done, or say their numbers, all, or none.`,
    marking: phrase`Your answer is saved and being marked. Say quiz to see the model answer right away.`,
  };
  await reply(visit, sentence(words[why]));
}
