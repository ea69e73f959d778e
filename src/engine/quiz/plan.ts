import { type Deferred, deferred } from '../../domain/amnesty.ts';
import { planDay } from '../../domain/daily-plan.ts';
import { aimed } from '../../domain/goals/wish.ts';
import type { Member } from '../../domain/member.ts';
import { biasAfter } from '../../domain/memory-tuning.ts';
import { withOwed } from '../../domain/owed.ts';
import { askable } from '../../domain/path/next-items.ts';
import { decksOf } from '../../domain/path/path.ts';
import { type Known, key, pickExtra, type Weigh, weighedBy } from '../../domain/pick.ts';
import { PRACTICE_DAYS, withChosen } from '../../domain/practice-topic.ts';
import { dayAt, isWorkingDay, nextSessionAt, nextWorkingDay } from '../../domain/rhythm.ts';
import { withSaved } from '../../domain/saved-item.ts';
import type { Prompt, Session } from '../../domain/session.ts';
import { type Phrase, phrase } from '../../phrase.ts';
import { clock, whenDay } from '../../views/words.ts';
import { followingOf } from '../path/path.ts';
import { sprintPrompts } from '../team/sprint-plan.ts';
import type { Turn } from '../turn.ts';
import { countProbes, practised, probePrompts } from './probe.ts';

/** The learner's session of today with the day's plan in it, made where it is not there yet; nothing where nothing is to be asked. */
export async function todaysSession(turn: Turn, member: Member): Promise<Session | undefined> {
  const { latest, today, day } = await sessionsOf(turn, member);
  if (today?.planned) return today;
  const prompts = await plannedFor(turn, member, { latest, today, day });
  if (prompts.length === 0) return today;
  if (today) return withPlan(today, prompts);
  if (latest) await lapse(turn, member, latest);
  return { ...newSession(turn, member, day), status: 'offered', planned: true, prompts };
}

/** What a day's plan would ask now. Nothing is kept: to look at a plan begins no day. */
export async function plannedFor(
  turn: Turn,
  member: Member,
  { latest, today, day }: Awaited<ReturnType<typeof sessionsOf>>,
): Promise<Prompt[]> {
  const open = await untouched(turn, member, today);
  const sprint = await sprintPrompts(turn, member, day, { known: open, taken: today?.prompts ?? [] });
  const known = without(open, sprint);
  const room = Math.max(0, member.budget - sprint.length);
  const probes = (await probePrompts(turn, member, known.candidates)).slice(0, room);
  const { may, weigh } = await practiceOf(turn, member, known);
  const checks = [...sprint, ...probes];
  const plan = [...checks, ...planDay(may, day, { ...member, probes: checks.length }, weigh)];
  return latest && !today ? withOwed(plan, latest, may) : plan;
}

/** Today's session, or an empty one, with an extra question for it; nothing where there is none. */
export async function extraQuestion(
  turn: Turn,
  member: Member,
  from: 'misses' | 'weakest' | 'new',
): Promise<{ session: Session; extra: Prompt } | undefined> {
  const { today, day } = await sessionsOf(turn, member);
  const { may, weigh } = await practiceOf(turn, member, await untouched(turn, member, today));
  const extra = pickExtra(may, day, from, weigh);
  return extra && { session: await todaysOrEmpty(turn, member), extra };
}

/** Today's session, or an empty one for what comes unplanned. */
export async function todaysOrEmpty(turn: Turn, member: Member): Promise<Session> {
  const { latest, today, day } = await sessionsOf(turn, member);
  if (today) return today;
  if (latest) await lapse(turn, member, latest);
  return { ...newSession(turn, member, day), status: 'done', planned: false, prompts: [] };
}

// Whether the day is free is kept: who changes their working days later changes none that are over.
function newSession({ newId, isHoliday }: Turn, member: Member, day: Temporal.PlainDate) {
  return { id: newId(), member: member.id, day, position: 0, isFree: !isWorkingDay(day, member, isHoliday) };
}

/** The learner's newest session, and whether it is of today. A day never goes back, though a learner may fly west. */
export async function sessionsOf(turn: Turn, member: Member) {
  const latest = await turn.records.sessions.latest(member.id);
  const here = dayAt(turn.now, member.zone);
  const day = latest && Temporal.PlainDate.compare(latest.day, here) > 0 ? latest.day : here;
  return { latest, day, today: latest?.day.equals(day) ? latest : undefined };
}

/** When the learner hears from us next, and with how much. */
export async function nextLine(turn: Turn, member: Member): Promise<Phrase> {
  if (member.status !== 'active') return phrase`You are paused: say resume when you want to go on.`;
  const known = await knownOf(turn, member);
  if (known.candidates.length === 0) return phrase`You learn no deck that is asked at present: say decks to choose one.`;
  const next = await nextSession(turn, member, known);
  return next ? phrase`Next: ${next}.` : phrase`You have no working day set: say settings to choose.`;
}

