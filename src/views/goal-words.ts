import { neededFor, type Terms } from '../domain/goals/goal.ts';
import { type Phrase, percent, phrase } from '../phrase.ts';
import { count, dayAndMonth } from './words.ts';

/** A goal in words that say what, how it is measured, how long and by when; said after `goal`, they set the same goal (`domain/goals/read-goal.ts`). */
export function wordingOf(terms: Omit<Terms, 'startsOn' | 'priority'>, scope: string): Phrase {
  const [aim, day] = [aimOf(terms, scope), dayAndMonth(Temporal.PlainDate.from(terms.dueOn))];
  return terms.type === 'speed' ? phrase`${aim}, by ${day}` : phrase`${aim}, by ${day}, about ${terms.minutes} minutes`;
}

/** What is to be shown, without the day and the time it takes. */
export function aimOf(terms: Pick<Terms, 'type' | 'items' | 'share' | 'minutes'>, scope: string): Phrase {
  const { type, items, minutes } = terms;
  const questions = count(items, 'question');
  switch (type) {
    case 'recall':
      return neededFor(terms) === items
        ? phrase`Recall all ${questions} on “${scope}” a day or more later`
        : phrase`Recall ${neededFor(terms)} of ${questions} on “${scope}” a day or more later`;
    case 'completion':
      return phrase`Complete ${questions} on “${scope}”, each right without a hint`;
    case 'speed':
      return phrase`Get ${questions} on “${scope}” right within ${minutes} minutes`;
    case 'fluency':
      return phrase`Get ${items} in a row right on “${scope}”`;
    case 'accuracy':
      return phrase`Answer ${questions} on “${scope}” with ${percent(terms.share)} right at the first try`;
  }
}
