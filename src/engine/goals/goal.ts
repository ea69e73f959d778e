import { dayIn } from '../../domain/day-words.ts';
import { daysBetween } from '../../domain/days.ts';
import { GOAL_TYPES, type Goal, goalOf, type Terms, termsOf } from '../../domain/goals/goal.ts';
import { type Draft, flawIn, isVague, readGoal, sharpened } from '../../domain/goals/read-goal.ts';
import type { Scope } from '../../domain/goals/scope.ts';
import { dayAt } from '../../domain/rhythm.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { phrase, type Words } from '../../phrase.ts';
import { goalForm } from '../../views/goal-form.ts';
import { betterWording, goalSet } from '../../views/goal-offer.ts';
import { sentence } from '../../views/words.ts';
import { replace, reply, type Visit } from '../turn.ts';
import { scopeId, scopesOf } from './goal-progress.ts';

// What is further away is planned in steps.
const LARGE_DAYS = 14;
const MOST_GOALS = 20;

/** `goal learn objection handling by Friday`: sets what is specific, and offers better words for what is vague. */
export async function proposeGoal(visit: Visit, { words }: IntentOf<'propose-goal'>): Promise<void> {
  const scopes = await scopesOf(visit, visit.member);
  const today = dayAt(visit.now, visit.member.zone);
  const draft = readGoal(words, scopes, today);
  const { scope } = draft;
  if (!scope) return askScope(visit, scopes, draft);
  const terms = sharpened({ ...draft, scope }, calendarOf(visit, today));
  const flaw = flawIn(terms, scope, today);
  if (flaw) return showForm(visit, scopes, { scope, terms, lead: flaw });
  if (!isVague(draft)) return keepGoal(visit, terms, scope);
  const large = daysBetween(today, Temporal.PlainDate.from(terms.dueOn)) > LARGE_DAYS;
  await reply(visit, betterWording(terms, scope.name, { large, words }));
}

async function askScope(visit: Visit, scopes: readonly Scope[], { dueOn, type, items, minutes }: Draft): Promise<void> {
  if (scopes.length === 0) return void (await reply(visit, sentence(md`There is no deck to have a goal about yet.`)));
  const said = {
    ...(type && { type }),
    ...(items && { items }),
    ...(minutes && { minutes }),
    ...(dueOn && { dueOn: dueOn.toString() }),
  };
  await showForm(visit, scopes, { terms: said, lead: phrase`On what, exactly? Choose, and I can tell when it is done.` });
}

/** `goal`, and the buttons that change one before it is set. */
export async function openGoalForm(visit: Visit, { terms }: IntentOf<'open-goal-form'>): Promise<void> {
  const scopes = await scopesOf(visit, visit.member);
  const scope = terms && scopes.find(({ deck, topic }) => deck === terms.deck && topic === terms.topic);
  if (scopes.length === 0) return askScope(visit, scopes, {});
  await showForm(visit, scopes, { scope, terms });
}

type Shown = { scope?: Scope | undefined; terms?: Partial<Terms> | undefined; lead?: Words };

async function showForm(visit: Visit, scopes: readonly Scope[], { scope, terms, lead }: Shown): Promise<void> {
  const options = scopes.map((each) => ({
    value: scopeId(each, scopes),
    label: each.topic === undefined ? phrase`${each.name}: all ${each.items}` : `${each.name} (${each.items})`,
  }));
  const chosen = scope && scopeId(scope, scopes);
  await reply(visit, goalForm({ scopes: options, chosen, terms, lead }));
}

/** The form's button. */
export async function submitGoal(visit: Visit): Promise<void> {
  const scopes = await scopesOf(visit, visit.member);
  const today = dayAt(visit.now, visit.member.zone);
  const value = (id: string) => String(visit.values[id] ?? '').trim();
  const scope = scopes.find((each) => scopeId(each, scopes) === value('scope'));
  const type = GOAL_TYPES.find((each) => each === value('type'));
  const { items, minutes } = readGoal(`${value('items')} questions, ${value('minutes')} minutes`, [], today);
  const { day: dueOn } = dayIn(value('due'), today);
  if (!scope || !type || !dueOn) {
    const lead = scope ? phrase`By when? A day like Friday, 27 November or in 2 weeks.` : phrase`Choose what it is about.`;
    return showForm(visit, scopes, { scope, terms: { ...(type && { type }), ...(items && { items }) }, lead });
  }
  const draft = { scope, type, dueOn, ...(items && { items }), ...(minutes && { minutes }) };
  const terms = sharpened(draft, calendarOf(visit, today));
  const flaw = flawIn(terms, scope, today);
  if (flaw) return showForm(visit, scopes, { scope, terms, lead: flaw });
  await keepGoal(visit, terms, scope);
}

/** The button under a better wording. */
export async function setGoal(visit: Visit, { terms }: IntentOf<'set-goal'>): Promise<void> {
  const scopes = await scopesOf(visit, visit.member);
  const scope = scopes.find(({ deck, topic }) => deck === terms.deck && topic === terms.topic);
  const flaw = scope && flawIn(terms, scope, dayAt(visit.now, visit.member.zone));
  if (flaw) return showForm(visit, scopes, { scope, terms, lead: flaw });
  if (scope) return keepGoal(visit, terms, scope);
  await replace(visit, sentence(md`Those questions are asked no more: say goal for another one.`));
}

async function keepGoal(visit: Visit, terms: Terms, scope: Scope): Promise<void> {
  const { records, member, newId, now } = visit;
  const known = (await records.goals.of(member.id)).filter(({ state }) => state === 'set');
  const same = known.find(
    (each) => JSON.stringify(termsOf(each)) === JSON.stringify(termsOf(goalOf(terms, { id: '', member: '', now }))),
  );
  if (!same && known.filter(({ plan }) => plan === undefined).length >= MOST_GOALS)
    return void (await replace(
      visit,
      sentence(md`You have ${MOST_GOALS} goals: drop one first, with drop goal and its number.`),
    ));
  const isJoining = !(await records.enrolments.of(member.id)).includes(terms.deck);
  if (isJoining) await records.enrolments.add(member.id, terms.deck, now);
  const goal: Goal = same ?? goalOf(terms, { id: newId(), member: member.id, now });
  if (!same) await records.goals.save(goal);
  await replace(visit, goalSet(goal, scope.name, { again: same !== undefined, joined: isJoining }));
}

function calendarOf(visit: Visit, today: Temporal.PlainDate) {
  return { today, rhythm: visit.member, isHoliday: visit.isHoliday };
}
