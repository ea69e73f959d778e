import { daysBetween } from '../days.ts';
import { type IsHoliday, nextWorkingDay, type Rhythm } from '../rhythm.ts';
import { FEWEST_MINUTES, type Goal, type GoalType, neededFor, type Terms, termsOf } from './goal.ts';
import type { Progress } from './measure.ts';

export const CHANGES = ['harder', 'repeat', 'shorter', 'move'] as const;
export type Change = (typeof CHANGES)[number];

// The articles' rule: "repeating a goal if recall is under 80% after two tries. This helps plan, not punish."
const TRIES_TO_REPEAT = 2;
const RIGHT_TO_GO_ON = 0.8;
// So much further than its time should a goal be before it is called behind.
const LEEWAY = 0.34;
const LEAST_DAYS = 3;
const MOVED_DAYS = 3;
const HARDER = 1.25;
const HARDEST_SHARE = 0.95;

/** What the rules say of a goal on a day: beaten makes harder; under 80 % after two tries repeats; behind makes shorter or moves. Nothing is done unasked. */
export function changesFor(goal: Goal, progress: Progress, today: Temporal.PlainDate): readonly Change[] {
  if (progress.reachedOn) return isBeaten(goal, progress) ? ['harder'] : [];
  if (progress.tries >= TRIES_TO_REPEAT && progress.right < RIGHT_TO_GO_ON * progress.answers) return ['repeat'];
  if (!isBehind(goal, progress, today)) return [];
  return neededFor(shorterItems(goal, progress)) < neededFor(goal) ? ['shorter', 'move'] : ['move'];
}

/** Reached with a day or more to spare. */
function isBeaten({ dueOn }: Goal, { reachedOn }: Progress): boolean {
  return reachedOn !== undefined && Temporal.PlainDate.compare(reachedOn, dueOn) < 0;
}

export function isBehind(goal: Goal, progress: Progress, today: Temporal.PlainDate): boolean {
  if (hasPassed(goal, progress, today)) return true;
  const from = beganOn(goal);
  const { days, over } = progress.time ?? { days: daysBetween(from, goal.dueOn), over: daysBetween(from, today) };
  const passed = over / Math.max(1, days);
  return passed >= 0.5 && passed - progress.done / progress.needed > LEEWAY;
}

/** Whether its day is over, and it was not reached. */
export function hasPassed({ dueOn, state }: Goal, { reachedOn }: Progress, today: Temporal.PlainDate): boolean {
  return state === 'set' && reachedOn === undefined && Temporal.PlainDate.compare(dueOn, today) < 0;
}

/** From when on its time runs: a goal that was given more has not used that up already. */
export function beganOn({ startsOn, setAt }: Goal): Temporal.PlainDate {
  const setOn = setAt.toZonedDateTimeISO('UTC').toPlainDate();
  return Temporal.PlainDate.compare(setOn, startsOn) > 0 ? setOn : startsOn;
}

type Calendar = { today: Temporal.PlainDate; rhythm: Rhythm; isHoliday: IsHoliday; most: number; until?: Temporal.PlainDate };

/** The terms of a goal after a change. `most` is of how many questions there are; `until` a day that was asked for. */
export function changedTerms(goal: Goal, progress: Progress, change: Change, calendar: Calendar): Terms {
  const { today, until } = calendar;
  const terms = termsOf(goal);
  const length = Math.max(LEAST_DAYS, daysBetween(goal.startsOn, goal.dueOn));
  const later = (days: number) => String(until ?? nextWorkingDay(today.add({ days }), calendar.rhythm, calendar.isHoliday));
  const anew = { startsOn: today.toString(), dueOn: later(length) };
  switch (change) {
    case 'harder':
      return { ...terms, ...harder(goal, calendar.most), ...anew };
    case 'repeat':
      return { ...terms, ...anew };
    case 'shorter': {
      const isOver = Temporal.PlainDate.compare(goal.dueOn, today) < 0;
      return { ...terms, ...shorterItems(goal, progress), ...(isOver && { dueOn: later(MOVED_DAYS) }) };
    }
    case 'move':
      return { ...terms, dueOn: later(Math.max(0, daysBetween(today, goal.dueOn)) + MOVED_DAYS) };
  }
}

const NEXT_TYPE: Readonly<Partial<Record<GoalType, GoalType>>> = { completion: 'recall', recall: 'accuracy' };

// More questions; where there are no more, a harder proof of the same.
function harder({ type, items, share }: Goal, most: number): Pick<Terms, 'type' | 'items' | 'share'> {
  const more = Math.min(most, Math.max(items + 1, Math.ceil(items * HARDER)));
  if (more > items) return { type, items: more, share };
  const next = NEXT_TYPE[type];
  if (next) return { type: next, items, share };
  return { type, items, share: Math.max(share, Math.min(HARDEST_SHARE, Math.round(100 * share + 5) / 100)) };
}

/** What has been shown stays; of the rest, half. */
function shorterItems(goal: Goal, { done, needed }: Progress): Pick<Terms, 'type' | 'items' | 'share' | 'minutes'> {
  const { type, share, items } = goal;
  const wanted = done + Math.ceil((needed - done) / 2);
  const fewer = Math.max(1, Math.min(items, needed === items ? wanted : Math.ceil(wanted / share)));
  const minutes = Math.max(FEWEST_MINUTES, Math.round((goal.minutes * fewer) / items));
  // Fewer minutes would make a goal of speed harder.
  return { type, share, items: fewer, minutes: type === 'speed' ? goal.minutes : minutes };
}
