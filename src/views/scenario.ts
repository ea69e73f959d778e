import type { Item } from '../domain/deck.ts';
import type { Outcome, Question } from '../domain/kinds/kind.ts';
import type { Prompt } from '../domain/session.ts';
import { authored, joined, md } from '../markdown.ts';
import type { Block, Outbound } from '../outbound.ts';
import { phrase } from '../phrase.ts';
import { heading, type Place, setting } from './question.ts';
import { button, buttons, message, text } from './words.ts';

type Step = Extract<Outcome, { type: 'next-step' }>;

/** A step of a scenario that has been taken, in the place of its question. */
export function stepTaken(item: Item, shown: Question, place: Place, taken: Step): Outbound {
  // A choice is the author's Markdown, words are the learner's own.
  const you = taken.points ? md`**You:** ${taken.said}` : md`**You:** ${authored(taken.said)}`;
  return message(
    [text(heading(item, place, shown)), ...setting(shown), text(you), ...whatCameOf(taken).blocks],
    `${taken.said}: ${taken.consequence}`,
  );
}

/** What was met and missed of a step that was taken in words, and the consequence. */
export function whatCameOf({ points, consequence }: Step): Outbound {
  const { met = [], missed = [] } = points ?? {};
  const lines = [
    ...met.map((each) => md`- ✓ Said: ${authored(each)}`),
    ...missed.map((each) => md`- ✗ Not said: ${authored(each)}`),
  ];
  return message([...(lines.length > 0 ? [text(joined(lines, '\n'))] : []), text(authored(consequence))]);
}

/** At the end of a scenario: the other ways that it could have gone. */
export function otherWay(item: Item, { deck }: Prompt): Block[] {
  if (item.kind !== 'scenario') return [];
  return [buttons(button('play-again', phrase`Again, other way`, { type: 'play-again', deck, item: item.id }))];
}