/** When a learner is asked next, and how much of it comes back: "tomorrow at 9:00, 2 to review". Nothing for who has no working day. */
export async function nextSession(turn: Turn, member: Member, known: Known): Promise<Phrase | undefined> {
  // Who has had today's questions is asked again on a later day, though the hour may still come.
  const { today } = await sessionsOf(turn, member);
  const from = today?.planned ? today.day.add({ days: 1 }) : undefined;
  const at = nextSessionAt(turn.now, member, turn.isHoliday, from);
  if (!at) return undefined;
  const day = nextWorkingDay(dayAt(at, member.zone), member, turn.isHoliday);
  const due = await countReviews(turn, member, known, day);
  const when = phrase`${whenDay(day, dayAt(turn.now, member.zone))} at ${clock(member.sessionTime)}`;
  return due > 0 ? phrase`${when}, ${due} to review` : when;
}

/** How many reviews and probes a day's session has. */
export async function countReviews(turn: Turn, member: Member, known: Known, day: Temporal.PlainDate): Promise<number> {
  const probes = await countProbes(turn, member, day, known.candidates);
  const { may, weigh } = await practiceOf(turn, member, known);
  return probes + planDay(may, day, { ...member, probes }, weigh).filter(({ purpose }) => purpose === 'review').length;
}

/** What the plan of a session leaves for later days; nothing where it has all. */
export async function deferredOf(turn: Turn, member: Member, { prompts, day }: Session): Promise<Deferred | undefined> {
  const { may, weigh } = await practiceOf(turn, member, await knownOf(turn, member));
  return deferred(may, prompts, day, member, weigh);
}

/** What a learner could be asked, and what is known of it. */
export async function knownOf(turn: Turn, { id, zone }: Member): Promise<Known> {
  const { records, now } = turn;
  const enrolled = await records.enrolments.of(id);
  const memories = await records.memories.of(id);
  const courses = await records.courses.of(id);
  const following = await followingOf(turn, id);
  const decks = following ? [...new Set([...decksOf(following.path), ...enrolled])] : enrolled;
  const saved = await records.enrolments.saved(id);
  const others = saved.map(({ deck }) => deck).filter((deck) => !decks.includes(deck));
  const all = await records.decks.items(decks);
  const about = { all, seen: new Set(memories.map(key)), chosen: new Set(enrolled) };
  const open = following ? askable(following.standings, about) : all;
  const chosen = await records.weeks.chosen([id], now.subtract({ hours: 24 * PRACTICE_DAYS }));
  const aim = { courses, day: dayAt(now, zone), shares: chosen.length > 0 };
  const elsewhere = others.length > 0 ? await records.decks.items([...new Set(others)]) : [];
  const wanted = withSaved(withChosen(open, chosen), [...all, ...elsewhere], { saved, memories });
  const candidates = aimed(wanted, await records.goals.of(id), aim);
  return { candidates, memories, courses };
}

// What has come up today in a session does not come up again in its plan.
async function untouched(turn: Turn, member: Member, today: Session | undefined): Promise<Known> {
  return without(await knownOf(turn, member), today?.prompts ?? []);
}

function without(known: Known, prompts: readonly Prompt[]): Known {
  const taken = new Set(prompts.map(key));
  return { ...known, candidates: known.candidates.filter((each) => !taken.has(key(each))) };
}

// Extra questions may have come first: the plan follows them.
function withPlan(session: Session, prompts: readonly Prompt[]): Session {
  const isOpen = session.status === 'open';
  return {
    ...session,
    planned: true,
    status: isOpen ? 'open' : 'offered',
    position: isOpen ? session.position : session.prompts.length,
    prompts: [...session.prompts, ...prompts],
  };
}

async function lapse(turn: Turn, member: Member, session: Session): Promise<void> {
  if (session.status !== 'offered' && session.status !== 'open') return;
  const came = session.status === 'open' || (await cameInTime(turn, member, session));
  await turn.records.sessions.save({ ...session, status: came ? 'over' : 'undelivered' });
}

// An outage, ours or the platform's, is nobody's missed day.
async function cameInTime({ records }: Turn, { zone }: Member, { letter, day }: Session): Promise<boolean> {
  const offer = letter === undefined ? undefined : await records.letters.get(letter);
  if (!offer) return true;
  return offer.sentAt !== undefined && Temporal.PlainDate.compare(dayAt(offer.sentAt, zone), day) <= 0;
}

// So many of a learner's newest reviews say how they remember.
const OWN_REVIEWS = 200;

/** What may be asked as practice, and what asking adds, as the workspace's reviews and the learner's own prove it. What waits for a probe is not practised. */
async function practiceOf(turn: Turn, member: Member, known: Known): Promise<{ may: Known; weigh: Weigh }> {
  const may = { ...known, candidates: await practised(turn, member, known.candidates) };
  const tuning = turn.workspace.tuning ?? {};
  const bias = biasAfter(await turn.records.attempts.foretold(OWN_REVIEWS, member.id), tuning.calibration);
  return { may, weigh: weighedBy({ ...tuning, bias }) };
}
