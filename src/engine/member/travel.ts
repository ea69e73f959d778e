import type { Trip } from '../../domain/leave.ts';
import { type Member, whereabouts } from '../../domain/member.ts';
import { dayAt, mayBeAsked } from '../../domain/rhythm.ts';
import { tripIn } from '../../domain/time-words.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { phrase } from '../../phrase.ts';
import { homeAgain, travelling } from '../../views/calendar.ts';
import { sentence } from '../../views/words.ts';
import { nextLine, sessionsOf } from '../quiz/plan.ts';
import { keep, replace, reply, type Turn, type Visit } from '../turn.ts';

const HOW_TRAVEL = phrase`Where, and until when? Say it like this: travel Asia/Tokyo until 12 dec. For good it is: settings zone Asia/Tokyo.`;

/** `travel Asia/Tokyo until 12 dec`: the zone there for that time, then the one at home. */
export async function travel(visit: Visit, { words = '' }: IntentOf<'travel'>): Promise<void> {
  const { member } = visit;
  const trip = tripIn(words, dayAt(visit.now, member.zone));
  if (!trip) return void (await reply(visit, sentence(HOW_TRAVEL)));
  const planned: Trip = { ...trip, home: member.trip?.home ?? member.zone };
  const there = await arrive(visit, member, { ...member, trip: planned });
  await replace(visit, travelling(planned, dayAt(visit.now, there.zone), await nextLine(visit, there)));
}

/** `travel home`, before its end or before its beginning. */
export async function endTrip(visit: Visit): Promise<void> {
  const { trip, ...member } = visit.member;
  if (!trip) return void (await reply(visit, sentence(md`No trip is planned.`)));
  const home = await arrive(visit, visit.member, { ...member, zone: trip.home });
  await replace(visit, homeAgain(home, await nextLine(visit, home)));
}

/** The alarm of a trip: it begins, or is over. */
export async function ringTrip(turn: Turn, id: string): Promise<void> {
  const member = await turn.records.members.lock(id);
  if (member) await arrive(turn, member, member);
}

/** Keeps a member where they are by now, and sets the alarm for when that changes. */
export async function arrive(turn: Turn, before: Member, after: Member): Promise<Member> {
  const { member, next } = whereabouts(after, turn.now);
  await settleIn(turn, before, member);
  await turn.records.alarms.set('trip', member.id, next);
  return member;
}

// Where the day's time has passed there and its questions have not come, they come at once, so that no day is lost.
async function settleIn(turn: Turn, before: Member, after: Member): Promise<void> {
  await keep(turn, after);
  if (after.zone === before.zone || !after.welcomed || !mayBeAsked(turn.now, after, turn.isHoliday)) return;
  const { today } = await sessionsOf(turn, after);
  if (!today?.planned) await turn.records.alarms.set('session', after.id, turn.now);
}
