import type { Attempt } from '../../domain/attempt.ts';
import { beganOn } from '../../domain/goals/decide.ts';
import { type Goal, isAbout } from '../../domain/goals/goal.ts';
import { measure } from '../../domain/goals/measure.ts';
import type { Scope } from '../../domain/goals/scope.ts';
import { ended } from '../../domain/goals/undo.ts';
import type { Measured } from '../../domain/goals/week.ts';
import type { Member } from '../../domain/member.ts';
import { key } from '../../domain/pick.ts';
import { dayAt, weekOf, workingDays } from '../../domain/rhythm.ts';
import type { Turn } from '../turn.ts';

/** A learner's goals of these weeks with how far each is, and what that was measured by. */
export type GoalsNow = {
  today: Temporal.PlainDate;
  /** Those that are not dropped or replaced, the oldest first. */
  measured: readonly Measured[];
  log: readonly Attempt[];
  isOf: (goal: Goal, attempt: Attempt) => boolean;
  /** What a goal is about, by its name. */
  nameOf: (goal: Pick<Goal, 'deck' | 'topic'>) => string;
  /** How many questions that has. */
  sizeOf: (goal: Pick<Goal, 'deck' | 'topic'>) => number;
};

const WEEKS = 2;

/** Measures a learner's goals: those that are set, and those that ended in this week or the last. */
export async function goalsNow(turn: Turn, member: Member): Promise<GoalsNow> {
  const { records, now } = turn;
  const today = dayAt(now, member.zone);
  const since = weekOf(today).subtract({ weeks: WEEKS - 1 });
  const goals = (await records.goals.of(member.id)).filter((goal) => isRecent(goal, since, member.zone));
  const titles = new Map((await records.decks.list()).map((deck) => [deck.id, deck.title]));
  const items = await records.decks.items([...new Set(goals.map(({ deck }) => deck))]);
  const itemsOf = new Map(goals.map((goal) => [goal.id, new Set(items.filter((each) => isAbout(goal, each)).map(key))]));
  const first = [since, ...goals.map(({ startsOn }) => startsOn)].sort(Temporal.PlainDate.compare)[0] ?? since;
  const log = await records.attempts.since([member.id], first);
  return {
    today,
    measured: goals.map((goal) => {
      const progress = measure(goal, log, itemsOf.get(goal.id) ?? new Set());
      return { goal, progress: { ...progress, time: timeOf(turn, member, goal, today) } };
    }),
    log,
    isOf: (goal, attempt) => itemsOf.get(goal.id)?.has(key(attempt)) ?? false,
    nameOf: ({ deck, topic }) => topic ?? titles.get(deck) ?? deck,
    sizeOf: (goal) => items.filter((each) => isAbout(goal, each)).length,
  };
}

function timeOf({ isHoliday }: Turn, member: Member, goal: Goal, today: Temporal.PlainDate): { days: number; over: number } {
  const from = beganOn(goal);
  const until = (day: Temporal.PlainDate) => workingDays(from, day.subtract({ days: 1 }), member, isHoliday);
  return { days: until(goal.dueOn), over: until(today) };
}

function isRecent({ state, endedAt }: Goal, since: Temporal.PlainDate, zone: string): boolean {
  if (state === 'set') return true;
  return state === 'reached' && endedAt !== undefined && Temporal.PlainDate.compare(dayAt(endedAt, zone), since) >= 0;
}

/** Writes down which goals have been reached since the last time; gives them. */
export async function keepReached(turn: Turn, { measured }: GoalsNow): Promise<readonly Measured[]> {
  const fresh = measured.filter(({ goal, progress }) => goal.state === 'set' && progress.reachedOn);
  for (const { goal } of fresh) await turn.records.goals.save(ended(goal, 'reached', turn.now));
  return fresh;
}

/** What there is to have a goal about: decks and their topics, those that the learner has chosen first. */
export async function scopesOf(turn: Turn, member: Member): Promise<Scope[]> {
  const { decks, enrolments, memories } = turn.records;
  const learning = await enrolments.of(member.id);
  const listed = [...(await decks.list())].sort((a, b) => Number(learning.includes(b.id)) - Number(learning.includes(a.id)));
  const items = await decks.items(listed.map(({ id }) => id));
  const met = new Set((await memories.of(member.id)).map(key));
  return listed.flatMap(({ id: deck, title }) => {
    const own = items.filter((each) => each.deck === deck);
    const known = (of: typeof own) => of.filter((each) => met.has(key(each))).length;
    const topics = [...Map.groupBy(own, ({ topic }) => topic)];
    const whole: Scope = { deck, name: title, items: own.length, known: known(own) };
    return [whole, ...topics.map(([topic, of]) => ({ deck, topic, name: topic, items: of.length, known: known(of) }))];
  });
}

/** How a form names what a goal is about: topics have names that are too long for some platforms. */
export function scopeId(scope: Scope, scopes: readonly Scope[]): string {
  return String(scopes.indexOf(scope));
}
