import type { Item } from '../domain/deck.ts';
import type { Outcome, Question } from '../domain/kinds/kind.ts';
import type { Prompt } from '../domain/session.ts';
import { authored, joined, md } from '../markdown.ts';
import type { Block, Outbound } from '../outbound.ts';
import { heading, type Place, setting } from './question.ts';
import { button, buttons, message, text } from './words.ts';

/** A step of a scenario that has been taken, what was met and missed where it was taken in words, and its consequence. */
export function stepTaken(item: Item, shown: Question, place: Place, taken: Extract<Outcome, { type: 'next-step' }>): Outbound {
  const { said, consequence, points } = taken;
  // A choice is the author's Markdown, words are the learner's own.
  const you = points ? md`**You:** ${said}` : md`**You:** ${authored(said)}`;
  return message(
    [
      ...[text(heading(item, place, shown)), ...setting(shown), text(you)],
      ...(points ? pointsLines(points) : []),
      text(authored(consequence)),
    ],
    `${said}: ${consequence}`,
  );
}

function pointsLines({ met, missed }: NonNullable<Extract<Outcome, { type: 'next-step' }>['points']>): Block[] {
  const lines = [
    ...met.map((each) => md`- ✓ Said: ${authored(each)}`),
    ...missed.map((each) => md`- ✗ Not said: ${authored(each)}`),
  ];
  return [text(joined(lines, '\n'))];
}

/** At the end of a scenario: the other ways that it could have gone. */
export function otherWay(item: Item, { deck }: Prompt): Block[] {
  if (item.kind !== 'scenario') return [];
  return [buttons(button('play-again', 'Again, other way', { type: 'play-again', deck, item: item.id }))];
}
