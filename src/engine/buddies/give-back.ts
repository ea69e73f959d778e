import { type Explanation, isClosed, MOST_A_DAY, patience } from '../../domain/buddy.ts';
import { saidIn } from '../../domain/dispute.ts';
import { isSilent, type Member } from '../../domain/member.ts';
import { isWelcome, nextSessionAt, nextWelcome } from '../../domain/rhythm.ts';
import { noMore, toRead } from '../../views/explanations.ts';
import { type Turn, tell } from '../turn.ts';
import { explainedItem } from './explained-item.ts';

/** Puts an explanation before its buddy, when they have agreed and may be asked; until then it waits, and not for ever. */
export async function deliver(turn: Turn, given: Explanation, { atOnce } = { atOnce: false }): Promise<void> {
  const { records, now, isHoliday } = turn;
  const explanation = await turn.records.explanations.get(given.attempt);
  if (explanation?.state !== 'waiting') return;
  const pair = await records.buddies.get(explanation.explainer, explanation.buddy);
  const [reader] = await records.members.all([explanation.buddy]);
  if (!pair || !reader || isClosed(pair) || isGone(reader)) return giveBack(turn, explanation);
  const { returnAt } = patience(explanation.givenAt, reader, isHoliday);
  if (Temporal.Instant.compare(now, returnAt) >= 0) return giveBack(turn, explanation);
  const isTime = atOnce || (await mayReach(turn, reader));
  if (pair.status === 'agreed' && isTime && (await put(turn, explanation, reader))) return;
  const next = pair.status === 'agreed' ? nextTry(turn, reader) : undefined;
  const isSooner = next && Temporal.Instant.compare(next, returnAt) < 0;
  await records.alarms.set('explanation', alarmOf(explanation), isSooner ? next : returnAt);
}

/** What an explanation's alarm is set for. */
export function alarmOf({ explainer, attempt }: Explanation): string {
  return `${explainer} ${attempt}`;
}

function isGone({ status, unreachable }: Member): boolean {
  return status === 'left' || unreachable !== undefined;
}

// Within their hours; who is paused, or has had enough for a day, with a later session.
function nextTry({ now, isHoliday }: Turn, reader: Member): Temporal.Instant | undefined {
  const welcome = isSilent(reader) ? undefined : nextWelcome(now, reader, isHoliday);
  return welcome && !welcome.equals(now) ? welcome : nextSessionAt(now, reader, isHoliday);
}

async function mayReach({ records, now, isHoliday }: Turn, reader: Member): Promise<boolean> {
  if (isSilent(reader) || !isWelcome(now, reader, isHoliday)) return false;
  const today = now.toZonedDateTimeISO(reader.zone).startOfDay().toInstant();
  return (await records.explanations.countSent(reader.id, today)) < MOST_A_DAY;
}

async function put(turn: Turn, explanation: Explanation, reader: Member): Promise<boolean> {
  const { records, now } = turn;
  const { explainer: id, buddy, attempt } = explanation;
  const [explainer] = await records.members.all([id]);
  const answer = await records.attempts.get(attempt);
  const item = await explainedItem(turn, explanation);
  if (!explainer || !answer || !item) return false;
  const outbound = toRead(item, explainer, saidIn(answer), attempt);
  const letter = await tell(turn, buddy, outbound, { purpose: `buddy:${id}:${buddy}:${attempt}` });
  if (!letter) return false;
  // It shows the answer: what they recall in the next hours is no memory of theirs.
  await records.memories.meet(buddy, explanation, now);
  await records.probes.expose([buddy], explanation, now);
  await records.explanations.save({ ...explanation, state: 'sent', sentAt: now, letter });
  await records.alarms.set('explanation', alarmOf(explanation), patience(now, reader, turn.isHoliday).remindAt);
  return true;
}

/** An explanation that its buddy does not read goes back to who wrote it, without a reason. What has come to an end stays as it is. */
export async function giveBack(turn: Turn, given: Explanation): Promise<void> {
  const { records } = turn;
  const explanation = await turn.records.explanations.get(given.attempt);
  if (explanation?.state !== 'waiting' && explanation?.state !== 'sent') return;
  await records.explanations.save({ ...explanation, state: 'returned', told: false });
  if (explanation.letter) await tell(turn, explanation.buddy, noMore(), { replaces: explanation.letter });
  await settleSoon(turn, explanation);
}

/**
 * What became of an explanation is written and told in a turn of its explainer's, as soon as this one is kept: so nobody's turn waits for the row of somebody
 * whose turn waits for theirs.
 */
export async function settleSoon(turn: Turn, explanation: Explanation): Promise<void> {
  const alarm = { kind: 'explanation', subject: alarmOf(explanation), at: turn.now } as const;
  await turn.records.alarms.set(alarm.kind, alarm.subject, alarm.at);
  turn.soon.push(alarm);
}
