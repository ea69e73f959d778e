import { ahead, MOST_LEAVES } from '../../domain/leave.ts';
import { onLeave, paused, resumed } from '../../domain/member.ts';
import { dayAt } from '../../domain/rhythm.ts';
import { spanOf } from '../../domain/span.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { phrase } from '../../phrase.ts';
import { awayNow, pausedNow } from '../../views/calendar.ts';
import { sentence } from '../../views/words.ts';
import { withdrawFrom } from '../buddies/proposal.ts';
import { nextLine } from '../quiz/plan.ts';
import { keep, replace, reply, type Visit } from '../turn.ts';

const HOW_AWAY = phrase`Which days? Say it like this: away until friday, away 3 dec to 10 dec, away today; or pause, until you say resume.`;

/** `away until friday`, `sick`: days off, now or later, after which the questions come again by themselves. */
export async function away(visit: Visit, { words = '', sick = false }: IntentOf<'away'>): Promise<void> {
  const today = dayAt(visit.now, visit.member.zone);
  const span = spanOf(words, today);
  if (!span) return void (await reply(visit, sentence(HOW_AWAY)));
  if (ahead(visit.member.leaves, today).length >= MOST_LEAVES) {
    await reply(visit, sentence(md`That is more leave than I can keep in mind: say away off to begin anew.`));
    return;
  }
  // A pause that has an end by now is a leave.
  const isPaused = visit.member.status === 'paused' && span.from.equals(today);
  const member = onLeave(isPaused ? { ...visit.member, status: 'active' } : visit.member, span, today);
  await keep(visit, member);
  if (span.from.equals(today)) await visit.records.alarms.set('snooze', member.id, undefined);
  await replace(visit, awayNow(span, { sick, today }));
}

/** No questions until the learner says so. */
export async function pause(visit: Visit): Promise<void> {
  await keep(visit, paused(visit.member));
  await visit.records.alarms.set('snooze', visit.member.id, undefined);
  await withdrawFrom(visit, visit.member.id);
  await replace(visit, pausedNow());
}

/** Ends a pause, and the leave that today is in. */
export async function resume(visit: Visit): Promise<void> {
  const member = resumed(visit.member, dayAt(visit.now, visit.member.zone));
  await keep(visit, member);
  await replace(visit, sentence(md`Good to have you back. ${await nextLine(visit, member)}`));
}

/** `away off`: no leave, now or later. */
export async function cancelLeave(visit: Visit): Promise<void> {
  const today = dayAt(visit.now, visit.member.zone);
  const { leaves, ...here } = resumed(visit.member, today);
  const later = ahead(leaves, today);
  const member = { ...here, leaves: leaves.filter((leave) => !later.includes(leave)) };
  await keep(visit, member);
  await replace(visit, sentence(md`No leave is planned. ${await nextLine(visit, member)}`));
}
