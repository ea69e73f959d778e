import { current, extended, type Prompt, type Session } from '../../domain/session.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { sentence } from '../../views/words.ts';
import { reply, type Visit } from '../turn.ts';
import { sessionsOf, todaysOrEmpty } from './plan.ts';
import { ask } from './session.ts';

/** A scenario once more, to see where another way leads; on the day on which it was played, for practice alone. */
export async function playAgain(visit: Visit, intent: IntentOf<'play-again'>): Promise<void> {
  const { today, day } = await sessionsOf(visit, visit.member);
  const which = intent.deck !== undefined && intent.item !== undefined ? { deck: intent.deck, item: intent.item } : undefined;
  const prompt = await promptFor(visit, day, which ?? (await lastPlayed(visit, today)));
  if (!prompt) {
    await reply(visit, sentence(md`There is no scenario to play again: none of today’s, or it is asked no more.`));
    return;
  }
  const session = await todaysOrEmpty(visit, visit.member);
  const isOpen = current(session) !== undefined;
  const waits = session.prompts.some(
    (each, i) => i >= session.position && each.deck === prompt.deck && each.item === prompt.item,
  );
  const next = waits && isOpen ? session : extended(session, prompt);
  if (!isOpen) return ask(visit, visit.member, next);
  await visit.records.sessions.save(next);
  await reply(visit, sentence(md`It comes at the end of this session.`));
}

type Which = { deck: string; item: string };

/** The question for it, where the learner has answered it before and it is still asked. */
async function promptFor(visit: Visit, day: Temporal.PlainDate, which: Which | undefined): Promise<Prompt | undefined> {
  const memory = which && (await visit.records.memories.get(visit.member.id, which));
  if (!which || !memory || (await visit.records.decks.isRetired(which.deck))) return undefined;
  const found = (await visit.records.decks.items([which.deck])).find((each) => each.item === which.item);
  const purpose = memory.lastDay.equals(day) ? 'replay' : 'extra';
  return found && { ...which, version: found.version, purpose, progress: [] };
}

async function lastPlayed(visit: Visit, session: Session | undefined): Promise<Which | undefined> {
  for (const prompt of session?.prompts.toReversed() ?? []) {
    const isPlayed = prompt.result !== undefined && prompt.result !== 'skipped';
    if (isPlayed && (await visit.records.decks.version(prompt))?.item.kind === 'scenario') return prompt;
  }
  return undefined;
}
