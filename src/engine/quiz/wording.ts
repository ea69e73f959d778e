import { isCheck } from '../../domain/attempt.ts';
import type { Item } from '../../domain/deck.ts';
import { DEFAULT_REINFORCE, isForNewWords } from '../../domain/item-plan.ts';
import { changed, current, type Prompt, type Session } from '../../domain/session.ts';
import { wordingFor } from '../../domain/wordings.ts';
import type { Turn } from '../turn.ts';

/** The session with the wording of its present question settled: it stays the same for as long as the question is open, and when it comes again at the end. */
export async function withWording(turn: Turn, session: Session, item: Item): Promise<Session> {
  const prompt = current(session);
  if (!item.wordings || !prompt || prompt.wording !== undefined) return session;
  return changed(session, { wording: await wordingOf(turn, session, prompt, item) });
}

// What is new is met in its own words, and so is what is still being learned; a scenario that is played again is the one that was played.
async function wordingOf(turn: Turn, { member, day }: Session, prompt: Prompt, item: Item): Promise<number> {
  if (prompt.purpose === 'new') return 0;
  const seen = (await turn.records.attempts.log(member, prompt)).map(({ wording = 0 }) => wording);
  const seed = `${member}/${prompt.deck}/${prompt.item}/${seen.length}`;
  if (prompt.purpose === 'replay') return seen.at(-1) ?? 0;
  // A check in the same words would tell whether these are known.
  if (isCheck(prompt.purpose)) return wordingFor(item, seen, seed);
  const course = await turn.records.courses.get(member, prompt);
  const isDue = course && isForNewWords(course.startedOn, item.reinforce ?? DEFAULT_REINFORCE, day);
  return isDue ? wordingFor(item, seen, seed) : 0;
}
