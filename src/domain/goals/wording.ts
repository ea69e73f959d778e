import { neededFor, type Terms } from './goal.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** A goal in words that say what, how it is measured, how long and by when; said after `goal`, they set the same goal (`read-goal.ts`). */
export function wordingOf(terms: Omit<Terms, 'startsOn' | 'priority'>, scope: string): string {
  const { type, minutes, dueOn } = terms;
  const time = type === 'speed' ? '' : `, about ${minutes} minutes`;
  return `${aimOf(terms, scope)}, by ${dateWords(Temporal.PlainDate.from(dueOn))}${time}`;
}

/** What is to be shown, without the day and the time it takes. */
export function aimOf(terms: Pick<Terms, 'type' | 'items' | 'share' | 'minutes'>, scope: string): string {
  const { type, items, minutes } = terms;
  const questions = items === 1 ? '1 question' : `${items} questions`;
  switch (type) {
    case 'recall':
      return `Recall ${neededFor(terms) === items ? 'all' : `${neededFor(terms)} of`} ${questions} on “${scope}” a day or more later`;
    case 'completion':
      return `Complete ${questions} on “${scope}”, each right without a hint`;
    case 'speed':
      return `Get ${questions} on “${scope}” right within ${minutes} minutes`;
    case 'fluency':
      return `Get ${items} in a row right on “${scope}”`;
    case 'accuracy':
      return `Answer ${questions} on “${scope}” with ${Math.round(100 * terms.share)} % right at the first try`;
  }
}

/** "Friday 27 November" */
export function dateWords({ dayOfWeek, day, month }: Temporal.PlainDate): string {
  return `${WEEKDAYS[dayOfWeek - 1]} ${day} ${MONTHS[month - 1]}`;
}
