import type { Change } from '../domain/goals/decide.ts';
import type { Goal, Terms } from '../domain/goals/goal.ts';
import { md } from '../markdown.ts';
import type { Outbound } from '../outbound.ts';
import { phrase } from '../phrase.ts';
import { aimOf, wordingOf } from './goal-words.ts';
import { button, buttons, message, note, sentence, sentences, text } from './words.ts';

/** A goal that was vague, in words that can be measured. */
export function betterWording(terms: Terms, name: string, options: { large: boolean; words: string }): Outbound {
  const row = [
    button('set', phrase`Set it`, { type: 'set-goal', terms }, { primary: true }),
    button('change', phrase`Change it`, { type: 'open-goal-form', terms }),
  ];
  if (options.large) row.push(button('plan', phrase`Plan it in steps`, { type: 'plan-goal', words: options.words }));
  return message([
    text(md`To be sure when it is done: **${wordingOf(terms, name)}**.`),
    buttons(...row),
    note(md`Your answers show it, not time spent. To say it your way: goal ${wordingOf(terms, name)}.`),
  ]);
}

export function goalSet(goal: Goal, name: string, before: { again: boolean; joined: boolean }): Outbound {
  const terms = { ...goal, dueOn: goal.dueOn.toString() };
  if (before.again) return sentence(md`That goal is set already: say goals to see how far it is.`);
  return message([
    text(md`Set: **${wordingOf(terms, name)}**.`),
    buttons(
      button('start', phrase`Quiz`, { type: 'start-quiz' }, { primary: true }),
      button('undo', phrase`Undo`, { type: 'undo-goal', goal: goal.id, from: 'set' }),
    ),
    note(
      md`${sentences(before.joined ? phrase`Its deck is among yours now.` : undefined, phrase`Its questions come first among your daily ones, which are no more than before. Say goals at any time.`)}`,
    ),
  ]);
}

export function goalChanged(goal: Goal, name: string, change: Change): Outbound {
  const terms = { ...goal, dueOn: goal.dueOn.toString() };
  const lead = { harder: phrase`Next`, repeat: phrase`Once more`, shorter: phrase`Shorter`, move: phrase`Moved` }[change];
  return message([
    text(md`${lead}: **${wordingOf(terms, name)}**.`),
    buttons(button('undo', phrase`Undo`, { type: 'undo-goal', goal: goal.id, from: 'set' })),
  ]);
}

export function goalDropped(goal: Goal, name: string): Outbound {
  return message([
    text(md`Dropped: ${aimOf(goal, name)}. What you learned of it stays.`),
    buttons(button('undo', phrase`Undo`, { type: 'undo-goal', goal: goal.id, from: 'dropped' })),
  ]);
}
