import { readerOf } from '../domain/buddy.ts';
import { type Explanation, gradeByTicks, ticksFor } from '../domain/explanation.ts';
import type { Member } from '../domain/member.ts';
import { instantAt, isDaytime, nextWorkingDay } from '../domain/rhythm.ts';
import { skipped } from '../domain/session.ts';
import type { IntentOf } from '../intents.ts';
import { compared } from '../views/compare.ts';
import { explanationMarked, explanationSent, explanationToRead, stillWaiting } from '../views/explanation.ts';
import { sentence } from '../views/words.ts';
import { retire } from './answer.ts';
import { isHere } from './buddy.ts';
import { correct } from './credit.ts';
import { openQuestion, tooLate } from './open-question.ts';
import { recordUnmarked } from './record.ts';
import { finishAction, giveAwards } from './reward.ts';
import { ask } from './session.ts';
import { reply, type Turn, tell, type Visit } from './turn.ts';

// A colleague is reminded once, and then left alone.
const REMIND_AFTER_DAYS = 2;
const LAPSE_AFTER_DAYS = 3;

/** A teach-back that is to be compared goes to the buddy instead, who says what it has. The press is the consent to that one. */
export async function sendToBuddy(visit: Visit, intent: IntentOf<'send-to-buddy'>): Promise<void> {
  const open = await openQuestion(visit, intent);
  if (!open) return;
  const { prompt, item, session } = open;
  const said = prompt.comparing;
  if (said === undefined || item.kind !== 'teach-back') return tooLate(visit, 'compare');
  const reader = readerOf(await visit.records.buddies.of(visit.member.id));
  const [buddy] = reader ? await visit.records.members.all([reader.buddy]) : [];
  if (!buddy || !isHere(visit, buddy)) {
    await reply(
      visit,
      sentence('You have no buddy who could read it at present. Say buddy to choose one; or compare it yourself.'),
    );
    return;
  }
  const { deck, item: id, version } = prompt;
  const attempt = visit.newId();
  await recordUnmarked(visit, open, { id: attempt, member: visit.member, said, grader: 'buddy' });
  const sent = { attempt, member: visit.member.id, listener: buddy.id, deck, item: id, version, said };
  await visit.records.explanations.save({ ...sent, state: 'sent', heard: [], sentAt: visit.now, reminded: false, told: false });
  await tell(visit, buddy.id, explanationToRead(item, { explainer: visit.member.name, said, attempt }), {
    purpose: `explanation:${attempt}`,
  });
  await visit.records.alarms.set('explanation', attempt, inWorkingDays(visit, buddy, REMIND_AFTER_DAYS));
  await finishAction(visit, visit.member, prompt.action);
  await retire(visit, open, [...compared(said), ...explanationSent(buddy.name).blocks]);
  await ask(visit, visit.member, skipped(session));
}

/** What is to be done for an explanation by now: a reminder, the end of waiting, its mark, or the credit for what stayed. */
export async function ringExplanation(turn: Turn, attempt: string): Promise<void> {
  const found = await turn.records.explanations.get(attempt);
  const member = found && (await turn.records.members.lock(found.member));
  if (!found || !member) return;
  switch (found.state) {
    case 'sent':
      return found.reminded ? turn.records.explanations.save({ ...found, state: 'lapsed' }) : remind(turn, member, found);
    case 'read':
      return markRead(turn, member, found);
    case 'recalled':
      await turn.records.explanations.save({ ...found, state: 'matured', told: false });
      return giveAwards(turn, member);
  }
}

async function remind(turn: Turn, { name }: Member, explanation: Explanation): Promise<void> {
  const [buddy] = await turn.records.members.all([explanation.listener]);
  await turn.records.explanations.save({ ...explanation, reminded: true });
  if (!buddy) return;
  if (isHere(turn, buddy))
    await tell(turn, buddy.id, stillWaiting(name), { purpose: `explanation:${explanation.attempt}:reminder` });
  await turn.records.alarms.set('explanation', explanation.attempt, inWorkingDays(turn, buddy, LAPSE_AFTER_DAYS));
}

async function markRead(turn: Turn, member: Member, explanation: Explanation): Promise<void> {
  const attempt = await turn.records.attempts.get(explanation.attempt);
  const version = await turn.records.decks.version(explanation);
  if (attempt && version) {
    const grade = gradeByTicks(ticksFor(version.item), explanation.heard);
    await correct(turn, member, attempt, { grade, grader: 'buddy' });
  }
  const isTold = version !== undefined && isHere(turn, member) && isDaytime(turn.now, member.zone);
  if (isTold) await tell(turn, member.id, explanationMarked(version.item, explanation, await nameOf(turn, explanation.listener)));
  await turn.records.explanations.save({ ...explanation, state: 'marked', told: isTold });
}

export async function nameOf(turn: Turn, member: string): Promise<string> {
  return (await turn.records.members.all([member]))[0]?.name ?? 'Your buddy';
}

function inWorkingDays(turn: Turn, member: Member, days: number): Temporal.Instant {
  let day = turn.now.toZonedDateTimeISO(member.zone).toPlainDate();
  for (let i = 0; i < days; i++) day = nextWorkingDay(day.add({ days: 1 }), member, turn.isHoliday);
  return instantAt(day, member.sessionTime, member.zone);
}
