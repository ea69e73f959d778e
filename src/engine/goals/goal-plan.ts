import { dayIn } from '../../domain/day-words.ts';
import { daysBetween } from '../../domain/days.ts';
import { DEFAULT_SHARE, FEWEST_MINUTES, type Goal } from '../../domain/goals/goal.ts';
import { partsOf } from '../../domain/goals/parts.ts';
import { type Plan, planBackwards } from '../../domain/goals/plan-backwards.ts';
import { readGoal } from '../../domain/goals/read-goal.ts';
import { ended } from '../../domain/goals/undo.ts';
import { MAX_BUDGET } from '../../domain/member.ts';
import { dayAt, isWorkingDay } from '../../domain/rhythm.ts';
import type { FormValues } from '../../events.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { phrase, type Words } from '../../phrase.ts';
import { planBegun, planDropped, planForm, planShown } from '../../views/goal-plan.ts';
import { sentence } from '../../views/words.ts';
import { replace, reply, type Visit } from '../turn.ts';
import { scopesOf } from './goal-progress.ts';
import { bestHoursOf } from './goals.ts';

type Large = Omit<IntentOf<'set-plan'>, 'type'>;

const USUAL_MINUTES = 10;
const MOST_MINUTES_A_DAY = 60;
const LONGEST_PLAN_DAYS = 365;

/** `goal plan security awareness by 18 December, 10 minutes a day`: the plan, before it is begun. */
export async function planGoal(visit: Visit, { words, begin }: IntentOf<'plan-goal'>): Promise<void> {
  const today = dayAt(visit.now, visit.member.zone);
  const { scope, dueOn } = readGoal(words, await scopesOf(visit, visit.member), today);
  const minutes = Number(/(\d{1,3})\s*min/i.exec(words)?.[1] ?? USUAL_MINUTES);
  const large = { deck: scope?.deck, by: dueOn?.toString(), minutes: within(minutes) };
  if (!large.deck || !large.by)
    return askMore(visit, large, scope ? phrase`By when? A day like 18 December or in 4 weeks.` : phrase`Of what?`);
  const said = { ...large, deck: large.deck, by: large.by };
  await (begin ? setPlan(visit, { type: 'set-plan', ...said }) : show(visit, said));
}

export async function openPlanForm(visit: Visit, { type: _, ...large }: IntentOf<'open-plan-form'>): Promise<void> {
  await askMore(visit, large);
}

async function askMore(visit: Visit, large: { [K in keyof Large]?: Large[K] | undefined }, lead?: Words): Promise<void> {
  const decks = (await visit.records.decks.list()).map(({ id, title }) => ({ value: id, label: title }));
  if (decks.length === 0) return void (await reply(visit, sentence(md`There is no deck to plan yet.`)));
  const parts = large.deck === undefined ? [] : await partsIn(visit, { ...large, deck: large.deck });
  const { deck, by, minutes } = large;
  const known = { ...(deck && { deck }), ...(by && { by }), ...(minutes && { minutes }) };
  await reply(visit, planForm({ decks, large: known, parts, lead }));
}

/** The form's button. What matters was asked where its deck was known before, and counts for that deck alone. */
export async function submitPlan(visit: Visit, { deck: asked }: IntentOf<'submit-plan'>): Promise<void> {
  const { values } = visit;
  const deck = String(values['deck'] ?? '');
  const { day } = dayIn(String(values['by'] ?? ''), dayAt(visit.now, visit.member.zone));
  const minutes = within(Number(values['minutes']) || USUAL_MINUTES);
  const wishes = asked === deck ? { must: list(values['must']), could: list(values['could']) } : {};
  if (!day || deck === '')
    return askMore(visit, { ...(deck && { deck }), minutes, ...wishes }, phrase`By when? A day like 18 December or in 4 weeks.`);
  await show(visit, { deck, by: day.toString(), minutes, ...wishes });
}

async function show(visit: Visit, large: Large): Promise<void> {
  const found = await planOf(visit, large);
  if (!found) return askMore(visit, large, phrase`That day has passed, or is more than a year away: name another one.`);
  const { plan, title, days } = found;
  const items = plan.steps.reduce((sum, step) => sum + step.items, 0);
  const questions = { wanted: Math.min(MAX_BUDGET, Math.ceil(items / Math.max(1, days))), budget: visit.member.budget };
  const hours = await bestHoursOf(visit, visit.member);
  const sessionHour = visit.member.sessionTime.hour;
  await reply(visit, planShown(plan, large, { title, hours, sessionHour, questions }));
}

/** The button under the plan: its steps become goals, each measured on its own. */
export async function setPlan(visit: Visit, { type: _, ...large }: IntentOf<'set-plan'>): Promise<void> {
  const { records, member, now, newId } = visit;
  const found = await planOf(visit, large);
  if (!found || found.plan.steps.length === 0)
    return askMore(visit, large, phrase`That day is too near by now: name a later one.`);
  // Named after what it is a plan of, so that a second press begins no second one.
  const plan = `${large.deck} ${large.by}`;
  const isBegun = (await records.goals.of(member.id)).some((each) => each.plan === plan && each.state === 'set');
  if (isBegun) return void (await replace(visit, sentence(md`That plan has begun already: say goals for its steps.`)));
  await records.enrolments.add(member.id, large.deck, now);
  for (const { day, ...step } of found.plan.steps) {
    const about = { id: newId(), member: member.id, deck: large.deck, state: 'set', setAt: now } as const;
    const goal: Goal = { ...step, ...about, share: DEFAULT_SHARE, dueOn: day, plan };
    await records.goals.save(goal);
  }
  await replace(visit, planBegun(found.plan.steps.length, found.title, plan));
}

/** `drop plan`: what is left of it. */
export async function dropPlan(visit: Visit, { plan }: IntentOf<'drop-plan'>): Promise<void> {
  const { records, member, now } = visit;
  const steps = (await records.goals.of(member.id)).filter((each) => each.state === 'set' && each.plan !== undefined);
  const wanted = plan ?? steps.at(-1)?.plan;
  const dropped = steps.filter((each) => each.plan === wanted);
  for (const step of dropped) await records.goals.save(ended(step, 'dropped', now));
  await replace(visit, planDropped(dropped.length));
}

async function planOf(visit: Visit, large: Large): Promise<{ plan: Plan; title: string; days: number } | undefined> {
  const today = dayAt(visit.now, visit.member.zone);
  const length = daysBetween(today, Temporal.PlainDate.from(large.by));
  const deck = (await visit.records.decks.list()).find(({ id }) => id === large.deck);
  if (!deck || length < 1 || length > LONGEST_PLAN_DAYS) return undefined;
  const all = Array.from({ length }, (_, i) => today.add({ days: i }));
  const days = all.filter((day) => isWorkingDay(day, visit.member, visit.isHoliday));
  const plan = planBackwards(await partsIn(visit, large), { days, minutes: large.minutes });
  return { plan, title: deck.title, days: days.length };
}

async function partsIn({ records, member }: Visit, large: { deck: string; must?: Large['must']; could?: Large['could'] }) {
  const candidates = await records.decks.items([large.deck]);
  return partsOf(large.deck, { candidates, memories: await records.memories.of(member.id) }, large);
}

function within(minutes: number): number {
  return Math.min(MOST_MINUTES_A_DAY, Math.max(FEWEST_MINUTES, Math.round(minutes)));
}

function list(value: FormValues[string] | undefined): string[] {
  return typeof value === 'string' ? [value].filter(Boolean) : [...(value ?? [])];
}
