import { dayIn } from '../../domain/day-words.ts';
import { changedTerms, changesFor } from '../../domain/goals/decide.ts';
import { goalOf } from '../../domain/goals/goal.ts';
import { scopeIn } from '../../domain/goals/scope.ts';
import { ended, takenBack } from '../../domain/goals/undo.ts';
import type { Measured } from '../../domain/goals/week.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { phrase } from '../../phrase.ts';
import { goalChanged, goalDropped } from '../../views/goal-offer.ts';
import { noGoals } from '../../views/goals.ts';
import { sentence } from '../../views/words.ts';
import { replace, type Visit } from '../turn.ts';
import { type GoalsNow, goalsNow } from './goal-progress.ts';
import { sorted } from './goals.ts';

type Which = { goal?: string | undefined; words?: string | undefined };

/** `drop goal 2`, `drop goal phishing`, or the only one. */
export async function dropGoal(visit: Visit, which: IntentOf<'drop-goal'>): Promise<void> {
  const now = await goalsNow(visit, visit.member);
  const found = pick(now, which);
  if (!found) return nothingMeant(visit, now);
  await visit.records.goals.save(ended(found.goal, 'dropped', visit.now));
  await replace(visit, goalDropped(found.goal, now.nameOf(found.goal)));
}

/** The buttons of what the rules propose; in words also unasked: `goal move 1 to Monday`. */
export async function changeGoal(visit: Visit, { change, ...which }: IntentOf<'change-goal'>): Promise<void> {
  const now = await goalsNow(visit, visit.member);
  const { today } = now;
  const { day: until, rest } = dayIn(which.words ?? '', today);
  const proposed = now.measured.find(({ goal, progress }) => changesFor(goal, progress, today).includes(change));
  const named = which.goal !== undefined || /\w{3}|\d/.test(rest);
  const found = named ? pick(now, { ...which, words: rest }) : (proposed ?? sorted(now).underWay[0]);
  if (!found) return nothingMeant(visit, now);
  if (until && Temporal.PlainDate.compare(until, today) < 0)
    return void (await replace(visit, sentence(md`That day has passed: name a later one.`)));
  const { goal, progress } = found;
  const calendar = { today, rhythm: visit.member, isHoliday: visit.isHoliday, most: now.sizeOf(goal), ...(until && { until }) };
  const terms = changedTerms(goal, progress, change, calendar);
  const next = goalOf(terms, { id: visit.newId(), member: visit.member.id, now: visit.now });
  const isOver = (await visit.records.goals.of(visit.member.id)).some(
    ({ replaces, state }) => replaces === goal.id && state !== 'dropped',
  );
  if (isOver) return void (await replace(visit, sentence(md`That has been changed already: say goals for what is under way.`)));
  if (goal.state === 'set') await visit.records.goals.save(ended(goal, 'replaced', visit.now));
  await visit.records.goals.save({ ...next, replaces: goal.id, ...(goal.plan && change !== 'harder' && { plan: goal.plan }) });
  await replace(visit, goalChanged(next, now.nameOf(next), change));
}

const UNDONE = { again: phrase`It is set again`, before: phrase`It is as it was before`, gone: phrase`It is gone` } as const;

/** `undo goal`, and the buttons of what was set, changed or dropped. */
export async function undoGoal(visit: Visit, which: IntentOf<'undo-goal'>): Promise<void> {
  const { records, member, now } = visit;
  const undone = takenBack(await records.goals.of(member.id), which, now);
  if (!undone) return void (await replace(visit, sentence(md`There is nothing to take back. Say goals to see all.`)));
  for (const goal of undone.changed) await records.goals.save(goal);
  await replace(visit, sentence(md`Taken back. ${UNDONE[undone.what]}: say goals to see all.`));
}

/** Which goal is meant: by a button, its number in the list, or what it is about; without words, the only one. */
function pick(now: GoalsNow, { goal: id, words = '' }: Which): Measured | undefined {
  const { underWay, toCome } = sorted(now);
  if (id !== undefined) return now.measured.find(({ goal }) => goal.id === id);
  const [number] = /\d{1,2}/.exec(words) ?? [];
  if (number) return underWay[Number(number) - 1];
  const open = now.measured.filter(({ goal }) => goal.state === 'set');
  if (words.trim() === '') return underWay.length + toCome.length === 1 ? open[0] : undefined;
  const scopes = open.map(({ goal }) => ({ deck: goal.id, name: now.nameOf(goal), items: 0, known: 0 }));
  const meant = scopeIn(words, scopes);
  return open.find(({ goal }) => goal.id === meant?.deck);
}

async function nothingMeant(visit: Visit, now: GoalsNow): Promise<void> {
  if (now.measured.every(({ goal }) => goal.state !== 'set')) return void (await replace(visit, noGoals()));
  await replace(visit, sentence(md`Which one? Say its number in goals, like this: drop goal 1, goal move 1 to Friday.`));
}
