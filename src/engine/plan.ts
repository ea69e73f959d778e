import type { Member } from '../domain/member.ts';
import { biasAfter } from '../domain/memory-tuning.ts';
import { type Candidate, countDue, floorFor, type PlanOptions, pickExtra, planDay } from '../domain/pick.ts';
import { dayAt, nextSessionAt, nextWorkingDay } from '../domain/rhythm.ts';
import type { Memory } from '../domain/schedule.ts';
import type { Prompt, Session } from '../domain/session.ts';
import { clock, whenDay } from '../views/words.ts';
import { countProbes, practised, probePrompts } from './probe.ts';
import type { Turn } from './turn.ts';

/** The learner's session of today with the day's plan in it, made where it is not there yet; nothing where nothing is to be asked. */
export async function todaysSession(turn: Turn, member: Member): Promise<Session | undefined> {
  const { latest, today, day } = await sessionsOf(turn, member);
  if (today?.planned) return today;
  const memories = await turn.records.attempts.memories(member.id);
  const asked = await untouched(turn, member, today);
  const probes = await probePrompts(turn, member, asked);
  const candidates = await practised(turn, member, asked);
  const practice = planDay(candidates, memories, day, await optionsFor(turn, member, { candidates, memories, day }));
  // In the places of what is new: that comes last.
  const prompts = [...probes, ...practice].slice(0, member.budget);
  if (prompts.length === 0) return today;
  if (today) return withPlan(today, prompts);
  if (latest) await lapse(turn, latest);
  return { id: turn.newId(), member: member.id, day, status: 'offered', planned: true, prompts, position: 0 };
}

/** Today's session, or an empty one, with an extra question for it; nothing where there is none. */
export async function extraQuestion(
  turn: Turn,
  member: Member,
  from: 'misses' | 'weakest' | 'new',
): Promise<{ session: Session; extra: Prompt } | undefined> {
  const { today, day } = await sessionsOf(turn, member);
  const candidates = await practised(turn, member, await untouched(turn, member, today));
  const extra = pickExtra(candidates, await turn.records.attempts.memories(member.id), day, from);
  return extra && { session: await todaysOrEmpty(turn, member), extra };
}

/** Today's session, or an empty one for what comes unplanned. */
export async function todaysOrEmpty(turn: Turn, member: Member): Promise<Session> {
  const { latest, today, day } = await sessionsOf(turn, member);
  if (today) return today;
  if (latest) await lapse(turn, latest);
  return { id: turn.newId(), member: member.id, day, status: 'done', planned: false, prompts: [], position: 0 };
}

/** The learner's newest session, and whether it is of today. A day never goes back, though a learner may fly west. */
export async function sessionsOf(turn: Turn, member: Member) {
  const latest = await turn.records.sessions.latest(member.id);
  const here = dayAt(turn.now, member.zone);
  const day = latest && Temporal.PlainDate.compare(latest.day, here) > 0 ? latest.day : here;
  return { latest, day, today: latest?.day.equals(day) ? latest : undefined };
}

/** When the learner hears from us next, and with how much. */
export async function nextLine(turn: Turn, member: Member): Promise<string> {
  if (member.status !== 'active') return 'You are paused: say resume when you want to go on.';
  const candidates = await candidatesOf(turn, member);
  if (candidates.length === 0) return 'You learn no deck that is asked at present: say decks to choose one.';
  // Who has had today's questions is asked again on a later day, though the hour may still come.
  const { today } = await sessionsOf(turn, member);
  const from = today?.planned ? today.day.add({ days: 1 }) : undefined;
  const at = nextSessionAt(turn.now, member, turn.isHoliday, from);
  if (!at) return 'You have no working day set: say settings to choose.';
  const day = nextWorkingDay(dayAt(at, member.zone), member, turn.isHoliday);
  const due = await dueOn(turn, member, candidates, day);
  const reviews = due > 0 ? `, ${due} to review` : '';
  return `Next: ${whenDay(day, dayAt(turn.now, member.zone))} at ${clock(member.sessionTime)}${reviews}.`;
}

async function candidatesOf(turn: Turn, member: Member): Promise<readonly Candidate[]> {
  return turn.records.decks.items(await turn.records.enrolments.of(member.id));
}

// What has come up today in a session does not come up again in its plan.
async function untouched(turn: Turn, member: Member, today: Session | undefined): Promise<Candidate[]> {
  const taken = new Set(today?.prompts.map((prompt) => `${prompt.deck}/${prompt.item}`));
  return (await candidatesOf(turn, member)).filter((each) => !taken.has(`${each.deck}/${each.item}`));
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

async function lapse(turn: Turn, session: Session): Promise<void> {
  if (session.status === 'offered' || session.status === 'open') await turn.records.sessions.save({ ...session, status: 'over' });
}

/** How many reviews a day would bring. */
export async function dueOn(turn: Turn, member: Member, learned: readonly Candidate[], day: Temporal.PlainDate): Promise<number> {
  const memories = await turn.records.attempts.memories(member.id);
  const probes = await countProbes(turn, member, day);
  const candidates = await practised(turn, member, learned);
  const reviews = countDue(candidates, memories, day, await optionsFor(turn, member, { candidates, memories, day }));
  return Math.min(probes + reviews, member.budget);
}

// So many of a learner's newest reviews say how they remember.
const OWN_REVIEWS = 200;

type Known = { candidates: readonly Candidate[]; memories: readonly Memory[]; day: Temporal.PlainDate };

/** What the learner, and what reviews prove of them, make of a day's plan. */
async function optionsFor(turn: Turn, member: Member, { candidates, memories, day }: Known): Promise<PlanOptions> {
  const known = turn.workspace.tuning ?? {};
  const bias = biasAfter(await turn.records.attempts.foretold(OWN_REVIEWS, member.id), known.calibration);
  const tuning = { ...known, bias };
  const { budget, perWeek } = member;
  return { budget, tuning, ...(perWeek !== undefined && { floor: floorFor(candidates, memories, day, { perWeek, tuning }) }) };
}
