import type { Attempt } from '../../domain/attempt.ts';
import type { Member } from '../../domain/member.ts';
import type { Candidate } from '../../domain/pick.ts';
import { afterAnswer, armOf, assigned, isIn, isLocking, missed, type Probe, proves, unlocked } from '../../domain/probe.ts';
import { atEnd, type Calendar, dueProbes, endOf, windowNow, windowOf } from '../../domain/probe-window.ts';
import { dayAt, instantAt, nextSessionAt } from '../../domain/rhythm.ts';
import type { Memory } from '../../domain/schedule.ts';
import type { Prompt } from '../../domain/session.ts';
import type { Turn } from '../turn.ts';

type Item = { deck: string; item: string };

/** The probes of a day, within its budget: they come first, before anything else could remind of them. */
export async function probePrompts(turn: Turn, member: Member, candidates: readonly Candidate[]): Promise<Prompt[]> {
  const due = await dueAt(turn.now, turn, member, candidates);
  if (due.length === 0) return [];
  const isFirst = !(await turn.records.probes.of(member.id)).some(({ state }) => state === 'asked' || state === 'answered');
  return due.map(({ deck, item, version }, i) => {
    return { deck, item, version, purpose: 'probe', progress: [], ...(isFirst && i === 0 && { isFirst }) };
  });
}

/** How many probes a day's session would ask. */
export async function countProbes(
  turn: Turn,
  member: Member,
  day: Temporal.PlainDate,
  candidates: readonly Candidate[],
): Promise<number> {
  return (await dueAt(instantAt(day, member.sessionTime, member.zone), turn, member, candidates)).length;
}

async function dueAt(at: Temporal.Instant, turn: Turn, member: Member, candidates: readonly Candidate[]): Promise<Candidate[]> {
  const due = dueProbes(await turn.records.probes.pending(member.id), at, calendarOf(turn, member));
  return due.flatMap((probe) => candidates.find((each) => isOf(probe, each)) ?? []).slice(0, member.budget);
}

/** What may be asked as practice: nothing of which a probe waits. */
export async function practised<T extends Item>(turn: Turn, member: Member, candidates: readonly T[]): Promise<T[]> {
  return unlocked(candidates, await turn.records.probes.pending(member.id));
}

/** Begins a probe. False where it may not be asked any more, as when its learner has seen the item meanwhile. */
export async function beginProbe(turn: Turn, member: Member, item: Item): Promise<boolean> {
  const probe = (await turn.records.probes.of(member.id, item)).find(isLocking);
  if (!probe || probe.state === 'asked') return probe !== undefined;
  const window = windowNow(probe, calendarOf(turn, member));
  if (!isIn(window, turn.now)) return false;
  await turn.records.probes.save({ ...probe, window, state: 'asked' });
  return true;
}

/** A probe that was passed over has no answer. */
export async function passProbe(turn: Turn, member: Member, item: Item): Promise<void> {
  const asked = (await turn.records.probes.of(member.id, item)).find(({ state }) => state === 'asked');
  if (asked) await turn.records.probes.save(missed(asked, turn.now));
}

/** What an answer is to the item's probes; the first recall of an item draws them. */
export async function keepProbes(turn: Turn, member: Member, attempt: Attempt, before: Memory | undefined): Promise<void> {
  const known = await turn.records.probes.of(member.id, attempt);
  const isFirstRecall = known.length === 0 && proves(attempt) && before?.recalled !== true;
  const now = isFirstRecall ? await drawn(turn, member, attempt) : afterAnswer(known, attempt);
  const changed = now.filter((probe, i) => probe !== known[i]);
  for (const probe of changed) await turn.records.probes.save(withWindow(probe, calendarOf(turn, member)));
  if (changed.length > 0) await setProbeAlarm(turn, member);
}

async function drawn(turn: Turn, member: Member, attempt: Attempt): Promise<Probe[]> {
  const salt = turn.workspace.probeSalt ?? (await turn.records.workspace.salt(turn.newId()));
  return assigned(armOf(salt, member.id, attempt), member.id, attempt, attempt.answeredAt);
}

/** The alarm of a member's probes: those whose time is over are missing. */
export async function ringProbe(turn: Turn, id: string): Promise<void> {
  const member = await turn.records.members.lock(id);
  if (!member) return;
  const calendar = calendarOf(turn, member);
  for (const probe of await turn.records.probes.pending(id)) {
    const then = atEnd(withWindow(probe, calendar), turn.now, calendar);
    if (then !== probe) await turn.records.probes.save(then);
  }
  await setProbeAlarm(turn, member);
}

async function setProbeAlarm(turn: Turn, member: Member): Promise<void> {
  const calendar = calendarOf(turn, member);
  const ends = (await turn.records.probes.pending(member.id)).map((probe) => endOf(probe, calendar));
  const [first] = ends.sort(Temporal.Instant.compare);
  await turn.records.alarms.set('probe', member.id, first);
}

/** When an item comes back: with its probe, where one waits. */
export async function backOn(turn: Turn, member: Member, memory: Memory): Promise<Temporal.PlainDate> {
  const probe = (await turn.records.probes.of(member.id, memory)).find(isLocking);
  const calendar = calendarOf(turn, member);
  const { rhythm, isHoliday } = calendar;
  const window = probe && windowNow(probe, calendar);
  const session = window && nextSessionAt(window.from, rhythm, isHoliday);
  return session ? dayAt(session, member.zone) : memory.dueDay;
}

// Kept, so that who comes back from a leave later does not move what was to be in it.
function withWindow(probe: Probe, calendar: Calendar): Probe {
  if (probe.window || !isLocking(probe)) return probe;
  const window = windowOf(probe, calendar);
  return window ? { ...probe, window } : probe;
}

function calendarOf(turn: Turn, member: Member): Calendar {
  return { rhythm: member, isHoliday: turn.isHoliday };
}

function isOf(probe: Item, { deck, item }: Item): boolean {
  return probe.deck === deck && probe.item === item;
}
