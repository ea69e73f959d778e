import { watched } from '../../domain/cue.ts';
import { isAway, type Member } from '../../domain/member.ts';
import { dayAt, instantAt, mayBeAsked } from '../../domain/rhythm.ts';
import type { Session } from '../../domain/session.ts';
import { timeOf } from '../../domain/time-words.ts';
import type { IntentOf } from '../../intents.ts';
import { phrase } from '../../phrase.ts';
import { offer, settled } from '../../views/session.ts';
import { clock, sentence } from '../../views/words.ts';
import { waitsUntil } from '../member/cue.ts';
import { refreshSoon } from '../member/dashboard.ts';
import { replace, reply, setSession, type Turn, tell, type Visit } from '../turn.ts';
import { deferredOf, sessionsOf, todaysSession } from './plan.ts';

// Who has not been asked for so long is welcomed back.
const LONG_AWAY_DAYS = 8;
// Who was asked so lately has yesterday's question in hand: the new day waits for the answer.
const IN_HAND_MINUTES = 30;
const SNOOZE_HOURS = 3;
const SNOOZE_LATE_MINUTES = 60;

/** The alarm of a learner's session: plans the day and offers it. */
export async function ringSession(turn: Turn, id: string): Promise<void> {
  const member = await turn.records.members.lock(id);
  if (!member) return;
  await setSession(turn, member);
  await refreshSoon(turn, member);
  if (isAway(member, dayAt(turn.now, member.zone)) || !mayBeAsked(turn.now, watched(member), turn.isHoliday)) return;
  const { latest, today } = await sessionsOf(turn, member);
  if (today?.planned) return;
  const later = waitsUntil(turn, member);
  if (later) return turn.records.alarms.set('session', id, later);
  if (latest?.status === 'open' && isInHand(turn, latest)) {
    await turn.records.alarms.set('session', id, turn.now.add({ minutes: IN_HAND_MINUTES }));
    return;
  }
  await offerToday(turn, member);
}

/** Plans the day and offers it, once; false where nothing is to be asked. */
export async function offerToday(turn: Turn, member: Member): Promise<boolean> {
  const { latest } = await sessionsOf(turn, member);
  const session = await todaysSession(turn, member);
  if (!session?.planned) return false;
  const misses = await countMisses(turn, session);
  const isBack = latest !== undefined && latest.day.until(session.day).days >= LONG_AWAY_DAYS;
  const away = isBack ? ((await deferredOf(turn, member, session)) ?? 'nothing') : undefined;
  const outbound = offer(session, { misses, away, snoozeTo: snoozeTime(turn, member) });
  const letter = await tell(turn, member.id, outbound, { purpose: `session:${member.id}:${session.day}` });
  await turn.records.sessions.save({ ...session, ...(letter && { letter }) });
  return true;
}

/** Asks again later the same day. */
export async function snooze(visit: Visit, { until }: IntentOf<'snooze'>): Promise<void> {
  const { now, member } = visit;
  const time = until === undefined ? snoozeTime(visit, member) : timeOf(until);
  const at = time && instantAt(now.toZonedDateTimeISO(member.zone).toPlainDate(), time, member.zone);
  if (!time || !at || Temporal.Instant.compare(at, now) <= 0) {
    const late = until === undefined ? phrase`It is late: I will ask you on your next working day.` : undefined;
    await reply(visit, sentence(late ?? phrase`When today? Say it like this: snooze 14:00.`));
    return;
  }
  await visit.records.alarms.set('snooze', member.id, at);
  await replace(visit, settled(phrase`All right, I will ask you at ${clock(time)}.`));
}

/** The alarm of a snooze: offers what is still open of the day, once more. What comes too late waits for the next session. */
export async function ringSnooze(turn: Turn, id: string, at: Temporal.Instant): Promise<void> {
  const member = await turn.records.members.lock(id);
  if (!member || isAway(member, dayAt(turn.now, member.zone))) return;
  // Who named a time in their quiet hours is asked at that time.
  const isOnTime = at.until(turn.now).total('minutes') <= SNOOZE_LATE_MINUTES;
  if (!isOnTime && !mayBeAsked(turn.now, member, turn.isHoliday)) return;
  const session = await todaysSession(turn, member);
  if (!session || (session.status !== 'offered' && session.status !== 'open')) return;
  const letter = await tell(turn, id, offer(session, { misses: 0 }));
  await turn.records.sessions.save({ ...session, ...(session.status === 'offered' && letter && { letter }) });
}

function isInHand(turn: Turn, { askedAt }: Session): boolean {
  return askedAt !== undefined && askedAt.until(turn.now).total('minutes') < IN_HAND_MINUTES;
}

async function countMisses(turn: Turn, session: Session): Promise<number> {
  const memories = await turn.records.memories.of(session.member);
  const missed = new Set(memories.flatMap((each) => (each.missed ? [`${each.deck}/${each.item}`] : [])));
  return session.prompts.slice(session.position).filter((prompt) => missed.has(`${prompt.deck}/${prompt.item}`)).length;
}

function snoozeTime(turn: Turn, member: Member): Temporal.PlainTime | undefined {
  const here = turn.now.toZonedDateTimeISO(member.zone);
  const later = here.add({ hours: SNOOZE_HOURS }).round({ smallestUnit: 'hour', roundingMode: 'floor' });
  const isToday = later.toPlainDate().equals(here.toPlainDate());
  return isToday && Temporal.PlainTime.compare(later.toPlainTime(), member.hours.until) <= 0 ? later.toPlainTime() : undefined;
}
