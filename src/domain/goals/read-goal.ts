import { type Phrase, phrase } from '../../phrase.ts';
import { dayIn } from '../day-words.ts';
import { daysBetween } from '../days.ts';
import { type IsHoliday, nextWorkingDay, type Rhythm, workingDays } from '../rhythm.ts';
import { minutesFor } from '../session.ts';
import { DEFAULT_SHARE, FEWEST_MINUTES, type GoalType, MOST_ITEMS, MOST_MINUTES, type Terms } from './goal.ts';
import { type Scope, scopeIn } from './scope.ts';

/** What the words of a goal say; what they leave out is missing. */
export type Draft = {
  scope?: Scope;
  type?: GoalType;
  items?: number;
  share?: number;
  minutes?: number;
  dueOn?: Temporal.PlainDate;
};

// The first that fits, of what people say for each type.
const TYPES: readonly [GoalType, RegExp][] = [
  ['speed', /\bwithin\s+\d+\s*min|\bin \d+ min\w* richtig|\bschnell|\bfast(?:er)?\b|\bquick(?:ly|er)?\b|\bspeed\b/i],
  ['fluency', /\bin a row\b|\bin folge\b|\bfluen/i],
  ['accuracy', /(?:%|\bper ?cent)\s*(?:right|correct|davon beim ersten|richtig)|\baccura/i],
  ['recall', /\brecall|\bremember|\bby heart\b|\bretain|\bfrom memory\b|\blater\b|\bspäter\b|\bbehalten\b|\bmerken\b/i],
  ['completion', /\bcomplete|\bfinish|\bget through\b|\bgo through\b|\bdurchgehen\b|\babschließen\b|\ball of\b/i],
];

/** Reads a goal as somebody typed it: "recall 8 of 10 refunds questions by Friday, 10 minutes". */
export function readGoal(words: string, scopes: readonly Scope[], today: Temporal.PlainDate): Draft {
  const { day, rest } = dayIn(words.replace(/[“"„][^”"“]+[”"“]/g, ''), today);
  const quoted = /[“"„][^”"“]+[”"“]/.exec(words)?.[0] ?? '';
  const scope = scopeIn(`${rest} ${quoted}`, scopes);
  const type = TYPES.find(([, pattern]) => pattern.test(rest))?.[0];
  const minutes = numberIn(/(\d{1,3})\s*min/i, rest);
  // A name may have a number in it.
  const unnamed = scope ? rest.replace(new RegExp(RegExp.escape(scope.name), 'gi'), ' ') : rest;
  const { items, share } = measureIn(unnamed.replace(/\d{1,3}\s*min\w*/gi, ' '), scope);
  return {
    ...(scope && { scope }),
    ...(type && { type }),
    ...(items && { items: clamp(items, 1, MOST_ITEMS) }),
    ...(share && { share: clamp(share, 0.05, 1) }),
    ...(minutes && { minutes: clamp(minutes, FEWEST_MINUTES, MOST_MINUTES) }),
    ...(day && { dueOn: day }),
  };
}

function measureIn(words: string, scope: Scope | undefined): { items?: number | undefined; share?: number | undefined } {
  const percent = numberIn(/(\d{1,3})\s*(?:%|per ?cent)/i, words);
  const [, right, of] = /(\d{1,3})\s*(?:of|out of|von|\/)\s*(?:the\s+)?(\d{1,3})/i.exec(words) ?? [];
  if (right && of && Number(right) <= Number(of)) return { items: Number(of), share: Number(right) / Number(of) };
  const all = numberIn(/\balle?\s+(?:the\s+)?(\d{1,3})\b/i, words);
  if (all) return { items: all, share: 1 };
  const items =
    numberIn(/(\d{1,3})(?!\s*(?:%|per ?cent))\b/i, words) ?? (/\b(?:alle?|every)\b/i.test(words) ? scope?.items : undefined);
  return { items, share: percent && percent / 100 };
}

function numberIn(pattern: RegExp, words: string): number | undefined {
  const number = Number(pattern.exec(words)?.[1]);
  return number > 0 ? number : undefined;
}

export type GoalCalendar = { today: Temporal.PlainDate; rhythm: Rhythm & { budget: number }; isHoliday: IsHoliday };

// Where nothing is said, a goal is for the days to come, not for the month.
const USUAL_DAYS = 4;
const LONGEST_MINUTES = 20;
const FEWEST_ITEMS = 3;

/** Whether the words left something to be offered: of what, how it is measured, by when. */
export function isVague({ scope, type, items, dueOn }: Draft): boolean {
  return !scope || !type || !items || !dueOn;
}

/** A vague goal made specific: what was said stays, and what was not is chosen so that the day's questions are enough for it. */
export function sharpened(draft: Draft & { scope: Scope }, calendar: GoalCalendar): Terms {
  const { scope } = draft;
  const { today } = calendar;
  const dueOn = draft.dueOn ?? nextWorkingDay(today.add({ days: USUAL_DAYS }), calendar.rhythm, calendar.isHoliday);
  const sessions = workingDays(today, dueOn, calendar.rhythm, calendar.isHoliday);
  const type = draft.type ?? (sessions > 1 ? 'recall' : 'completion');
  // What is to be recalled later is asked twice.
  const room = Math.max(FEWEST_ITEMS, Math.floor((sessions * calendar.rhythm.budget) / (type === 'recall' ? 2 : 1)));
  const items = draft.items ?? Math.max(1, Math.min(scope.items, room, MOST_ITEMS));
  const times = type === 'recall' ? 2 : 1;
  return {
    ...{ deck: scope.deck, type, items, share: draft.share ?? DEFAULT_SHARE, priority: 'should' as const },
    ...(scope.topic !== undefined && { topic: scope.topic }),
    minutes: draft.minutes ?? clamp(minutesFor(items * times), FEWEST_MINUTES, LONGEST_MINUTES),
    startsOn: today.toString(),
    dueOn: dueOn.toString(),
  };
}

/** What is wrong with a goal's terms, in words; nothing where they can be reached. */
export function flawIn({ type, items, dueOn }: Terms, scope: Scope, today: Temporal.PlainDate): Phrase | undefined {
  const days = daysBetween(today, Temporal.PlainDate.from(dueOn));
  if (days < 0) return phrase`That day has passed: name a later one.`;
  const isOfDifferent = type === 'recall' || type === 'completion' || type === 'speed';
  if (isOfDifferent && items > scope.items) return phrase`“${scope.name}” has ${scope.items} questions: choose as many or fewer.`;
  return type === 'recall' && days < 1 ? phrase`What is recalled a day later needs a day: name tomorrow or later.` : undefined;
}

function clamp(n: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, n));
}
